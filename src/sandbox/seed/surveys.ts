import { DAY } from './calendar.js'
import type { Engagement, Member } from './people.js'
import { createRandom, type Random } from './random.js'
import { DEMO_SURVEYS } from './resources/surveys.js'
import { resourceUuid } from './resources/uuid.js'
import type { Session } from './session.js'

/** Shows a member the surveys of the demo when their time has come, and answers them as that member would. */
export interface SurveyAsker {
  /** After work: whether they would recommend the product, once. */
  afterWork(session: Session): void
  /** After a smaller plan was chosen: why. */
  afterDowngrade(session: Session): void
}

/** How likely each score is to recommend, from 0 to 10, by how much somebody uses the product. */
const SCORES: Readonly<Record<Engagement, readonly [number, number]>> = {
  bounced: [2, 7],
  casual: [4, 9],
  regular: [6, 10],
  power: [8, 10],
}

const WISHES = [
  'Folders that remember how I sorted them.',
  'A preview for spreadsheets would be nice.',
  'Faster search.',
  'Let guests upload without an account.',
  'Nothing, it just works.',
  'Cheaper seats for people who only read.',
]

const REASONS = [
  { name: 'We need less room', weight: 5 },
  { name: 'Too expensive', weight: 4 },
  { name: 'We found something better', weight: 1 },
]

interface Shown {
  readonly key: string
  readonly from: number
  readonly until: number
  readonly answerChance: number
  readonly dismissChance: number
}

/** The times are those of the surveys themselves. */
const RECOMMEND: Shown = { key: 'nps', from: 38, until: 0, answerChance: 0.42, dismissChance: 0.38 }
const DOWNGRADE: Shown = { key: 'closing', from: 74, until: 4, answerChance: 0.75, dismissChance: 0.15 }

export function createSurveyAsker(
  member: Member,
  options: { readonly seed: number; readonly now: number },
): SurveyAsker {
  const random = createRandom(options.seed, `surveys ${member.email}`)
  const asked = new Set<string>()

  function show(
    session: Session,
    shown: Shown,
    answers: (questionIds: readonly string[]) => Record<string, unknown>,
  ): void {
    const survey = DEMO_SURVEYS.find(({ key }) => key === shown.key)
    const runs = session.time >= options.now - shown.from * DAY && session.time < options.now - shown.until * DAY
    if (!survey || !runs || asked.has(shown.key)) return
    asked.add(shown.key)
    const { name, questions } = survey.body(
      () => 0,
      () => '',
    ) as { name: string; questions: readonly { id: string }[] }
    const properties = {
      $survey_id: resourceUuid('survey', survey, options),
      $survey_name: name,
      $survey_iteration: null,
    }
    session.track('survey shown', properties)
    session.pause(12)
    const outcome = random.next()
    if (outcome < shown.answerChance) {
      session.track('survey sent', {
        ...properties,
        $survey_submission_id: random.uuid(session.time),
        $survey_completed: true,
        ...answers(questions.map(({ id }) => id)),
      })
    } else if (outcome < shown.answerChance + shown.dismissChance) {
      session.track('survey dismissed', { ...properties, $survey_partially_completed: false })
    }
  }

  return {
    afterWork(session) {
      if (!random.chance(0.5)) return
      show(session, RECOMMEND, ids => recommend(random, member.engagement, ids))
    },
    afterDowngrade(session) {
      show(session, DOWNGRADE, ([id]) => ({ [`$survey_response_${id}`]: random.weighted(REASONS).name }))
    },
  }
}

/** Who recommends it is asked nothing more; of the others a third write what they miss. */
function recommend(
  random: Random,
  engagement: Engagement,
  [scoreId, wishId]: readonly string[],
): Record<string, unknown> {
  const score = random.int(...SCORES[engagement])
  const writes = random.chance(0.35)
  const wish = random.pick(WISHES)
  return {
    [`$survey_response_${scoreId}`]: score,
    ...(score < 9 && writes ? { [`$survey_response_${wishId}`]: wish } : {}),
  }
}
