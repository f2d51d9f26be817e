/** Texts of a single value. */
export interface ValueLabels {
  /** Read out for a missing value, which shows as a dash. */
  readonly empty: string
  readonly yes: string
  readonly no: string
  /** Names of the button that opens and closes a long value. */
  readonly expand: string
  readonly collapse: string
  /** After an opened value that is cut even so. */
  readonly moreCharacters: (count: number, formatted: string) => string
  /** Read out after a link. */
  readonly newTab: string
}

export const defaultValueLabels: ValueLabels = {
  empty: 'empty',
  yes: 'true',
  no: 'false',
  expand: 'Show all',
  collapse: 'Show less',
  moreCharacters: (_, formatted) => `and ${formatted} more characters`,
  newTab: '(opens in a new tab)',
}
