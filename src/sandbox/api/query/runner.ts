import type { JsonObject } from '../../json.js'
import type { ApiServices } from '../context.js'

/** Answers one kind of query: the node as it was sent, its shape unchecked, to the body of the answer. */
export type QueryRunner = (node: JsonObject, services: ApiServices, signal: AbortSignal) => Promise<JsonObject>
