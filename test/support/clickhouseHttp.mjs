// A small server that speaks ClickHouse's HTTP interface over chdb, so that the driver for a ClickHouse server meets the real engine
// through the real client where no server can be installed. Runs in a process of its own: node clickhouseHttp.mjs <data dir>
import { createServer } from 'node:http'
import { createRequire } from 'node:module'

const chdb = createRequire(import.meta.url)('chdb')
const dataDir = process.argv[2]
const anchor = new chdb.Session(dataDir)
const notSettings = new Set(['query', 'query_id', 'database', 'default_format', 'session_id', 'role'])

const read = async request => {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const textOf = value => (typeof value === 'string' ? value : '')

const quoted = text => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

// In HTTP, the text of a parameter is what stands between the quotes of SET.
async function parse(request) {
  const url = new URL(request.url, 'http://localhost')
  const parameters = [...url.searchParams].filter(([name]) => name.startsWith('param_'))
  const settings = [...url.searchParams].filter(([name]) => !name.startsWith('param_') && !notSettings.has(name))
  const body = await read(request)
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data'))
    return { parameters, settings, query: url.searchParams.get('query'), body }
  const form = await new Response(body, { headers: { 'content-type': type } }).formData()
  for (const [name, value] of form) if (name.startsWith('param_')) parameters.push([name, textOf(value)])
  return { parameters, settings, query: null, body: Buffer.from(textOf(form.get('query'))) }
}

async function answer({ parameters, settings, query, body }) {
  const session = new chdb.Session(dataDir)
  try {
    const insert = /^INSERT INTO (\S+)\s.*?FORMAT (\w+)/s.exec(query ?? '')
    if (insert) {
      await session.insert({ table: insert[1], values: body, format: insert[2] })
      return Buffer.alloc(0)
    }
    const readonly = settings.find(([name]) => name === 'readonly')
    const plain = settings.filter(([name]) => name !== 'readonly' && name !== 'wait_end_of_query')
    // Settings first: they say how long the statement with the parameters may be.
    for (const list of [plain, parameters])
      if (list.length > 0) session.query(`SET ${list.map(([name, value]) => `${name}=${quoted(value)}`).join(', ')}`)
    if (readonly) session.query(`SET readonly=${Number(readonly[1])}`)
    const text = (query ?? body.toString('utf8')).replace(/\s*FORMAT\s+(\w+)\s*$/, '')
    const format = /FORMAT\s+(\w+)\s*$/.exec(query ?? body.toString('utf8'))?.[1] ?? 'TabSeparated'
    return (await session.queryAsync(text, { format })).bytes()
  } finally {
    session.close()
  }
}

const server = createServer(async (request, response) => {
  try {
    const parsed = await parse(request)
    const bytes = await answer(parsed)
    response.setHeader('Content-Type', 'application/json')
    response.end(Buffer.from(bytes))
  } catch (error) {
    const text = String(error?.message ?? error).replace(/^Query failed:\s*/, '')
    const code = error?.clickhouseCode ?? /Code: (\d+)/.exec(text)?.[1] ?? 1
    response.writeHead(500, { 'X-ClickHouse-Exception-Code': String(code) })
    response.end(/^Code: \d+/.test(text) ? text : `Code: ${code}. DB::Exception: ${text}`)
  }
})
server.listen(0, '127.0.0.1', () => process.send?.({ url: `http://127.0.0.1:${server.address().port}` }))
process.on('disconnect', () => {
  anchor.close()
  process.kill(process.pid, 'SIGKILL')
})
