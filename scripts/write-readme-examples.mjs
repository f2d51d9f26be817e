/** Copies each example file into the README's code block that names it on the fence: ```tsx examples/quick-start.tsx */
import { readFileSync, writeFileSync } from 'node:fs'

const readme = readFileSync('README.md', 'utf8')
const written = readme.replace(/```(\w+) (examples\/\S+)\n[\s\S]*?```/g, (_block, language, file) => {
  return `\`\`\`${language} ${file}\n${readFileSync(file, 'utf8').trimEnd()}\n\`\`\``
})
if (process.argv.includes('--check')) {
  if (written !== readme) {
    console.error('README.md and examples/ differ: run `node scripts/write-readme-examples.mjs`.')
    process.exitCode = 1
  }
} else {
  writeFileSync('README.md', written)
}
