import { spawnSync } from 'node:child_process'

/** `npm run check`: what is looked at each day, before each commit. `npm test` looks at everything. */
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
  ['tests', 'vitest', ['run', 'tests/house', 'tests/kernel', 'tests/packs']],
]

for (const [title, command, args] of steps) {
  console.log(`\n── ${title}`)
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: false })
  if (status !== 0) process.exit(status ?? 1)
}
