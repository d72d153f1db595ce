import { fiscalYearSpan } from '#kernel/calendar/index.ts'
import { dayInTokyo, systemEnvironment } from '#platform/environment.ts'
import { loadDemo } from '../demo/load.ts'
import type { DemoSignIn } from '../demo/load.ts'
import { chanceOf } from './chance.ts'
import { simulatedClock } from './clock.ts'
import { openInstallation } from './installation.ts'
import type { Occurrence } from './ledger.ts'
import type { Story } from './story.ts'
import type { Town } from './town.ts'
import { drawVacancy } from './vacancy.ts'
import { Year } from './year.ts'

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

/** What a simulated year left behind. */
export interface Simulation {
  readonly title: string
  readonly signIns: readonly DemoSignIn[]
  readonly from: string
  readonly to: string
  readonly story: Story
  /** Recurring work that nobody has done yet, first due first. */
  readonly open: readonly Occurrence[]
  readonly calendar: readonly CalendarRow[]
}

/** A round with the turns that it had in the year. */
interface CalendarRow {
  readonly round: string
  readonly title: string
  /** The months in which a turn was opened, and how many subjects it had. */
  readonly opened: Readonly<Record<string, number>>
}

/** Lets the demonstration of a pack live through a 年度 in a new installation. */
export async function simulate(options: SimulationOptions): Promise<Simulation> {
  const { pack: packId, year, seed, folder, packsFolders, keeps, progress } = options
  const { from, to } = fiscalYearSpan(year)
  const clock = simulatedClock(seed, from)
  const chance = chanceOf(seed)
  progress?.('データベースを用意しています')
  const { services, stop } = await openInstallation(folder, clock.environment, packsFolders, keeps)
  try {
    progress?.('見本の組織を作っています')
    const demo = await loadDemo(services, packId, systemEnvironment)
    const { organizationId, administrator, signIns, title } = demo
    const pack = await services.gate.transact(
      organizationId,
      { kind: 'program', name: 'simulate' },
      'read',
      async (tx) => tx.organization.pack,
    )
    const town: Town = { organizationId, services, clock, administrator, pack }
    const life = new Year(town, chance, {
      from,
      to,
      compares: true,
      ...(progress ? { progress } : {}),
    })
    const vacancy = await drawVacancy(town, chance, year)
    if (vacancy === undefined) life.story.leaveOut('一人の任命だけで務める役割がない')
    else life.planVacancy(vacancy)
    for (const day of [`${year}-09-10`, `${year + 1}-01-20`])
      life.planCases(
        day,
        demo.cases.map((each) => (at) => demo.play([each], at)),
      )
    await life.live()
    const occurrences = [...life.ledger.occurrences.values()]
    return {
      title,
      signIns,
      from,
      to,
      story: life.story,
      open: occurrences
        .filter(({ closed }) => closed === undefined)
        .toSorted((one, other) => (one.dueAt < other.dueAt ? -1 : 1)),
      calendar: [...pack.rounds.values()].map((round) => ({
        round: round.id,
        title: round.title,
        opened: countBy(
          occurrences.flatMap((each) =>
            each.round === round.id ? [dayInTokyo(new Date(each.openedAt)).slice(0, 7)] : [],
          ),
        ),
      })),
    }
  } finally {
    await stop()
  }
}

function countBy(months: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...Map.groupBy(months, (month) => month)].map(([month, all]) => [month, all.length]),
  )
}
