import { addDays } from '#kernel/calendar/index.ts'
import { looseEnds } from '#kernel/organization/index.ts'
import type { LooseEnd } from '#kernel/organization/index.ts'
import { sayTo } from '#platform/access/language.ts'
import { heldLines } from '#features/registers/server/public.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { IdPath } from '../contract.ts'
import type { LooseEndsAnswer } from '../contract.ts'
import { keeper } from './actions.ts'
import { transferRow } from './store.ts'

/** What is left to be put in order after a transfer, as it is now: what has been done is no longer there. */
export const transferLooseEnds = defineQuery({
  name: 'transfer.loose-ends',
  input: IdPath,
  authorise: keeper,
  run: async (handle, { id }): Promise<LooseEndsAnswer> => {
    const { view, pack } = handle.organization
    const { moves, on } = await transferRow(handle, id)
    const persons = (kind: string): string[] =>
      (moves ?? []).flatMap((move) =>
        move.kind === kind && move.person !== undefined ? [move.person] : [],
      )
    const left = persons('left')
    const before = new Set(looseEnds(view, pack.roles, addDays(on, -1)).map(keyOf))
    const seats =
      moves === null
        ? []
        : looseEnds(view, pack.roles, handle.today).filter((end) => !before.has(keyOf(end)))
    return {
      seats: [
        ...seats.map((end) => ({
          kind: end.kind,
          role: end.seat.role,
          scopeId: end.seat.id,
          says: sayTo(handle, end.says),
        })),
        ...staying(handle, persons('moved')),
      ],
      cases: await waitingFor(handle, left),
      held: await inHands(handle, left),
      accounts: await openAccounts(handle, left),
      newcomers: await withoutAccount(handle, persons('joined')),
    }
  },
})

/** What was loose on the eve is not this transfer's to mend. */
const keyOf = ({ kind, seat }: LooseEnd): string => [kind, seat.role, seat.scope, seat.id].join('/')

/** Who moved to another unit and is still appointed, by name, at a place of a unit that is not theirs any more. */
function staying(handle: Handle, moved: readonly string[]): LooseEndsAnswer['seats'] {
  const { view, pack } = handle.organization
  const those = new Set(moved)
  return view.assignments
    .filter(
      (one) =>
        one.person !== undefined &&
        those.has(one.person) &&
        (one.to === undefined || one.to >= handle.today),
    )
    .flatMap((one) => {
      const person = view.persons.get(one.person ?? '')
      const unit = one.scope === 'unit' ? one.scopeId : view.places.get(one.scopeId)?.unit
      if (person === undefined || unit === undefined || unit === person.unit) return []
      const role = pack.roles.get(one.role)?.title ?? one.role
      const now = view.units.get(person.unit)?.title ?? ''
      const place = view.units.get(one.scopeId)?.title ?? view.places.get(one.scopeId)?.title ?? ''
      return [
        {
          kind: 'stays',
          role: one.role,
          scopeId: one.scopeId,
          says: sayTo(handle, {
            ja: `${person.name}さんは${now}へ移りましたが、${place}の${role}のままです。後任を任命するか、このままでよいか確かめてください。`,
            en: `${person.name} moved to ${now} but is still ${role} of ${place}. Appoint a successor, or make sure that it may stay so.`,
          }),
        },
      ]
    })
}

async function waitingFor(
  handle: Handle,
  left: readonly string[],
): Promise<LooseEndsAnswer['cases']> {
  if (left.length === 0) return []
  const rows = await handle.db
    .selectFrom('tasks as t')
    .innerJoin('cases as c', (join) =>
      join.onRef('c.organization_id', '=', 't.organization_id').onRef('c.id', '=', 't.case_id'),
    )
    .select(['c.id', 'c.number', 'c.subject', 't.title', 't.person_id'])
    .where('t.organization_id', '=', handle.organization.id)
    .where('t.done_at', 'is', null)
    .where('t.person_id', 'in', [...left])
    .orderBy('c.number')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    subject: row.subject,
    step: row.title,
    person: named(handle, row.person_id ?? ''),
  }))
}

async function inHands(handle: Handle, left: readonly string[]): Promise<LooseEndsAnswer['held']> {
  const found: LooseEndsAnswer['held'] = []
  for (const person of left) {
    for (const { id, register, registerTitle, number, name } of await heldLines(handle, person))
      found.push({ id, register, registerTitle, number, name, person: named(handle, person) })
  }
  return found
}

async function openAccounts(
  handle: Handle,
  left: readonly string[],
): Promise<LooseEndsAnswer['accounts']> {
  if (left.length === 0) return []
  const rows = await handle.db
    .selectFrom('accounts')
    .select(['id', 'name', 'person_id', 'administrator'])
    .where('organization_id', '=', handle.organization.id)
    .where('ended_at', 'is', null)
    .where('person_id', 'in', [...left])
    .orderBy('name')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    account: row.name,
    administrator: row.administrator,
    person: named(handle, row.person_id),
  }))
}

async function withoutAccount(
  handle: Handle,
  joined: readonly string[],
): Promise<LooseEndsAnswer['newcomers']> {
  if (joined.length === 0) return []
  const rows = await handle.db
    .selectFrom('accounts')
    .select('person_id')
    .where('organization_id', '=', handle.organization.id)
    .where('ended_at', 'is', null)
    .where('person_id', 'in', [...joined])
    .execute()
  const known = new Set(rows.map((row) => row.person_id))
  return joined.filter((person) => !known.has(person)).map((person) => named(handle, person))
}

function named(handle: Handle, person: string): { id: string; name: string } {
  return { id: person, name: handle.organization.view.persons.get(person)?.name ?? '' }
}
