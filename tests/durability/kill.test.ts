import { expect, it } from 'vitest'
import { killRounds } from './killing.ts'
import type { Victim } from './killing.ts'
import { temporaryFolder } from './village.ts'

it.each<[string, Victim]>([
  ['the program', 'server'],
  ['PostgreSQL', 'postgres'],
])(
  'no acknowledged act is lost or done twice when %s is killed during writes',
  async (_, victim) => {
    const report = await killRounds(temporaryFolder(), victim, 3)
    expect(report).toMatchObject({ kills: 3, lost: 0, doubled: 0, journalIsGood: true })
    expect(report.acknowledged).toBeGreaterThan(15)
    expect(report.journalRows).toBeGreaterThanOrEqual(report.acknowledged)
  },
  180_000,
)
