/** How tightly operators bind; a higher level binds tighter. */
export const LEVEL = {
  ternary: 2,
  or: 3,
  and: 4,
  not: 5,
  between: 6,
  nullish: 7,
  distinct: 8,
  null: 9,
  ignore: 10,
  compare: 11,
  add: 12,
  multiply: 13,
  negate: 14,
} as const

/** Bounds of BETWEEN and of window frames end before AND. */
export const BOUND_LEVEL = LEVEL.nullish
