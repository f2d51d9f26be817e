import type { HogkitClient } from '../../core/types.js'
import { warnInDevelopment } from '../provider/development.js'

/** Asks for the visitor's flags again where nobody awaits the answer. The flags' own `status` tells of a failure too. */
export function reloadFlags(client: HogkitClient): void {
  client.flags.reload().catch((error: unknown) => {
    warnInDevelopment(`The flags could not be loaded again, so the page goes on with the old ones. ${String(error)}`)
  })
}
