/**
 * The part of Standard Schema (https://standardschema.dev, version 1) that is used here: Zod, Valibot, ArkType and others
 * implement it, so validation takes any of them and the package depends on none.
 */
export interface StandardSchema<TOutput = unknown> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => StandardResult<TOutput> | Promise<StandardResult<TOutput>>
    readonly types?: { readonly input: unknown; readonly output: TOutput } | undefined
  }
}

/** What a validation gives: the value as the schema wants it, or what is wrong with it. */
export type StandardResult<TOutput> =
  | { readonly value: TOutput; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] }

/** One thing that is wrong. */
export interface StandardIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}
