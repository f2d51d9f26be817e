import type { Command } from 'commander'
import { addConnectionOptions, connect, type ConnectionFlags } from '../connection.js'
import { addFormatOptions, addRowFormatOptions } from '../format.js'
import { collectPair, readNumber, readObject } from '../input.js'
import { type FormatFlags, note, printJson, printRecord, printRows, toFormat } from '../output/print.js'
import { findResource, requireMethod, resourceNames } from '../resources.js'

type Flags = ConnectionFlags & FormatFlags

interface ListFlags extends Flags {
  readonly search?: string
  readonly limit?: number
  readonly offset?: number
  readonly filter?: Record<string, unknown>
  readonly all?: true
}

const which = resourceNames.join(', ')

/** `hogkit list|get|create|update|delete|restore <resource>`. */
export function addResourceCommands(program: Command): void {
  const add = (name: string, description: string) =>
    program.command(name).description(description).argument('<resource>', which)

  addRowFormatOptions(
    addConnectionOptions(
      add('list', 'List a resource: one page, or all of it.')
        .option('--search <text>', 'part of a name')
        .option('--limit <number>', 'how many on one page', readNumber(1))
        .option('--offset <number>', 'where the page begins', readNumber(0))
        .option('--filter <name=value>', "any filter of PostHog's, such as active=true; may stand again", collectPair)
        .option('--all', 'all pages'),
    ),
  ).action(list)
  addFormatOptions(addConnectionOptions(add('get', 'Show one.').argument('<id>'))).action(get)
  addFormatOptions(
    addConnectionOptions(add('create', 'Make one.').argument('[json]', 'JSON, a file, or - for standard input')),
  ).action(create)
  addFormatOptions(
    addConnectionOptions(
      add('update', 'Change fields of one.')
        .argument('<id>')
        .argument('[json]', 'JSON, a file, or - for standard input'),
    ),
  ).action(update)
  addFormatOptions(
    addConnectionOptions(add('delete', 'Delete one: so that it can be restored, where PostHog can.').argument('<id>')),
  ).action(remove)
  addFormatOptions(addConnectionOptions(add('restore', 'Bring a deleted one back.').argument('<id>'))).action(restore)
}

const toCamel = (name: string) => name.replace(/[_-]([a-z])/g, (_, letter: string) => letter.toUpperCase())

async function list(name: string, { search, limit, offset, filter, all, ...flags }: ListFlags): Promise<void> {
  const resource = findResource(connect(flags), name)
  const filters = Object.fromEntries(Object.entries(filter ?? {}).map(([key, value]) => [toCamel(key), value]))
  const params = { search, limit, offset, ...filters }
  if (!all) {
    const page = await resource.list(params)
    printRows(toFormat(flags), { columns: resource.columns, rows: page.results }, page)
    if (page.next && toFormat(flags) === 'table') note('There are more: --all lists them, --offset goes on.')
    return
  }
  const rows: Record<string, unknown>[] = []
  for await (const row of resource.iterate(params)) rows.push(row)
  printRows(toFormat(flags), { columns: resource.columns, rows }, { results: rows })
}

function printOne(flags: Flags, value: unknown): void {
  if (typeof value === 'object' && value !== null) return printRecord(toFormat(flags), value as Record<string, unknown>)
  printJson(value)
}

async function get(name: string, id: string, flags: Flags): Promise<void> {
  printOne(flags, await requireMethod(findResource(connect(flags), name), 'get', name)(id))
}

async function create(name: string, json: string | undefined, flags: Flags): Promise<void> {
  const make = requireMethod(findResource(connect(flags), name), 'create', name)
  printOne(flags, await make(await readObject(json)))
}

async function update(name: string, id: string, json: string | undefined, flags: Flags): Promise<void> {
  const change = requireMethod(findResource(connect(flags), name), 'update', name)
  printOne(flags, await change(id, await readObject(json)))
}

async function remove(name: string, id: string, flags: Flags): Promise<void> {
  const resource = findResource(connect(flags), name)
  await requireMethod(resource, 'delete', name)(id)
  printJson({ id, deleted: true })
  if (resource.restore && toFormat(flags) === 'table') note(`Undo: hogkit restore ${name} ${id}`)
}

async function restore(name: string, id: string, flags: Flags): Promise<void> {
  printOne(flags, await requireMethod(findResource(connect(flags), name), 'restore', name)(id))
}
