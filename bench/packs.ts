import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { hundredth, median, tenth } from './registers/installation.ts'
import type { BenchRow } from './row.ts'

interface PackResult {
  readonly pack: string
  readonly faults: number
  readonly cases?: number
  readonly failed?: number
  readonly untouched?: number
  readonly rules?: number
  readonly branches?: number
  readonly paths?: number
}

/**
 * Lints all packs, plays their golden cases and prints their coverage, in one process; the median
 * of three.
 */
export function run(): Promise<BenchRow[]> {
  const durations: number[] = []
  const processorTimes: number[] = []
  let results: PackResult[] = []
  for (let i = 0; i < 3; i++) {
    const from = performance.now()
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [fileURLToPath(new URL('packs/all.ts', import.meta.url))],
      { encoding: 'utf8', maxBuffer: 1 << 26 },
    )
    if (status !== 0) throw new Error(stderr)
    durations.push(performance.now() - from)
    const lines = stdout.trim().split('\n')
    processorTimes.push((JSON.parse(lines.pop()!) as { cpu: number }).cpu)
    results = lines.map((line) => JSON.parse(line) as PackResult)
  }
  const packsWithCases = results.filter((result) => result.cases !== undefined)
  const sum = (
    key: 'faults' | 'cases' | 'failed' | 'untouched' | 'rules' | 'branches' | 'paths',
  ): number => results.reduce((total, result) => total + (result[key] ?? 0), 0)
  const listByPack = (key: 'cases' | 'rules' | 'branches' | 'paths'): string =>
    packsWithCases.map((result) => `${result.pack} ${result[key]}`).join(', ')
  return Promise.resolve([
    {
      name: `lint, cases and coverage of ${results.length} packs, whole process, CPU`,
      value: hundredth(median(processorTimes)),
      unit: 's',
      limit: { most: 10 },
      note: `by the clock ${tenth(median(durations) / 1000)} s`,
    },
    {
      name: 'faults, failed cases, untouched rules and branches',
      value: sum('faults') + sum('failed') + sum('untouched'),
      unit: '',
      limit: { most: 0 },
    },
    { name: 'golden cases', value: sum('cases'), unit: '', note: listByPack('cases') },
    { name: 'handling rules', value: sum('rules'), unit: '', note: listByPack('rules') },
    {
      name: 'branches of procedures',
      value: sum('branches'),
      unit: '',
      note: listByPack('branches'),
    },
    { name: 'paths through procedures', value: sum('paths'), unit: '', note: listByPack('paths') },
  ])
}
