import { addDays } from '#kernel/calendar/index.ts'
import { findRoleIssues } from '#kernel/organization/index.ts'
import type { RoleIssue } from '#kernel/organization/index.ts'
import { sayTo } from '#platform/access/language.ts'
import { entriesHeldBy } from '#features/registers/server/public.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { IdPath } from '../contract.ts'
import type { LooseEndsAnswer } from '../contract.ts'
import { demandKeeper } from './actions.ts'
import { transferRow } from './store.ts'

/**
 * The loose ends after a transfer, by the present state: what has been put in order is left out.
 */
export const transferLooseEnds = defineQuery({
  name: 'transfer.loose-ends',
  input: IdPath,
  authorise: demandKeeper,
  run: async (tx, { id }): Promise<LooseEndsAnswer> => {
    const { view, pack } = tx.organization
    const { moves, on } = await transferRow(tx, id)
    const persons = (kind: string): string[] =>
      (moves ?? []).flatMap((move) =>
        move.kind === kind && move.person !== undefined ? [move.person] : [],
      )
    const left = persons('left')
    const before = new Set(findRoleIssues(view, pack.roles, addDays(on, -1)).map(keyOf))
    const seats =
      moves === null
        ? []
        : findRoleIssues(view, pack.roles, tx.today).filter((end) => !before.has(keyOf(end)))
    return {
      seats: [
        ...seats.map((end) => ({
          kind: end.kind,
          role: end.seat.role,
          scopeId: end.seat.id,
          says: sayTo(tx, end.says),
        })),
        ...staleAssignments(tx, persons('moved')),
      ],
      cases: await waitingCases(tx, left),
      held: await heldEntries(tx, left),
      accounts: await openAccounts(tx, left),
      newcomers: await newcomersWithoutAccount(tx, persons('joined')),
    }
  },
})

/** Identifies an issue: issues of the eve do not belong to this transfer. */
const keyOf = ({ kind, seat }: RoleIssue): string =>
  [kind, seat.role, seat.scope, seat.id].join('/')

/**
 * Persons who moved to another unit and are still appointed, by name, at a place of their former
 * unit.
 */
function staleAssignments(tx: Transaction, moved: readonly string[]): LooseEndsAnswer['seats'] {
  const { view, pack } = tx.organization
  const movedIds = new Set(moved)
  return view.assignments
    .filter(
      (assignment) =>
        assignment.person !== undefined &&
        movedIds.has(assignment.person) &&
        (assignment.to === undefined || assignment.to >= tx.today),
    )
    .flatMap((assignment) => {
      const person = view.persons.get(assignment.person ?? '')
      const unit =
        assignment.scope === 'unit' ? assignment.scopeId : view.places.get(assignment.scopeId)?.unit
      if (person === undefined || unit === undefined || unit === person.unit) return []
      const role = pack.roles.get(assignment.role)?.title ?? assignment.role
      const now = view.units.get(person.unit)?.title ?? ''
      const place =
        view.units.get(assignment.scopeId)?.title ??
        view.places.get(assignment.scopeId)?.title ??
        ''
      return [
        {
          kind: 'stays',
          role: assignment.role,
          scopeId: assignment.scopeId,
          says: sayTo(tx, {
            ja: `${person.name}さんは${now}へ移りましたが、${place}の${role}のままです。後任を任命するか、このままでよいか確かめてください。`,
            en: `${person.name} moved to ${now} but is still ${role} of ${place}. Appoint a successor, or make sure that it may stay so.`,
          }),
        },
      ]
    })
}

async function waitingCases(
  tx: Transaction,
  left: readonly string[],
): Promise<LooseEndsAnswer['cases']> {
  if (left.length === 0) return []
  const rows = await tx.db
    .selectFrom('tasks as t')
    .innerJoin('cases as c', (join) =>
      join.onRef('c.organization_id', '=', 't.organization_id').onRef('c.id', '=', 't.case_id'),
    )
    .select(['c.id', 'c.number', 'c.subject', 't.title', 't.person_id'])
    .where('t.organization_id', '=', tx.organization.id)
    .where('t.done_at', 'is', null)
    .where('t.person_id', 'in', [...left])
    .orderBy('c.number')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    subject: row.subject,
    step: row.title,
    person: personRef(tx, row.person_id ?? ''),
  }))
}

async function heldEntries(
  tx: Transaction,
  left: readonly string[],
): Promise<LooseEndsAnswer['held']> {
  const entries: LooseEndsAnswer['held'] = []
  for (const person of left) {
    for (const { id, register, registerTitle, number, name } of await entriesHeldBy(tx, person))
      entries.push({ id, register, registerTitle, number, name, person: personRef(tx, person) })
  }
  return entries
}

async function openAccounts(
  tx: Transaction,
  left: readonly string[],
): Promise<LooseEndsAnswer['accounts']> {
  if (left.length === 0) return []
  const rows = await tx.db
    .selectFrom('accounts')
    .select(['id', 'name', 'person_id', 'administrator'])
    .where('organization_id', '=', tx.organization.id)
    .where('ended_at', 'is', null)
    .where('person_id', 'in', [...left])
    .orderBy('name')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    account: row.name,
    administrator: row.administrator,
    person: personRef(tx, row.person_id),
  }))
}

async function newcomersWithoutAccount(
  tx: Transaction,
  joined: readonly string[],
): Promise<LooseEndsAnswer['newcomers']> {
  if (joined.length === 0) return []
  const rows = await tx.db
    .selectFrom('accounts')
    .select('person_id')
    .where('organization_id', '=', tx.organization.id)
    .where('ended_at', 'is', null)
    .where('person_id', 'in', [...joined])
    .execute()
  const withAccount = new Set(rows.map((row) => row.person_id))
  return joined.filter((person) => !withAccount.has(person)).map((person) => personRef(tx, person))
}

function personRef(tx: Transaction, person: string): { id: string; name: string } {
  return { id: person, name: tx.organization.view.persons.get(person)?.name ?? '' }
}
