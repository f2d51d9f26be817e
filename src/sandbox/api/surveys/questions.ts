import { isJsonObject, type JsonObject } from '../../json.js'
import { choice, invalidInput, text, uuid } from '../resource/fields.js'
import { v7 } from 'uuid'

const types = ['open', 'link', 'rating', 'single_choice', 'multiple_choice'] as const
const maxQuestions = 100
const maxChoices = 100

/** Checks a survey's questions and gives them back with an id each. https://posthog.com/docs/api/surveys */
export function readQuestions(value: unknown, attr: string): JsonObject[] {
  if (!Array.isArray(value) || !value.every(isJsonObject))
    throw invalidInput('Questions must be a list of objects', attr)
  if (value.length > maxQuestions) throw invalidInput(`A survey can have at most ${maxQuestions} questions.`, attr)
  return value.map((question, index) => readQuestion(question, `${attr}__${index}`, value.length))
}

function readQuestion(question: JsonObject, attr: string, total: number): JsonObject {
  const type = choice(types)(question['type'] ?? null, `${attr}__type`)
  if (typeof question['question'] !== 'string' || question['question'].trim() === '') {
    throw invalidInput('Question text is required', `${attr}__question`)
  }
  text({ max: 4000 })(question['question'], `${attr}__question`)
  const contentType = question['descriptionContentType']
  if (contentType !== undefined && contentType !== null && contentType !== 'text' && contentType !== 'html') {
    throw invalidInput("Question descriptionContentType must be one of ['text', 'html']", attr)
  }
  if (type === 'single_choice' || type === 'multiple_choice') checkChoices(question['choices'], attr)
  if (type === 'link' && question['link']) checkLink(question['link'], attr)
  if (type === 'rating') checkRating(question, attr)
  if (question['branching'] !== undefined && question['branching'] !== null) {
    checkBranching(question['branching'], type, attr, total)
  }
  const id = question['id']
  return { ...question, id: typeof id === 'string' && id !== '' ? uuid(id, `${attr}__id`) : v7() }
}

function checkChoices(choices: unknown, attr: string): void {
  const isList = Array.isArray(choices) && choices.every(item => typeof item === 'string')
  if (!isList) throw invalidInput('Question choices must be a list of strings', `${attr}__choices`)
  if (choices.length > maxChoices)
    throw invalidInput(`A question has at most ${maxChoices} choices.`, `${attr}__choices`)
  if (choices.length === 0 || choices.some(item => item.trim() === '')) {
    throw invalidInput('Question choices cannot be empty', `${attr}__choices`)
  }
}

function checkLink(link: unknown, attr: string): void {
  const url = typeof link === 'string' ? toUrl(link) : undefined
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'mailto:')) {
    throw invalidInput('Link must be a URL with one of these schemes: [https, mailto]', `${attr}__link`)
  }
  if (url.protocol === 'mailto:' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(url.pathname)) {
    throw invalidInput(
      'Invalid mailto link. Please enter a valid mailto link (e.g., mailto:example@domain.com).',
      `${attr}__link`,
    )
  }
}

function toUrl(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

const scales: Readonly<Record<string, readonly number[]>> = { number: [5, 7, 10], emoji: [2, 3, 5] }

function checkRating({ display = 'number', scale }: JsonObject, attr: string): void {
  const allowed = typeof display === 'string' ? scales[display] : undefined
  if (!allowed) throw invalidInput("Rating display must be one of ['number', 'emoji']", `${attr}__display`)
  if (scale !== undefined && scale !== null && !allowed.includes(Number(scale))) {
    throw invalidInput(
      `Rating scale must be one of [${allowed.join(', ')}] for display ${String(display)}`,
      `${attr}__scale`,
    )
  }
}

/** What comes after a question: the next one, the end, a certain one, or what the answer decides. */
function checkBranching(branching: unknown, type: (typeof types)[number], attr: string, total: number): void {
  const at = `${attr}__branching`
  if (!isJsonObject(branching)) throw invalidInput('Question branching must be an object', at)
  const kind = choice(['next_question', 'end', 'response_based', 'specific_question'])(
    branching['type'] ?? null,
    `${at}__type`,
  )
  const leadsOn = (target: unknown) =>
    target === 'end' ||
    target === 'next_question' ||
    (Number.isInteger(target) && Number(target) >= 0 && Number(target) < total)
  if (kind === 'specific_question' && !(Number.isInteger(branching['index']) && leadsOn(branching['index']))) {
    throw invalidInput('Branching index must be the index of a question', `${at}__index`)
  }
  if (kind !== 'response_based') return
  if (type !== 'rating' && type !== 'single_choice') {
    throw invalidInput('Response based branching is for rating and single choice questions', at)
  }
  const values = branching['responseValues']
  if (!isJsonObject(values) || !Object.values(values).every(leadsOn)) {
    throw invalidInput('Branching responseValues must map answers to a question index or end', `${at}__responseValues`)
  }
}
