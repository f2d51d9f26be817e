import { getAnnotation, listAnnotations } from '../../api/resources/annotations.js'
import { describeInfinite, describeList, describeRead } from '../query/describe.js'

/** Describes the read of one page of annotations for TanStack Query. */
export const annotationsQueryOptions = /* @__PURE__ */ describeList(listAnnotations)

/** Describes the read of annotations, page after page, for TanStack Query's infinite queries. */
export const infiniteAnnotationsQueryOptions = /* @__PURE__ */ describeInfinite(listAnnotations)

/** Describes the read of one annotation for TanStack Query. */
export const annotationQueryOptions = /* @__PURE__ */ describeRead(getAnnotation)
