import { COMPANY_STEMS, INDUSTRIES } from './catalogue/names.js'
import type { Plan } from './catalogue/product.js'
import { createRandom } from './random.js'

/** A customer. `plan` is where it stood when the history begins. */
export interface Company {
  /** The group key. */
  readonly key: string
  readonly name: string
  /** Below `.example`, which nobody can own. */
  readonly domain: string
  readonly industry: string
  readonly employees: number
  readonly plan: Plan
  /** Customers before the history begins. */
  readonly established: boolean
}

const fixed = (
  key: string,
  name: string,
  industry: string,
  employees: number,
  plan: Plan,
  established: boolean,
): Company => ({
  key,
  name,
  domain: `${key}.example`,
  industry,
  employees,
  plan,
  established,
})

/** Always there, whatever the seed: documentation and tests name them. */
export const HEDGEBOX = fixed('hedgebox', 'Hedgebox', 'Software', 42, 'enterprise', true)
export const MOSSBARROW = fixed('mossbarrow', 'Mossbarrow Freight', 'Logistics', 120, 'team', true)
export const QUILLHOLLOW = fixed('quillhollow', 'Quillhollow Studio', 'Design', 18, 'free', false)
export const FENNELGATE = fixed('fennelgate', 'Fennelgate Clinics', 'Healthcare', 640, 'business', true)

const ESTABLISHED_PLANS = [
  { plan: 'free', weight: 20 },
  { plan: 'starter', weight: 34 },
  { plan: 'team', weight: 28 },
  { plan: 'business', weight: 14 },
  { plan: 'enterprise', weight: 4 },
] as const

/** About 230 companies; one in six is a customer since before the history begins. */
export function createCompanies(seed: number): Company[] {
  const random = createRandom(seed, 'companies')
  const companies = [HEDGEBOX, MOSSBARROW, QUILLHOLLOW, FENNELGATE]
  for (const stem of COMPANY_STEMS) {
    const count = random.int(2, 5)
    const industries = INDUSTRIES.map(industry => ({ ...industry, order: random.next() / industry.weight }))
    for (const industry of industries.sort((a, b) => a.order - b.order).slice(0, count)) {
      const key = `${stem}-${industry.suffix}`.toLowerCase()
      const established = random.chance(1 / 6)
      companies.push({
        key,
        name: `${stem} ${industry.suffix}`,
        domain: `${key}.example`,
        industry: industry.name,
        employees: Math.min(5000, Math.max(2, Math.round(random.logNormal(45, 1.1)))),
        plan: established ? random.weighted(ESTABLISHED_PLANS).plan : 'free',
        established,
      })
    }
  }
  return companies
}
