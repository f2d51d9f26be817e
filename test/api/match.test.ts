import {
  buildPath,
  endpointKey,
  type EndpointId,
  endpoints,
  isEndpointMatch,
  matchEndpoint,
  resourceKey,
} from 'hogkit/api'
import { describe, expect, it } from 'vitest'

const all = Object.keys(endpoints) as EndpointId[]
const ids = all.filter(id => !('host' in endpoints[id]))

describe('matchEndpoint', () => {
  it.each(ids)('finds %s by the path that buildPath makes', id => {
    const params = { project_id: 7, id: 'x y@é', uuid: 'x y@é' } as never
    const match = matchEndpoint(endpoints[id].method, buildPath(id, params))
    expect(isEndpointMatch(match) && match.id).toBe(id)
  })

  it('finds no row that lies on another host', () => {
    const elsewhere = all.filter(id => !ids.includes(id))
    expect(elsewhere).toEqual(['featureFlags.definitions'])
    for (const id of elsewhere) {
      const path = buildPath(id, {})
      expect(matchEndpoint(endpoints[id].method, path)).toBeUndefined()
      expect(matchEndpoint(endpoints[id].method, `${path}/`)).toBeUndefined()
    }
  })

  it('gives the parameters decoded', () => {
    expect(matchEndpoint('GET', '/api/projects/%40current/persons/a%20b/')).toMatchObject({
      id: 'persons.get',
      params: { project_id: '@current', id: 'a b' },
    })
  })

  it('reads environments as projects', () => {
    expect(matchEndpoint('GET', '/api/environments/1/persons/')).toMatchObject({ id: 'persons.list' })
    expect(matchEndpoint('GET', '/api/environments/1/')).toMatchObject({ id: 'projects.get' })
  })

  it('names the methods of a path that is known', () => {
    expect(matchEndpoint('DELETE', '/api/projects/1/feature_flags/2/')).toEqual({ allowedMethods: ['GET', 'PATCH'] })
    expect(matchEndpoint('get', '/api/users/@me/')).toEqual({ allowedMethods: ['GET'] })
  })

  it.each([
    ['no trailing slash', '/api/users/@me'],
    ['a double slash', '/api/projects/1//persons/'],
    ['a double slash in front', '//api/users/@me/'],
    ['an empty project', '/api/projects//persons/'],
    ['dots', '/api/projects/1/persons/../'],
    ['encoded dots', '/api/projects/1/persons/%2e%2e/'],
    ['an encoded slash', '/api/projects/1/persons/a%2fb/'],
    ['an encoded climb', '/api/projects/1%2f..%2f2/persons/'],
    ['dots encoded twice', '/api/projects/1/persons/%252e%252e/'],
    ['an encoded backslash', '/api/projects/1/persons/a%5cb/'],
    ['a null byte', '/api/projects/1/persons/a%00/'],
    ['a line break', '/api/projects/1/persons/a%0d%0ab/'],
    ['broken encoding', '/api/projects/1/persons/%zz/'],
    ['broken UTF-8', '/api/projects/1/persons/%ff/'],
    ['a segment without end', `/api/projects/1/persons/${'a'.repeat(401)}/`],
    ['another root', '/admin/'],
    ['the root', '/'],
    ['nothing', ''],
    ['a longer path', '/api/projects/1/persons/2/split/everything/'],
  ])('takes no path with %s', (_, path) => {
    expect(matchEndpoint('GET', path)).toBeUndefined()
  })
})

describe('buildPath', () => {
  it('encodes what could change the path, and leaves @current readable', () => {
    expect(buildPath('persons.get', { project_id: '@current', id: 'ä b' })).toBe(
      '/api/projects/@current/persons/%C3%A4%20b/',
    )
  })

  it.each(['', '.', '..', 'a/b', 'a\\b', 'a?b', 'a#b', '%2e%2e', 'a\nb', '\u0000', '\ud800', 'x'.repeat(401)])(
    'refuses %j as a parameter',
    id => {
      expect(() => buildPath('persons.get', { project_id: 1, id })).toThrow(RangeError)
    },
  )
})

describe('endpointKey', () => {
  it('begins with what resourceKey names', () => {
    expect(endpointKey('persons.list', {}, { search: 'a' }).slice(0, 2)).toEqual(resourceKey('persons'))
  })

  it('is the same whether an option is absent or undefined', () => {
    expect(endpointKey('persons.list', {}, { search: 'a', limit: undefined })).toEqual(
      endpointKey('persons.list', {}, { search: 'a' }),
    )
  })

  it('differs by endpoint, parameters and query', () => {
    const keys = [
      endpointKey('persons.list'),
      endpointKey('featureFlags.list'),
      endpointKey('persons.get', { id: 1 }),
      endpointKey('persons.get', { id: 2 }),
      endpointKey('persons.list', {}, { search: 'a' }),
    ]
    expect(new Set(keys.map(key => JSON.stringify(key))).size).toBe(keys.length)
  })
})
