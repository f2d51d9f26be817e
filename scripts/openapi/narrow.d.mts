import type { OpenApiDocument } from './corrections.mjs'

/** Only the operations of these rows, and the schemas they reach. Changes the given document. */
export function narrow(
  document: OpenApiDocument,
  rows: readonly { readonly method: string; readonly path: string }[],
): OpenApiDocument
