import { printTable, short } from './stats.js'

/** A V8 CPU profile, as far as it is read here. */
export interface Profile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
    readonly children?: readonly number[]
  }[]
  readonly samples?: readonly number[]
  readonly timeDeltas?: readonly number[]
}

const SHOWN = 25
const IDLE = new Set(['(idle)', '(program)', '(root)'])

/** Prints where the time went: functions by their own time, with the time of all they called beside it, per event. */
export function printHotSpots({ nodes, samples = [], timeDeltas = [] }: Profile, events: number): void {
  const byId = new Map(nodes.map(node => [node.id, node]))
  const parentOf = new Map(nodes.flatMap(({ id, children = [] }) => children.map(child => [child, id] as const)))
  const own = new Map<string, number>()
  const total = new Map<string, number>()
  samples.forEach((id, index) => {
    const time = timeDeltas[index] ?? 0
    const seen = new Set<string>()
    for (let at: number | undefined = id; at !== undefined; at = parentOf.get(at)) {
      const frame = byId.get(at)?.callFrame
      if (!frame) break
      const name = `${frame.functionName || '(anonymous)'} ${frame.url.split('/').at(-1) ?? ''}:${frame.lineNumber + 1}`
      if (at === id) own.set(name, (own.get(name) ?? 0) + time)
      // A recursive function is counted once.
      if (!seen.has(name)) total.set(name, (total.get(name) ?? 0) + time)
      seen.add(name)
    }
  })
  const rows = [...own]
    .filter(([name]) => !IDLE.has(name.split(' ')[0] ?? ''))
    .sort((a, b) => b[1] - a[1])
    .slice(0, SHOWN)
    .map(([name, time]) => [name, short(time / events), short((total.get(name) ?? 0) / events)])
  printTable(['function', 'own µs/event', 'with callees'], rows)
}
