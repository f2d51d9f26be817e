import type { FeatureFlag } from '../../api/index.js'
import { type EventTypes, printEvents } from './eventTypes.js'
import { printFlags } from './flagTypes.js'

/** What a project has; `undefined` for what was not asked for. */
export interface ProjectNames {
  readonly flags: readonly FeatureFlag[] | undefined
  readonly events: readonly EventTypes[] | undefined
}

/** The file that narrows names for an application. The same project gives the same text, on every machine. */
export function printRegister({ flags, events }: ProjectNames): string {
  const block = (name: string, lines: string) => `    ${name}: {\n${lines}    }\n`
  return [
    '// Written by `npx hogkit typegen`. Run it again instead of changing this file; `--check` tells whether it is up to date.\n',
    'export {}\n\n',
    "declare module 'hogkit' {\n",
    '  interface Register {\n',
    flags ? block('flags', printFlags(flags, '      ')) : '',
    events ? block('events', printEvents(events, '      ')) : '',
    '  }\n}\n',
  ].join('')
}
