import * as rows from '../endpoints/annotations.js'
import { defineList, defineRead, defineWrite } from '../operation.js'
import type { ApiCaller } from '../transport/transport.js'
import type { Shape } from '../types/schemas.js'
import { crudMethods, softDeleteMethods, type WithId } from './crud.js'

/** A note on a date, as charts show it. https://posthog.com/docs/api/annotations */
export interface Annotation extends Shape<'Annotation'> {}

/** What to change of an annotation. */
export interface AnnotationChanges extends Shape<'PatchedAnnotation'> {}

/** What an annotation is made of: `content` of at most 8192 characters, and the `date_marker` it stands at. */
export type AnnotationInput = AnnotationChanges & { readonly content: string }

/** Which annotations to list. */
export interface AnnotationsListParams {
  /** Part of the content. */
  readonly search?: string
  /** Annotations on one page. Default 100. */
  readonly limit?: number
  readonly offset?: number
}

/** `api.annotations.list` for any {@link ApiCaller}. */
export const listAnnotations = /* @__PURE__ */ defineList<Annotation, AnnotationsListParams>(rows.list)

/** `api.annotations.get` for any {@link ApiCaller}. */
export const getAnnotation = /* @__PURE__ */ defineRead<number, Annotation>(rows.get)

/** `api.annotations.create` for any {@link ApiCaller}. */
export const createAnnotation = /* @__PURE__ */ defineWrite<AnnotationInput, Annotation>(rows.create)

/** `api.annotations.update` for any {@link ApiCaller}. */
export const updateAnnotation = /* @__PURE__ */ defineWrite<WithId<number, AnnotationChanges>, Annotation>(rows.update)

/** Makes `api.annotations`. https://posthog.com/docs/api/annotations */
export function createAnnotationsApi(api: ApiCaller) {
  const operations = { list: listAnnotations, get: getAnnotation, create: createAnnotation, update: updateAnnotation }
  return { ...crudMethods(api, operations), ...softDeleteMethods<number, Annotation>(api, updateAnnotation) }
}
