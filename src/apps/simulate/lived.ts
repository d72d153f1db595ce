import { addDays, dayOf } from '#kernel/calendar/index.ts'
import type { Round } from '#kernel/packs/round.ts'
import { contextLoader } from '#features/organization/server/public.ts'
import { packOfEdition } from '#features/policy/server/public.ts'
import { runRounds } from '#features/rounds/server/public.ts'
import { Gate } from '#platform/gate/gate.ts'
import type { Services } from '#platform/services.ts'
import type { LoadedDemo } from '../demo/load.ts'
import { ports } from '../ports.ts'
import { chanceOf } from './chance.ts'
import { simulatedClock } from './clock.ts'
import { Year } from './year.ts'

/** Every demonstration has the same story. */
const seed = 1
/** Days back from today in which rounds by the day or week, by the month, and all others are done. */
const shortest = 14
const monthly = 40
const usual = 122

/**
 * Lets the people of a demonstration live through the months until today, so that whoever looks at it
 * finds what was done, what is late, and what was found.
 */
export async function liveUntilToday(
  services: Services,
  { organizationId, administrator }: Pick<LoadedDemo, 'organizationId' | 'administrator'>,
): Promise<void> {
  const today = dayOf(services.environment.now().toISOString())
  const from = addDays(today, -usual)
  const clock = simulatedClock(seed, from)
  const environment = {
    ...clock.environment,
    // Ids and secrets of an organisation that is used are drawn by nobody's seed.
    random: (bytes: number) => services.environment.random(bytes),
  }
  const context = contextLoader(packOfEdition)
  const past: Services = {
    ...services,
    environment,
    gate: new Gate(services.pool, environment, context, services.seals, ports),
  }
  const pack = await past.gate.transact(
    organizationId,
    { kind: 'program', name: 'demo' },
    'read',
    async (tx) => tx.organization.pack,
  )
  const life = new Year(
    { organizationId, services: past, clock, administrator, pack },
    chanceOf(seed),
    {
      from,
      to: addDays(today, -1),
      compares: false,
      // Where one person has not read them, all rules of conduct are late.
      inTime: ({ closedBy }) => closedBy.some(({ kind }) => kind === 'reading'),
      begins: (round) => addDays(today, -daysOf(round)),
    },
  )
  await life.live()
  await runRounds({ organizationId, services, signal: AbortSignal.timeout(60_000) })
}

/** How far back a round is done: what comes often, not so long. */
function daysOf({ every }: Pick<Round, 'every'>): number {
  if (every === undefined || every.unit === 'year') return usual
  if (every.unit === 'month') return every.count < 6 ? monthly : usual
  return shortest
}
