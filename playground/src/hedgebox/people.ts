import type { PlanId } from './plans.js'

export interface Visitor {
  readonly email: string
  readonly name: string
  /** The group key of the company they work for. */
  readonly company: string
  readonly about: string
  /** What their company pays for. */
  readonly plan: PlanId
}

/** Who the sign-in offers: people of the demo data, whose flags differ. */
export const people = [
  {
    email: 'ada@hedgebox.example',
    name: 'Ada Marlow',
    company: 'hedgebox',
    about: 'Works at Hedgebox',
    plan: 'enterprise',
  },
  {
    email: 'ben@mossbarrow.example',
    name: 'Ben Okandele',
    company: 'mossbarrow',
    about: 'Mossbarrow Freight',
    plan: 'team',
  },
  {
    email: 'chidi@quillhollow.example',
    name: 'Chidi Fairweld',
    company: 'quillhollow',
    about: 'Quillhollow Studio',
    plan: 'free',
  },
  {
    email: 'dana@fennelgate.example',
    name: 'Dana Rookwell',
    company: 'fennelgate',
    about: 'Fennelgate Clinics',
    plan: 'business',
  },
] as const satisfies readonly Visitor[]

/** The name to greet with: a known visitor's own, else the address up to the @. */
export function nameOf(distinctId: string): string {
  return people.find(({ email }) => email === distinctId)?.name ?? distinctId.split('@')[0] ?? distinctId
}
