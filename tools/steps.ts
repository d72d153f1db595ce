import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startMeter } from './cpu.ts'
import { installMissingTools } from './external-tools.ts'

const root = fileURLToPath(new URL('../', import.meta.url))

/** A step of the checks. */
interface Step {
  readonly title: string
  readonly command: string
  readonly args: readonly string[]
  /** Only for `npm test`. */
  readonly whole?: true
  /**
   * Test files that fail are run once more from the beginning; those that pass then are named at
   * the end.
   */
  readonly twice?: true
}

const tests = (kind: string): Pick<Step, 'command' | 'args'> => ({
  command: 'vitest',
  args: ['run', '--project', kind],
})

/** All steps in order. */
const steps: readonly Step[] = [
  { title: 'types', command: 'tsc', args: ['--noEmit', '-p', 'tsconfig.json'] },
  { title: 'types of the screens', command: 'tsc', args: ['--noEmit', '-p', 'tsconfig.web.json'] },
  { title: 'format', command: 'oxfmt', args: ['--check'] },
  {
    title: 'lint',
    command: 'oxlint',
    args: [
      '--deny-warnings',
      '--report-unused-disable-directives',
      'src',
      'tests',
      'bench',
      'tools',
    ],
  },
  { title: 'unused', command: 'knip', args: [] },
  { title: 'packs', command: 'node', args: ['src/apps/cli.ts', 'pack', 'lint', '--all'] },
  { title: 'pages', command: 'node', args: ['tools/build-web.ts', '--gallery'], whole: true },
  { title: 'tests without a database', ...tests('pure') },
  { title: 'tests on a database', ...tests('database'), whole: true },
  { title: 'tests in a browser', ...tests('browser'), whole: true, twice: true },
]

/**
 * `npm run check` runs the daily steps, `npm test` all; the arguments select test files. Ends with
 * the first step that fails.
 */
export async function check(which: 'daily' | 'whole', files: readonly string[]): Promise<void> {
  for (const sentence of installMissingTools()) console.log(sentence)
  const figures: Figure[] = []
  const second: string[] = []
  for (const step of steps) {
    if (which === 'daily' && step.whole) continue
    console.log(`\n── ${step.title}`)
    const { figure, ok } = await measured(step.title, () => run(step, files, second))
    figures.push(figure)
    console.log(`── ${step.title}: ${ok ? formatFigure(figure) : 'failed'}`)
    if (ok) continue
    process.exitCode = 1
    break
  }
  tell(figures, second)
}

async function run(step: Step, files: readonly string[], second: string[]): Promise<boolean> {
  if (step.command !== 'vitest') return passes(step.command, step.args)
  // The selected files may all be of another project.
  const chosen = files.length > 0 ? ['--passWithNoTests', ...files] : []
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-failed-'))
  const list = join(folder, 'files')
  try {
    if (await passes(step.command, [...step.args, ...chosen], { SEKISHO_FAILED_FILES: list }))
      return true
    const failed = readLines(list)
    if (!step.twice || failed.length === 0) return false
    console.log(`\n── もう一度: ${failed.join(' ')}`)
    const ok = await passes(step.command, [...step.args, ...failed], {
      SEKISHO_FAILED_FILES: list,
    })
    const still = new Set(readLines(list))
    second.push(...failed.filter((file) => !still.has(file)))
    return ok
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean)
  } catch {
    return []
  }
}

function passes(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        PATH: [join(root, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter),
        ...environment,
      },
    })
    child.once('error', (error) => {
      console.error(error.message)
      resolve(false)
    })
    child.once('exit', (code) => resolve(code === 0))
  })
}

/** Duration of a step, seconds. */
interface Figure {
  readonly title: string
  readonly wall: number
  /** Sum over all processors; undefined where the system does not report it. */
  readonly cpu: number | undefined
}

async function measured(
  title: string,
  work: () => Promise<boolean>,
): Promise<{ figure: Figure; ok: boolean }> {
  const began = performance.now()
  const meter = startMeter()
  const ok = await work()
  const cpu = meter.seconds()
  meter.stop()
  return { figure: { title, wall: (performance.now() - began) / 1000, cpu }, ok }
}

function formatFigure({ wall, cpu }: Pick<Figure, 'wall' | 'cpu'>): string {
  return `${wall.toFixed(1)} s${cpu === undefined ? '' : ` (CPU ${cpu.toFixed(1)} s)`}`
}

function tell(figures: readonly Figure[], second: readonly string[]): void {
  console.log('\n── 要した時間')
  for (const figure of figures) console.log(`${formatFigure(figure).padStart(26)}  ${figure.title}`)
  const wall = figures.reduce((sum, figure) => sum + figure.wall, 0)
  const cpu = figures.every((figure) => figure.cpu !== undefined)
    ? figures.reduce((sum, figure) => sum + (figure.cpu ?? 0), 0)
    : undefined
  const minutes = cpu === undefined ? '' : ` = CPU ${(cpu / 60).toFixed(1)} 分`
  console.log(`${formatFigure({ wall, cpu }).padStart(26)}  合計${minutes}`)
  if (second.length > 0) console.log(`\n── 二度目で通った試験\n${second.join('\n')}`)
}
