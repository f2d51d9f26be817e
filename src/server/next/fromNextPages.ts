import type { RequestLike } from '../flags/visitor.js'

/**
 * The `req` of `getServerSideProps` as `bootstrap` of a flag evaluator takes it:
 *
 * ```ts
 * export const getServerSideProps = async ({ req, res }) => {
 *   const { bootstrap, setCookie } = await flags.bootstrap(fromNextPages(req))
 *   if (setCookie) res.appendHeader('set-cookie', setCookie)
 *   return { props: { bootstrap } }
 * }
 * ```
 */
export function fromNextPages(request: {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}): RequestLike {
  return {
    headers: {
      get(name) {
        const value = request.headers[name.toLowerCase()]
        return Array.isArray(value) ? value.join(name.toLowerCase() === 'cookie' ? '; ' : ', ') : value
      },
    },
  }
}
