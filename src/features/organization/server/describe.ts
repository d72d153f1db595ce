import { covers } from '#kernel/organization/index.ts'
import type { Seat } from '#kernel/packs/who.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { AssignmentRow } from '../contract/assignments.ts'
import { mayAppoint } from './authorise.ts'

/** A seat in words. */
export function describeSeat(tx: Transaction, seat: Seat): AssignmentRow['seat'] {
  const { view, pack } = tx.organization
  const place =
    seat.scope === 'unit' ? view.units.get(seat.id)?.title : view.places.get(seat.id)?.title
  return {
    role: seat.role,
    title: pack.roles.get(seat.role)?.title ?? seat.role,
    scope: seat.scope,
    scopeId: seat.id,
    scopeTitle: place ?? seat.id,
  }
}

interface AssignmentRecord {
  readonly id: string
  readonly role: string
  readonly scope: Seat['scope']
  readonly scope_id: string
  readonly person_id: string | null
  readonly post_id: string | null
  readonly from_on: string
  readonly to_on: string | null
  readonly note: string | null
  readonly version: number
}

export function describeAssignment(tx: Transaction, row: AssignmentRecord): AssignmentRow {
  const { view, pack } = tx.organization
  const seat = { role: row.role, scope: row.scope, id: row.scope_id }
  const role = pack.roles.get(row.role)
  const open = row.to_on === null || row.to_on >= tx.today
  return {
    id: row.id,
    seat: describeSeat(tx, seat),
    from: row.from_on,
    to: row.to_on,
    note: row.note,
    version: row.version,
    mayEnd: open && role !== undefined && mayAppoint(tx, role, seat),
    person: row.person_id
      ? { id: row.person_id, name: view.persons.get(row.person_id)?.name ?? '' }
      : null,
    post: row.post_id ? { id: row.post_id, title: view.posts.get(row.post_id)?.title ?? '' } : null,
  }
}

/** Titles of the posts that a person holds today. */
export function postsToday(tx: Transaction, person: string): string[] {
  const { view } = tx.organization
  return (view.persons.get(person)?.posts ?? [])
    .filter((holding) => covers(holding, tx.today))
    .map((holding) => view.posts.get(holding.post)?.title ?? '')
}
