import { bundles, cacheDir } from './scripts/bundles.mjs'

// oxlint-disable-next-line import/no-default-export -- what size-limit reads
export default bundles.flatMap(({ name, title, initial, all }) => [
  { name: `${title}: at first`, path: `${cacheDir}/${name}/initial/*.js`, gzip: true, limit: initial },
  { name: `${title}: with what loads later`, path: `${cacheDir}/${name}/*/*.js`, gzip: true, limit: all },
])
