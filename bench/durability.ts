import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killRounds } from '#tests/durability/killing.ts'
import type { Victim } from '#tests/durability/killing.ts'
import type { BenchRow } from './row.ts'

const kills = 50

/**
 * 50 × kill -9 of the program, and separately of PostgreSQL, while four clients write: lost writes,
 * and the time until writing continued.
 */
export async function run(): Promise<BenchRow[]> {
  return [
    ...(await killBench('server', 'the program')),
    ...(await killBench('postgres', 'PostgreSQL')),
  ]
}

async function killBench(victim: Victim, title: string): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sekisho-bench-'))
  try {
    const report = await killRounds(folder, victim, kills)
    const { acknowledged, cutOff, journalIsGood, journalRows, outages, starts } = report
    const name = `${kills} × kill -9 of ${title} during writes`
    const rows: BenchRow[] = [
      {
        name: `${name}: acknowledged acts lost`,
        value: report.lost,
        unit: '',
        limit: { most: 0 },
        note: `of ${acknowledged}; ${cutOff} answers failed and were asked for again`,
      },
      { name: `${name}: acts done twice`, value: report.doubled, unit: '', limit: { most: 0 } },
      {
        name: `${name}: journals that do not verify`,
        value: journalIsGood ? 0 : 1,
        unit: '',
        limit: { most: 0 },
        note: `${journalRows} rows`,
      },
      {
        name: `${name}: to the next acknowledged write`,
        value: median(outages),
        unit: 's',
        note: `median; longest ${seconds(Math.max(...outages))} s`,
      },
    ]
    if (starts.length > 0) {
      rows.push({
        name: `${name}: new start to the first page`,
        value: median(starts),
        unit: 's',
        limit: { most: 2 },
        note: `median; longest ${seconds(Math.max(...starts))} s`,
      })
    }
    return rows
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function median(milliseconds: readonly number[]): number {
  const sorted = [...milliseconds].sort((a, b) => a - b)
  return seconds(sorted[Math.floor(sorted.length / 2)] ?? 0)
}

const seconds = (milliseconds: number) => Math.round(milliseconds / 10) / 100
