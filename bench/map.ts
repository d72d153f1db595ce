/**
 * The map of provisions and one provision, with their states folded from the records of a staff of
 * 5,000 people, through the real HTTP API.
 */
import { addStaff } from './staff.ts'
import { median, startBenchInstallation, tenth } from './registers/installation.ts'
import type { BenchRow } from './row.ts'

const people = 5_000
const units = 400
const rounds = 30

export async function run(): Promise<BenchRow[]> {
  const installation = await startBenchInstallation()
  try {
    await addStaff(installation, { people, units })
    const { url, authorization } = installation
    const load = async (path: string): Promise<number> => {
      const start = performance.now()
      const answer = await fetch(`${url}${path}`, { headers: { authorization } })
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
      await answer.arrayBuffer()
      return performance.now() - start
    }
    const first = await load('/api/policy')
    const times = async (path: string): Promise<number[]> => {
      const all: number[] = []
      for (let n = 0; n < rounds; n++) all.push(await load(path))
      return all
    }
    const map = await times('/api/policy')
    const one = await times(`/api/policy/provision?ref=${encodeURIComponent('1-1(3)①')}`)
    return [
      {
        name: `map of all provisions, ${people.toLocaleString('en')} people`,
        value: tenth(median(map)),
        unit: 'ms',
        limit: { most: 150 },
        note: `the first, which loads the organisation, ${Math.round(first)} ms; the slowest after it ${Math.round(Math.max(...map))} ms`,
      },
      {
        name: 'one provision with its mechanisms',
        value: tenth(median(one)),
        unit: 'ms',
        limit: { most: 150 },
      },
    ]
  } finally {
    await installation.close()
  }
}
