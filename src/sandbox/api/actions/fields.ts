import type { JsonObject } from '../../json.js'
import {
  bool,
  type FieldReader,
  list,
  nullable,
  object,
  optionalChoice,
  readFields,
  tags,
  text,
} from '../resource/fields.js'

/** One way to do what an action stands for; any of an action's steps is enough. */
export interface ActionStep {
  readonly event: string | null
  readonly properties: readonly JsonObject[] | null
  readonly selector: string | null
  /** PostHog works it out from the selector for its own queries. */
  readonly selector_regex: null
  readonly tag_name: string | null
  readonly text: string | null
  readonly text_matching: StepMatching | null
  readonly href: string | null
  readonly href_matching: StepMatching | null
  readonly url: string | null
  readonly url_matching: StepMatching | null
}

export type StepMatching = 'contains' | 'regex' | 'exact'

export interface ActionFields {
  readonly name: string | null
  readonly description: string
  readonly tags: readonly string[]
  readonly post_to_slack: boolean
  readonly slack_message_format: string
  readonly steps: readonly ActionStep[]
  readonly pinned_at: string | null
  readonly deleted: boolean
}

const matching = optionalChoice(['contains', 'regex', 'exact'])
const stepText = nullable(text({ max: 4000 }))

const stepShape = {
  event: stepText,
  properties: nullable(list(object, { max: 100 })),
  selector: stepText,
  tag_name: stepText,
  text: stepText,
  text_matching: matching,
  href: stepText,
  href_matching: matching,
  url: stepText,
  url_matching: matching,
}

const emptyStep: ActionStep = {
  event: null,
  properties: null,
  selector: null,
  selector_regex: null,
  tag_name: null,
  text: null,
  text_matching: null,
  href: null,
  href_matching: null,
  url: null,
  url_matching: 'contains',
}

const step: FieldReader<ActionStep> = (value, attr) => {
  const body = object(value, attr)
  // Named like `steps__0__url_matching`.
  const named = Object.fromEntries(
    Object.entries(stepShape).map(([name, reader]) => [
      name,
      (item: unknown) => (reader as FieldReader<unknown>)(item, `${attr}__${name}`),
    ]),
  )
  return { ...emptyStep, ...readFields(named, body) }
}

export const actionShape = {
  name: nullable(text({ max: 400 })),
  description: text(),
  tags,
  post_to_slack: bool,
  slack_message_format: text({ max: 1200 }),
  steps: list(step, { max: 100 }),
  pinned_at: (value: unknown) => (value === null || value === false ? null : typeof value === 'string' ? value : null),
  deleted: bool,
}

export const actionDefaults: ActionFields = {
  name: null,
  description: '',
  tags: [],
  post_to_slack: false,
  slack_message_format: '',
  steps: [],
  pinned_at: null,
  deleted: false,
}
