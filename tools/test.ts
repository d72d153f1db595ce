import { spawnSync } from 'node:child_process'
import { findTools } from './needs.ts'

/** `npm test`: types, lint, the house's own checks, the pages, then every test. Stops at the first that fails. */
const steps: readonly (readonly [title: string, command: string, args: readonly string[]])[] = [
  ['types', 'tsc', ['--noEmit', '-p', 'tsconfig.json']],
  ['types of the screens', 'tsc', ['--noEmit', '-p', 'tsconfig.web.json']],
  ['format', 'oxfmt', ['--check']],
  [
    'lint',
    'oxlint',
    ['--deny-warnings', '--report-unused-disable-directives', 'src', 'tests', 'bench', 'tools'],
  ],
  ['packs', 'node', ['src/apps/cli.ts', 'pack', 'lint', '--all']],
  ['pages', 'node', ['tools/build-web.ts']],
  ['tests', 'vitest', ['run', ...process.argv.slice(2)]],
]

for (const sentence of findTools()) console.log(sentence)
for (const [title, command, args] of steps) {
  const began = performance.now()
  console.log(`\n── ${title}`)
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: false })
  if (status !== 0) {
    console.error(`── ${title}: failed`)
    process.exit(status ?? 1)
  }
  console.log(`── ${title}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
}
