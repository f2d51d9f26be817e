import { assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bindPlaceholders, hogql, parseExpr, parseSelect, walk, type Node, type SelectQuery } from 'hogkit/hogql'

describe('the tagged template', () => {
  it('keeps values out of the text', () => {
    const name = "'; DROP TABLE events --"
    expect(hogql`SELECT count() FROM events WHERE event = ${name} AND n IN ${[1, 2]}`).toEqual({
      query: 'SELECT count() FROM events WHERE event = {v1} AND n IN {v2}',
      values: { v1: name, v2: [1, 2] },
    })
  })
  it('takes parts with their values, and leaves parts out', () => {
    const plan = hogql`person.properties.plan = ${'pro'}`
    const either = hogql`(${plan} OR age > ${18})`
    expect(hogql`SELECT 1 FROM events WHERE event = ${'a'} AND ${either} ${hogql.empty} LIMIT ${5}`).toEqual({
      query: 'SELECT 1 FROM events WHERE event = {v1} AND (person.properties.plan = {v2} OR age > {v3})  LIMIT {v4}',
      values: { v1: 'a', v2: 'pro', v3: 18, v4: 5 },
    })
  })
  it('joins parts', () => {
    const all = [hogql`a = ${1}`, hogql`b`, hogql`c = ${2}`]
    expect(hogql.join(all, ' AND ')).toEqual({ query: 'a = {v1} AND b AND c = {v2}', values: { v1: 1, v2: 2 } })
    expect(hogql.join([], ' AND ')).toEqual({ query: '', values: {} })
    expect(() => hogql.join([{ query: 'a', values: {} }], '')).toThrow(/Only parts made by/)
  })
  it('leaves placeholders of the writer alone', () => {
    expect(hogql`SELECT {v1}, {filters} WHERE a = ${1}`).toEqual({
      query: 'SELECT {v1}, {filters} WHERE a = {vv1}',
      values: { vv1: 1 },
    })
  })
  it('makes a name of any text', () => {
    assert(
      property(string({ minLength: 1, unit: 'binary' }), name => {
        const expr = parseExpr(hogql.identifier('properties', name).query)
        expect(expr).toMatchObject({ node: 'Field', chain: ['properties', name] })
      }),
    )
    expect(() => hogql.identifier('')).toThrow(/none may be empty/)
  })
  it('lets no value become anything but a constant', () => {
    assert(
      property(string({ unit: 'binary' }), value => {
        const { query, values } = hogql`SELECT 1 FROM events WHERE event = ${value}`
        const { where } = bindPlaceholders(parseSelect(query), { values }) as SelectQuery
        expect(where).toMatchObject({ right: { node: 'Constant', value } })
        const nodes: Node[] = []
        walk(where as Node, node => void nodes.push(node))
        expect(nodes).toHaveLength(3)
      }),
    )
  })
  it.each([
    ['in quotes', () => hogql`SELECT '${'a'}'`],
    ['in a quoted name', () => hogql`SELECT \`${'a'}\``],
    ['in a comment', () => hogql`SELECT 1 -- ${'a'}`],
    ['in a long comment', () => hogql`SELECT 1 /* ${'a'} */`],
  ])('refuses a value %s', (_, make) => {
    expect(make).toThrow(
      expect.objectContaining({ code: 'invalid_value', message: expect.stringContaining('Value 1') }),
    )
  })
  it.each([
    ['undefined', undefined],
    ['an object', { a: 1 }],
    ['a query that was not made by the tag', { query: 'SELECT 1', values: {} }],
    ['a function', () => 1],
    ['a bigint', 1n],
    ['an invalid date', new Date(Number.NaN)],
    ['a list with such', [1, undefined]],
  ])('refuses %s', (_, value) => {
    expect(() => hogql`SELECT ${value as unknown as string}`).toThrow(
      expect.objectContaining({ code: 'invalid_value' }),
    )
  })
  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(hogql`SELECT ${1}`) && Object.isFrozen(hogql`SELECT ${1}`.values)).toBe(true)
  })
})
