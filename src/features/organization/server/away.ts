import { addDays } from '#kernel/calendar/index.ts'
import { buildChain, claimsOfPerson, covers, staffOn } from '#kernel/organization/index.ts'
import type { AbsenceView, OrganizationView } from '#kernel/organization/index.ts'
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

const kept = new WeakMap<OrganizationView, ReadonlyMap<string, readonly AbsenceView[]>>()

/** The absences of a person; those of everyone are sorted once and kept with the organisation. */
function absencesIn(view: OrganizationView, person: string): readonly AbsenceView[] {
  const known = kept.get(view) ?? Map.groupBy(view.absences, (absence) => absence.person)
  kept.set(view, known)
  return known.get(person) ?? []
}

/** The absence of a person that holds today. */
export async function absenceToday(tx: Transaction, person: string): Promise<AbsenceToday | null> {
  const { view } = tx.organization
  if (!absencesIn(view, person).some((absence) => covers(absence, tx.today))) return null
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
  const first = addDays(today, -days)
  const recent = absencesIn(view, person).filter(
    ({ from, to }) => from <= to && to < today && to >= first,
  )
  return recent.toSorted((a, b) => b.to.localeCompare(a.to))[0] ?? null
}

/** For whom a person acts today because they are away, with their roles and until when. */
export function actsToday(tx: Transaction, person: string): readonly ActingFor[] {
  const { view, pack } = tx.organization
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

function lastDayAway(view: OrganizationView, person: string, today: string): string {
  const own = absencesIn(view, person)
  let last = today
  for (
    let next: (typeof own)[number] | undefined = own.find((absence) => covers(absence, today));
    next !== undefined;
    next = own.find(({ from, to }) => from <= addDays(last, 1) && to > last)
  )
    last = next.to
  return last
}
