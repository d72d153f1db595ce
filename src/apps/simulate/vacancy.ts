import { addDays, dayOf } from '#kernel/calendar/index.ts'
import { allSeats, holdersOf, seatTitle, staffOn } from '#kernel/organization/index.ts'
import { carriersOf } from '#kernel/packs/carriers.ts'
import { standingStates } from '#kernel/status/index.ts'
import type { ProvisionState } from '#kernel/status/index.ts'
import { appoint, dismiss } from '#features/organization/server/actions/assignments.ts'
import { outline } from '#features/policy/server/queries.ts'
import { ProblemError } from '#kernel/problems/index.ts'
import type { Chance } from './chance.ts'
import type { Mismatch } from './expectation.ts'
import { act, look, read } from './town.ts'
import type { Town } from './town.ts'

/** A role that has one holder, by an appointment. */
interface Seated {
  readonly id: string
  readonly version: number
  readonly role: string
  readonly scope: string
  readonly scopeId: string
  readonly person: string
  readonly title: string
}

export interface Vacancy {
  readonly title: string
  /** The first day without a holder, and the day on which it is filled again. */
  readonly from: string
  readonly to: string
  begin(): Promise<void>
  /** What the map has to say while nobody holds the role. */
  look(): Promise<readonly Mismatch[]>
  /** And once somebody does again. */
  end(): Promise<readonly Mismatch[]>
}

/** Draws a role that becomes vacant for two weeks; undefined where none hangs on one appointment. */
export async function drawVacancy(
  town: Town,
  chance: Chance,
  year: number,
): Promise<Vacancy | undefined> {
  const seats = (await seatsByAppointment(town)).toSorted(
    (one, other) => chance.part('vacancy', one.title) - chance.part('vacancy', other.title),
  )
  const [seat] = seats
  if (seat === undefined) return undefined
  const from = `${year}-${String(chance.between(6, 11, 'vacancy')).padStart(2, '0')}-05`
  const to = addDays(from, 14)
  const refs = new Set(
    carriersOf(town.pack)
      .filter(({ path, kind }) => path === `roles/${seat.role}` && kind === 'role')
      .flatMap(({ carries }) => carries),
  )
  let before = new Map<string, ProvisionState>()
  const states = async (): Promise<Map<string, ProvisionState>> => {
    const { provisions } = await look(town, town.administrator, outline, {})
    return new Map(provisions.flatMap(({ ref, state }) => (refs.has(ref) ? [[ref, state]] : [])))
  }
  return {
    title: seat.title,
    from,
    to,
    begin: async () => {
      before = await states()
      const ending = { id: seat.id, version: seat.version, on: addDays(from, -1) }
      await byWhomeverMay(town, (person) => act(town, person, dismiss, ending))
    },
    look: async () =>
      [...(await states())].flatMap(([ref, map]) =>
        rank(map) >= rank('not-set-up')
          ? []
          : [{ ref, map, expected: 'not-set-up' as const, because: [`${seat.title}は空いている`] }],
      ),
    end: async () => {
      const appointment = {
        role: seat.role,
        scope: seat.scope,
        ...(seat.scopeId === '' ? {} : { scopeId: seat.scopeId }),
        person: seat.person,
        from: dayOf(town.services.environment.now().toISOString()),
      }
      await byWhomeverMay(town, (person) => act(town, person, appoint, appointment))
      return [...(await states())].flatMap(([ref, map]) =>
        map === 'not-set-up' && before.get(ref) !== 'not-set-up'
          ? [{ ref, map, expected: 'proved' as const, because: [`${seat.title}は決まっている`] }]
          : [],
      )
    },
  }
}

/** Codes that say that somebody else appoints. */
const notTheirs: ReadonlySet<string> = new Set(['not-allowed', 'not-appointer'])

/** Lets the administrator do something, else the first person who may. */
async function byWhomeverMay(
  town: Town,
  work: (person: string) => Promise<unknown>,
): Promise<void> {
  const persons = await read(town, async (tx) => [...tx.organization.view.persons.keys()])
  let refusal: unknown
  for (const person of [town.administrator, ...persons])
    try {
      await work(person)
      return
    } catch (error) {
      if (!(error instanceof ProblemError) || !notTheirs.has(error.problem.code)) throw error
      refusal ??= error
    }
  throw refusal
}

const rank = (state: ProvisionState): number => standingStates.findIndex((other) => other === state)

/** Roles that carry provisions, through which no round goes, and that one appointment holds. */
function seatsByAppointment(town: Town): Promise<Seated[]> {
  return read(town, async (tx) => {
    const { view, pack } = tx.organization
    const staff = staffOn(view, tx.today)
    const seats = allSeats(view, pack.roles)
    const held = new Set(
      [...pack.rounds.values()].flatMap(({ each }) => (each.kind === 'holder' ? [each.role] : [])),
    )
    const rows = await tx.db
      .selectFrom('assignments')
      .select(['id', 'version', 'role', 'scope', 'scope_id', 'person_id'])
      .where('organization_id', '=', tx.organization.id)
      .where('to_on', 'is', null)
      .where('person_id', 'is not', null)
      .execute()
    return rows.flatMap((row): Seated[] => {
      const role = pack.roles.get(row.role)
      if (role === undefined || role.optional === true || held.has(role.id)) return []
      if (role.carries.length === 0 || role.heldBy.some(({ kind }) => kind !== 'appointment'))
        return []
      const seat = seats.find((each) => each.role === role.id && each.id === row.scope_id)
      if (seat === undefined || holdersOf(staff, pack.roles, seat).length !== 1) return []
      return [
        {
          id: row.id,
          version: row.version,
          role: row.role,
          scope: row.scope,
          scopeId: row.scope_id,
          person: row.person_id ?? '',
          title: seatTitle(view, pack.roles, seat),
        },
      ]
    })
  })
}
