import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startLocalPostgres } from '#platform/db/local/postgres.ts'
import { simulateCommand } from '../../src/apps/cli/simulate.ts'

const folder = mkdtempSync(join(tmpdir(), 'sekisho-simulate-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = async (args: Partial<Parameters<typeof simulateCommand>[0]>) => {
  const lines: string[] = []
  const code = await simulateCommand(
    { pack: 'hokkaido', year: 2026, seed: 1, json: true, ...args },
    (line) => lines.push(line),
  )
  return { code, lines }
}

test('a year of people who forget and repair things is what the map says', async () => {
  const kept = join(folder, 'kept')
  const { code, lines } = await run({ folder: kept })
  const story = JSON.parse(lines.join('\n')) as {
    months: { month: string; done: number; found: number; mended: number; exact: number }[]
    mismatches: unknown[]
  }
  expect([story.mismatches, code]).toEqual([[], 0])
  expect(story.months.map(({ month }) => month)).toEqual(
    [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3].map(
      (month) => `${month < 4 ? 2027 : 2026}-${String(month).padStart(2, '0')}`,
    ),
  )
  const sum = (of: 'done' | 'found' | 'mended') =>
    story.months.reduce((total, month) => total + month[of], 0)
  expect(sum('done')).toBeGreaterThan(50)
  expect(sum('found')).toBeGreaterThan(0)
  expect(sum('mended')).toBeGreaterThan(0)
  expect(story.months.at(-1)?.exact).toBeGreaterThan(30)
  // What was kept can be started again.
  const local = await startLocalPostgres({ folder: kept })
  await local.stop()
  await expect(run({ folder: kept })).rejects.toThrow(
    '--folder で空のフォルダーを指定してください。',
  )
})

test('a pack without a demonstration is refused with one sentence', async () => {
  await expect(run({ pack: 'common' })).rejects.toThrow('規程パック「common」の見本')
})

test('a year before that of the demonstration is refused, and which to name is said', async () => {
  await expect(run({ year: 2025 })).rejects.toThrow('--year に 2026 か、それより後の年度')
})
