/**
 * Packs the package, installs the tarball's files into a scratch folder and checks what a user gets: publint, are-the-types-wrong,
 * every subpath importable in Node, the command runnable, no machine path and no personal key in any file.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
const bin = name => join(root, 'node_modules/.bin', name)
const results = []

function check(name, run) {
  try {
    run()
    results.push({ name, ok: true })
    console.log(`ok    ${name}`)
  } catch (error) {
    results.push({ name, ok: false })
    console.log(`FAIL  ${name}\n${[error.stdout, error.stderr, error.message].filter(Boolean).join('\n')}`)
  }
}

const scratch = mkdtempSync(join(tmpdir(), 'hogkit-package-'))
try {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', scratch], {
      cwd: root,
      encoding: 'utf8',
    }),
  )
  const tarball = join(scratch, packed.filename)
  check('publint', () => execFileSync(bin('publint'), ['run', tarball, '--strict'], { cwd: root, encoding: 'utf8' }))
  check('types resolve (are the types wrong)', () =>
    execFileSync(bin('attw'), [tarball, '--profile', 'esm-only', '--exclude-entrypoints', './styles.css'], {
      cwd: root,
      encoding: 'utf8',
    }),
  )

  const consumer = join(scratch, 'consumer')
  const target = join(consumer, 'node_modules/hogkit')
  mkdirSync(target, { recursive: true })
  execFileSync('tar', ['-xzf', tarball, '-C', scratch])
  cpSync(join(scratch, 'package'), target, { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules')).filter(entry => !entry.startsWith('.'))) {
    symlinkSync(join(root, 'node_modules', name), join(consumer, 'node_modules', name))
  }
  writeFileSync(join(consumer, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }))

  const manifest = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'))
  for (const subpath of Object.keys(manifest.exports)) {
    if (subpath.endsWith('.json') || subpath.endsWith('.css')) continue
    const specifier = subpath.replace('.', 'hogkit')
    check(`import ${specifier}`, () => {
      const script = `const m = await import(${JSON.stringify(specifier)}); if (Object.keys(m).length === 0) throw new Error('exports nothing')`
      execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        cwd: consumer,
        encoding: 'utf8',
        stdio: 'pipe',
      })
    })
  }
  check('the command runs', () => {
    const version = execFileSync(process.execPath, [join(target, manifest.bin.hogkit), '--version'], {
      cwd: consumer,
      encoding: 'utf8',
      stdio: 'pipe',
    })
    if (version.trim() !== manifest.version)
      throw new Error(`says ${version.trim()}, package.json says ${manifest.version}`)
  })
  check('no machine path and no personal key in the package', () => {
    const found = readdirSync(target, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .filter(file => {
        const text = readFileSync(file, 'utf8')
        return text.includes(root) || /phx_[A-Za-z0-9]{20,}/.test(text)
      })
    if (found.length > 0) throw new Error(found.join('\n'))
  })
  console.log(
    `packed ${packed.files.length} files, ${(packed.size / 1000).toFixed(0)} kB, unpacked ${(packed.unpackedSize / 1000).toFixed(0)} kB`,
  )
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

const failed = results.filter(result => !result.ok).length
console.log(`package: ${results.length - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
