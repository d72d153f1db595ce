import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { BenchRow } from './row.ts'

interface Line {
  readonly pack: string
  readonly faults: number
  readonly cases?: number
  readonly failed?: number
  readonly untouched?: number
  readonly rules?: number
  readonly branches?: number
  readonly paths?: number
}

/** All packs lint, play their golden cases and print what they carry, in one process; the median of three. */
export function run(): Promise<BenchRow[]> {
  const took: number[] = []
  let lines: Line[] = []
  for (let i = 0; i < 3; i++) {
    const from = performance.now()
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [fileURLToPath(new URL('packs/all.ts', import.meta.url))],
      { encoding: 'utf8', maxBuffer: 1 << 26 },
    )
    if (status !== 0) throw new Error(stderr)
    took.push(performance.now() - from)
    lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line)
  }
  const played = lines.filter((line) => line.cases !== undefined)
  const sum = (
    key: 'faults' | 'cases' | 'failed' | 'untouched' | 'rules' | 'branches' | 'paths',
  ): number => lines.reduce((all, line) => all + (line[key] ?? 0), 0)
  const each = (key: 'cases' | 'rules' | 'branches' | 'paths'): string =>
    played.map((line) => `${line.pack} ${line[key]}`).join(', ')
  return Promise.resolve([
    {
      name: `lint, cases and coverage of ${lines.length} packs, whole process`,
      value: took.toSorted((a, b) => a - b)[1]! / 1000,
      unit: 's',
      limit: { most: 10 },
    },
    {
      name: 'faults, failed cases, untouched rules and branches',
      value: sum('faults') + sum('failed') + sum('untouched'),
      unit: '',
      limit: { most: 0 },
    },
    { name: 'golden cases', value: sum('cases'), unit: '', note: each('cases') },
    { name: 'handling rules', value: sum('rules'), unit: '', note: each('rules') },
    { name: 'branches of procedures', value: sum('branches'), unit: '', note: each('branches') },
    { name: 'paths through procedures', value: sum('paths'), unit: '', note: each('paths') },
  ])
}
