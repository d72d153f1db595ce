import { dayWords } from '#kernel/words/days.ts'
import {
  buildChain,
  findActorInChain,
  seatsHeldBy,
  seatTitle,
  staffOn,
} from '#kernel/organization/index.ts'
import type { Staff } from '#kernel/organization/index.ts'
import type { Seat } from '#kernel/packs/who.ts'
import { setAdHocTasks } from '#features/tasks/server/public.ts'
import type { AdHocTask } from '#features/tasks/server/public.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** Who acts for a seat while its holder is away; nobody where the policy finds nobody. */
interface Substitution {
  readonly seat: Seat
  readonly persons: readonly string[]
}

interface Absence {
  readonly person: string
  readonly from: string
  readonly to: string
}

/**
 * Who acts for each seat of a person from the first day of an absence on, in the order of the
 * policy. Seats with another holder who is there, and bodies, need nobody.
 */
export function substitutionsFor(tx: Transaction, absence: Absence): readonly Substitution[] {
  const { view } = tx.organization
  const day = absence.from < tx.today && tx.today <= absence.to ? tx.today : absence.from
  return substitutionsAmong(
    tx,
    absence.person,
    staffOn({ ...view, absences: [...view.absences, absence] }, day),
  )
}

/** Who acts for each seat of a person on the day of `staff`. */
function substitutionsAmong(
  tx: Transaction,
  person: string,
  staff: Staff,
): readonly Substitution[] {
  const { view, pack } = tx.organization
  return seatsHeldBy(view, pack.roles, person, staff.date).flatMap((seat): Substitution[] => {
    if (pack.roles.get(seat.role)?.heldBy.some((way) => way.kind === 'body')) return []
    const chain = buildChain(staff, pack.roles, seat)
    const acting = findActorInChain(chain)
    if (acting === null) return [{ seat, persons: [] }]
    const there = acting.anyOf.filter((person) =>
      chain.some((link) => link.person === person && link.present),
    )
    return acting.as === 'holder' && there.length > 0 ? [] : [{ seat, persons: there }]
  })
}

/** Who acts today for each seat of a person who is away. */
export const substitutionsToday = (tx: Transaction, person: string): readonly Substitution[] =>
  substitutionsAmong(tx, person, staffOn(tx.organization.view, tx.today))

export const seatTitleOf = (tx: Transaction, seat: Seat): string =>
  seatTitle(tx.organization.view, tx.organization.pack.roles, seat)

/** Records who acts during an absence and asks each of them; whoever was asked before is asked anew. */
export async function askDeputies(
  tx: Transaction,
  id: string,
  absence: Absence,
): Promise<readonly Substitution[]> {
  const substitutions = substitutionsFor(tx, absence)
  const rows = substitutions.flatMap(({ seat, persons }) =>
    (persons.length === 0 ? [null] : persons).map((person_id) => ({
      organization_id: tx.organization.id,
      id: tx.newId(),
      absence_id: id,
      role: seat.role,
      scope: seat.scope,
      scope_id: seat.id,
      person_id,
    })),
  )
  if (rows.length > 0) await tx.db.insertInto('absence_deputies').values(rows).execute()
  await askOpen(tx, id, absence)
  return substitutions
}

/** Forgets who was asked about an absence. */
export async function forgetDeputies(tx: Transaction, id: string): Promise<void> {
  await tx.db
    .deleteFrom('absence_deputies')
    .where('organization_id', '=', tx.organization.id)
    .where('absence_id', '=', id)
    .execute()
  await setAdHocTasks(tx, purposeOf(id), [])
}

/** A task for everyone who has not answered about an absence yet; those of others end. */
export async function askOpen(tx: Transaction, id: string, absence: Absence): Promise<void> {
  const rows = await deputyRows(tx, [id])
  const open = Map.groupBy(
    rows.filter((row) => row.person_id !== null && row.answer === null),
    (row) => row.person_id!,
  )
  const name = tx.organization.view.persons.get(absence.person)?.name ?? ''
  const [from, to] = [dayWords(absence.from), dayWords(absence.to)]
  await setAdHocTasks(
    tx,
    purposeOf(id),
    [...open].map(([person, own]): AdHocTask => {
      const seats = own.map(({ seat }) => seatTitleOf(tx, seat))
      return {
        title: { ja: '代行できるか答える', en: 'Say whether you can act as deputy' },
        subject: {
          ja: `${name}さんの不在（${from.ja}〜${to.ja}）：${seats.join('、')}`,
          en: `${name} is away (${from.en} – ${to.en}): ${seats.join(', ')}`,
        },
        verb: { ja: '答える', en: 'Answer' },
        href: '/organization/absences',
        party: { person },
      }
    }),
  )
}

/** Ends what was asked about an absence that is over; the answers remain. */
export const stopAsking = (tx: Transaction, id: string): Promise<void> =>
  setAdHocTasks(tx, purposeOf(id), [])

const purposeOf = (absence: string): string => `absence/${absence}`

/** Who acts during absences, in the order in which they were asked. */
export async function deputyRows(tx: Transaction, absences: readonly string[]) {
  if (absences.length === 0) return []
  const rows = await tx.db
    .selectFrom('absence_deputies')
    .selectAll()
    .where('organization_id', '=', tx.organization.id)
    .where('absence_id', 'in', [...absences])
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...row,
    seat: { role: row.role, scope: row.scope, id: row.scope_id } as Seat,
  }))
}
