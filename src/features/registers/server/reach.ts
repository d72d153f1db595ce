import { sql } from 'kysely'
import { endOfDay } from '#kernel/calendar/index.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import type { Reach, Register } from '#kernel/packs/register.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { ReachQuery } from '../contract/references.ts'
import type { ReachView } from '../contract/references.ts'
import { mayRead } from './authorise.ts'
import { dayIn } from '#kernel/registers/keepUntil.ts'
import { readableEntry } from './readableEntry.ts'
import { endedStates, stateTitle } from '#kernel/packs/states.ts'

/**
 * Who could reach an entry on a day, by the registers that record it, in their state at the end of
 * that day.
 */
export const entryReach = defineQuery({
  name: 'entry.reach',
  input: ReachQuery,
  authorise: readableEntry,
  run: async (tx, input, { register, row }): Promise<ReachView> => {
    const on = input.on ?? tx.today
    const rows: ReachView['rows'] = []
    for (const { from, reach } of reachingRegisters(tx, register))
      rows.push(...(await reachRows(tx, from, reach, row.id, on)))
    return {
      on,
      name: row.name,
      number: row.number,
      rows: rows.toSorted(
        (a, b) => a.unit.localeCompare(b.unit, 'ja') || a.name.localeCompare(b.name, 'ja'),
      ),
    }
  },
})

/** The registers that record who can reach entries of this one. */
export function reachingRegisters(
  tx: Transaction,
  register: Register,
): { from: Register; reach: Reach }[] {
  return [...tx.organization.pack.registers.values()].flatMap((from) => {
    const { reach } = from
    return reach !== undefined &&
      from.fields.find((field) => field.id === reach.to)?.register === register.id
      ? [{ from, reach }]
      : []
  })
}

interface EntryAsOf {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly state: string
  readonly unit_id: string | null
  readonly fields: FieldValues
}

async function reachRows(
  tx: Transaction,
  from: Register,
  reach: Reach,
  id: string,
  on: string,
): Promise<ReachView['rows']> {
  const { view, pack } = tx.organization
  const { rows } = await sql<EntryAsOf>`
    select e.id, e.number, e.name, v.state, v.unit_id, v.fields from entries e
    join lateral (select state, unit_id, fields from entry_versions where organization_id = e.organization_id and entry_id = e.id and changed_at <= ${new Date(endOfDay(on))} order by version desc limit 1) v on true
    where e.organization_id = ${tx.organization.id} and e.register = ${from.id} and v.fields -> ${reach.to} @> to_jsonb(${id}::text)
    order by e.number`.execute(tx.db)
  const ended = endedStates(pack, from)
  return rows
    .filter(
      (entry) =>
        !ended.includes(entry.state) && covers(entry.fields, reach, on) && mayRead(tx, from, entry),
    )
    .flatMap((entry) =>
      [entry.fields[reach.person] ?? []].flat().map((person) => {
        const personView = view.persons.get(String(person))
        return {
          person: String(person),
          name: personView?.name ?? String(person),
          unit: view.units.get(personView?.unit ?? '')?.title ?? '',
          left: personView?.to !== undefined && personView.to < on,
          register: from.id,
          registerTitle: from.title,
          line: entry.id,
          number: entry.number,
          lineName: entry.name,
          state: stateTitle(from, entry.state),
          from: dayIn(entry.fields[reach.from ?? '']) ?? null,
          until: dayIn(entry.fields[reach.until ?? '']) ?? null,
        }
      }),
    )
}

function covers(fields: FieldValues, reach: Reach, on: string): boolean {
  const from = dayIn(fields[reach.from ?? ''])
  const until = dayIn(fields[reach.until ?? ''])
  return (from === undefined || from <= on) && (until === undefined || until >= on)
}
