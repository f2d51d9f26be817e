import { isJsonObject, type JsonObject } from '../../json.js'
import type { ApiServices } from '../context.js'
import { checkDependencies } from '../featureFlags/dependencies.js'
import type { StoredFlag } from '../featureFlags/store.js'
import { fieldsToCreate, fieldsToUpdate } from '../featureFlags/validate.js'
import { writeFlag } from '../featureFlags/write.js'
import { invalidInput } from '../resource/fields.js'
import { nowIso } from '../resource/resource.js'

const attr = 'feature_flag_key'

const defaultVariants = [
  { key: 'control', name: 'Control Group', rollout_percentage: 50 },
  { key: 'test', name: 'Test Variant', rollout_percentage: 50 },
]

function variantsOf(flag: StoredFlag): JsonObject[] {
  const multivariate = flag.filters['multivariate']
  const variants = isJsonObject(multivariate) ? multivariate['variants'] : undefined
  return Array.isArray(variants) ? variants.filter(isJsonObject) : []
}

/** Throws unless a flag can carry an experiment. */
export function checkExperimentFlag(flag: StoredFlag): void {
  const variants = variantsOf(flag)
  if (variants.length < 2) {
    throw invalidInput('Feature flag must have at least 2 variants (control and at least one test variant)', attr)
  }
  if (!variants.some(variant => variant['key'] === 'control')) {
    throw invalidInput("Feature flag must have a variant with key 'control'", attr)
  }
}

/** The flag of a new experiment: the one with that key, else a new one, which serves nobody while the experiment is a draft. */
export async function flagForExperiment(
  key: string,
  { name, parameters, isRunning }: { name: string; parameters: JsonObject | null; isRunning: boolean },
  services: ApiServices,
): Promise<StoredFlag> {
  const { flags } = services
  const known = await flags.findByKey(key)
  if (known) {
    checkExperimentFlag(known)
    return known
  }
  const variants = parameters?.['feature_flag_variants'] ?? defaultVariants
  const rollout = parameters?.['rollout_percentage'] ?? 100
  const body: JsonObject = {
    key,
    name: `Feature Flag for Experiment ${name}`,
    filters: { groups: [{ properties: [], rollout_percentage: rollout }], multivariate: { variants } },
    active: isRunning,
    creation_context: 'experiments',
  }
  const fields = await fieldsToCreate(body, flags)
  checkDependencies(fields, undefined, await flags.all())
  return writeFlag(undefined, fields, services)
}

export async function setFlagActive(flag: StoredFlag, active: boolean, services: ApiServices): Promise<void> {
  if (flag.active === active) return
  await writeFlag(flag, await fieldsToUpdate(flag, { active }, services.flags), services)
}

/** Gives everybody one variant. The conditions stay beneath the one that is put first, so that deleting it takes this back. */
export async function shipOnFlag(flag: StoredFlag, variant: string, services: ApiServices): Promise<void> {
  const variants = variantsOf(flag)
  if (!variants.some(candidate => candidate['key'] === variant)) {
    throw invalidInput(`Variant '${variant}' not found on feature flag.`, 'variant_key')
  }
  const groups = Array.isArray(flag.filters['groups']) ? flag.filters['groups'] : []
  const everybody = {
    properties: [],
    rollout_percentage: 100,
    description: `Put here when variant ${variant} was shipped, ${nowIso(services).slice(0, 10)}`,
  }
  const filters = {
    ...flag.filters,
    groups: [everybody, ...groups],
    multivariate: {
      variants: variants.map(item => ({ ...item, rollout_percentage: item['key'] === variant ? 100 : 0 })),
    },
  }
  await writeFlag(flag, await fieldsToUpdate(flag, { filters }, services.flags), services)
}

/** Changes the variants of a draft's flag, as a changed `parameters` asks for. */
export async function setVariants(
  flag: StoredFlag,
  parameters: JsonObject | null,
  services: ApiServices,
): Promise<void> {
  const variants = parameters?.['feature_flag_variants']
  if (!Array.isArray(variants) || JSON.stringify(variants) === JSON.stringify(variantsOf(flag))) return
  const filters = { ...flag.filters, multivariate: { variants } }
  await writeFlag(flag, await fieldsToUpdate(flag, { filters }, services.flags), services)
}
