import { fiscalYearSpan } from '#kernel/calendar/index.ts'
import { loadDemo } from '../demo/load.ts'
import { chanceOf } from './chance.ts'
import { simulatedClock } from './clock.ts'
import { openInstallation } from './installation.ts'
import { Year } from './year.ts'
import { read } from './town.ts'
import type { Town } from './town.ts'

export interface SimulationOptions {
  readonly pack: string
  /** The 年度. */
  readonly year: number
  readonly seed: number
  readonly folder: string
  readonly packsFolders: readonly string[]
  /** The folder is kept, and can be started afterwards. */
  readonly keeps: boolean
  readonly progress?: (line: string) => void
}

/** Lets the demonstration of a pack live through a 年度 in a new installation. */
export async function simulate(options: SimulationOptions) {
  const { pack, year, seed, folder, packsFolders, keeps, progress } = options
  const { from, to } = spanOf(year)
  const clock = simulatedClock(seed, from)
  progress?.('データベースを用意しています')
  const { services, stop } = await openInstallation(folder, clock.environment, packsFolders, keeps)
  try {
    progress?.('見本の組織を作っています')
    const demo = await loadDemo(services, pack)
    const town: Town = {
      organizationId: demo.organizationId,
      services,
      clock,
      administrator: demo.administrator,
      pack: await services.gate.transact(
        demo.organizationId,
        { kind: 'program', name: 'simulate' },
        'read',
        async (tx) => tx.organization.pack,
      ),
    }
    const life = new Year(town, chanceOf(seed), {
      from,
      to,
      compares: true,
      ...(progress ? { progress } : {}),
    })
    await life.live()
    const open = await read(town, async () =>
      [...life.ledger.occurrences.values()].filter(({ closed }) => !closed),
    )
    return { title: demo.title, signIns: demo.signIns, story: life.story, open, town, from, to }
  } finally {
    await stop()
  }
}

function spanOf(year: number): { from: string; to: string } {
  return { from: `${year}-04-01`, to: `${year + 1}-03-31` }
}
