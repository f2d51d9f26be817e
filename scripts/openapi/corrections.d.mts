/** What the tests read of PostHog's OpenAPI document. */
export interface OpenApiOperation {
  readonly operationId?: string
  readonly 'x-origin'?: string
  readonly 'x-required-scopes'?: readonly string[]
  readonly 'x-scope-verified'?: boolean
  readonly 'x-personal-api-key'?: boolean
  readonly 'x-actual-request'?: unknown
  readonly 'x-actual-responses'?: unknown
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> }
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >
}

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

/** One difference between what PostHog publishes and what it does. */
export interface Correction {
  readonly why: string
  readonly apply: (document: OpenApiDocument) => void
}

export const corrections: readonly Correction[]

/** The document as PostHog acts. The given one stays as it is. */
export function correct(document: OpenApiDocument): OpenApiDocument
