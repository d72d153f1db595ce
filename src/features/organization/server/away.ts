import { addDays } from '#kernel/calendar/index.ts'
import { buildChain, claimsOfPerson, covers, staffOn } from '#kernel/organization/index.ts'
import type { OrganizationView } from '#kernel/organization/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { seatTitleOf, substitutionsToday } from './deputies.ts'

/** An absence as its own person sees it while it lasts. */
interface AbsenceToday {
  readonly id: string
  readonly version: number
  readonly from: string
  readonly to: string
  /** Who acts for each role today; nobody where the list is empty. */
  readonly deputies: readonly { readonly seat: string; readonly persons: readonly string[] }[]
}

/** Somebody who is away today and for whose roles the reader acts. */
interface ActingFor {
  readonly person: string
  readonly name: string
  readonly seats: readonly string[]
  /** The last day of the absence, with those that follow it without a day between. */
  readonly to: string
}

/** The absence of a person that holds today. */
export async function absenceToday(tx: Transaction, person: string): Promise<AbsenceToday | null> {
  const { view } = tx.organization
  if (!view.absences.some((absence) => absence.person === person && covers(absence, tx.today)))
    return null
  const row = await tx.db
    .selectFrom('absences')
    .select(['id', 'version', 'from_on', 'to_on'])
    .where('organization_id', '=', tx.organization.id)
    .where('person_id', '=', person)
    .where('from_on', '<=', tx.today)
    .where('to_on', '>=', tx.today)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    id: row.id,
    version: row.version,
    from: row.from_on,
    to: row.to_on,
    deputies: substitutionsToday(tx, person).map(({ seat, persons }) => ({
      seat: seatTitleOf(tx, seat),
      persons: persons.map((id) => view.persons.get(id)?.name ?? ''),
    })),
  }
}

/** The days of the last absence of a person that ended no more than so many days ago. */
export function lastAbsence(
  { organization: { view }, today }: Transaction,
  person: string,
  days: number,
): { readonly from: string; readonly to: string } | null {
  const recent = view.absences.filter(
    ({ person: who, from, to }) =>
      who === person && from <= to && to < today && to >= addDays(today, -days),
  )
  return recent.toSorted((a, b) => b.to.localeCompare(a.to))[0] ?? null
}

/** For whom a person acts today because they are away, with their roles and until when. */
export function actsToday(tx: Transaction, person: string): readonly ActingFor[] {
  const { view, pack } = tx.organization
  if (!view.absences.some((absence) => covers(absence, tx.today))) return []
  const staff = staffOn(view, tx.today)
  const seatsOf = new Map<string, string[]>()
  for (const { seat, as, requires } of claimsOfPerson(view, pack.roles, person, tx.today)) {
    if (as === 'holder' || requires.length > 0) continue
    const holders = buildChain(staff, pack.roles, seat).filter(
      (link) => link.as === 'holder' && !link.present,
    )
    for (const { person: holder } of holders)
      seatsOf.set(holder, [...(seatsOf.get(holder) ?? []), seatTitleOf(tx, seat)])
  }
  return [...seatsOf]
    .map(([holder, seats]) => ({
      person: holder,
      name: view.persons.get(holder)?.name ?? '',
      seats,
      to: lastDayAway(view, holder, tx.today),
    }))
    .toSorted((a, b) => a.to.localeCompare(b.to) || a.name.localeCompare(b.name))
}

function lastDayAway({ absences }: OrganizationView, person: string, today: string): string {
  const own = absences.filter((absence) => absence.person === person)
  let last = today
  for (
    let next: (typeof own)[number] | undefined = own.find((absence) => covers(absence, today));
    next !== undefined;
    next = own.find(({ from, to }) => from <= addDays(last, 1) && to > last)
  )
    last = next.to
  return last
}
