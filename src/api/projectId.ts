import { ConfigError } from '../core/errors.js'
import { isSafeSegment } from './fillPath.js'

/**
 * The project of a client as it stands in paths.
 * @throws ConfigError for what cannot be a project's id
 */
export function resolveProjectId(projectId: number | string = '@current'): string {
  const id = String(projectId)
  if (isSafeSegment(id)) return id
  throw new ConfigError(
    `projectId "${id}" is not a project's id. Give its number, as in its PostHog address, or leave it out.`,
  )
}
