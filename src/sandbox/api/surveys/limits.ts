import { DateTime } from 'luxon'
import { insightContext } from '../../insights/runInsight.js'
import { and, col, compare, eq, fn, lit, select } from '../../insights/shared/build.js'
import { moment } from '../../insights/shared/dateRange.js'
import type { StoredResource } from '../../store/resources.js'
import type { ApiServices } from '../context.js'
import { nowIso } from '../resource/resource.js'
import { isRunning, type SurveyFields } from './fields.js'
import { syncSurveyFlags } from './flags.js'

type StoredSurvey = StoredResource<SurveyFields>

/** How often it is looked whether answers came. PostHog looks now and then, too: a survey may get a few more than its limit. */
const pauseMs = 1_000

/** Ends surveys that have as many answers as they may have. */
export interface SurveyLimits {
  close(): Promise<void>
}

/**
 * Counts the answers since a survey was made, whenever events came in or a limit changed; one that reached `responses_limit` ends now,
 * and its limit goes, so that it can be begun again. https://posthog.com/docs/surveys/creating-surveys#completion-conditions
 */
export function watchSurveyLimits(services: ApiServices): SurveyLimits {
  const { resources, ingestion, log } = services
  let looked = ''
  let working: Promise<void> | undefined

  async function look(): Promise<void> {
    const limited = (await resources.surveys.all()).filter(isLimited)
    const limits = limited.map(({ id, fields }) => `${id} ${fields.responses_limit}`)
    const now = [ingestion.eventsRevision, ...limits].join()
    if (limited.length === 0 || now === looked) return
    for (const { id, createdAt } of limited) await endIfFull(id, createdAt)
    looked = now
  }

  async function endIfFull(id: number, createdAt: string): Promise<void> {
    const survey = await resources.surveys.find(id)
    if (!survey || !isLimited(survey)) return
    const answers = await countAnswers(survey.uuid, createdAt, services)
    if (answers < (survey.fields.responses_limit ?? Infinity)) return
    const at = nowIso(services)
    const fields = { ...survey.fields, end_date: at, responses_limit: null }
    await resources.surveys.update(id, fields, at)
    const unchanged = { targeting: null, removeTargeting: false }
    await services.flags.exclusively(() => syncSurveyFlags(survey.uuid, fields, unchanged, services))
  }

  const timer = setInterval(() => {
    working ??= look()
      .catch((error: unknown) => log({ level: 'warn', message: `Survey limits were not checked: ${String(error)}` }))
      .finally(() => (working = undefined))
  }, pauseMs)
  return {
    async close() {
      clearInterval(timer)
      await working
    },
  }
}

function isLimited({ fields }: StoredSurvey): boolean {
  return isRunning(fields) && (fields.responses_limit ?? 0) > 0
}

async function countAnswers(surveyId: string, since: string, services: ApiServices): Promise<number> {
  const counted = select({
    select: [fn('count')],
    from: 'events',
    where: and(
      eq(col('event'), lit('survey sent')),
      eq(fn('toString', col('properties', '$survey_id')), lit(surveyId)),
      compare('>=', col('timestamp'), moment(DateTime.fromISO(since, { zone: services.project.timezone }))),
    ),
  })
  return Number((await insightContext(services, []).run(counted)).results[0]?.[0] ?? 0)
}
