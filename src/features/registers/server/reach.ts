import { sql } from 'kysely'
import { endOfDay } from '#kernel/calendar/index.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import type { Reach, Register } from '#kernel/packs/register.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { ReachQuery } from '../contract.ts'
import type { ReachView } from '../contract.ts'
import { mayRead } from './authorise.ts'
import { dayIn } from './prepare.ts'
import { readable } from './readLine.ts'
import { endedStates } from '#kernel/packs/states.ts'

/** Who could reach a line on a day, by the ledgers that say so, as they stood at the end of that day. */
export const entryReach = defineQuery({
  name: 'entry.reach',
  input: ReachQuery,
  authorise: readable,
  run: async (handle, input, { register, row }): Promise<ReachView> => {
    const on = input.on ?? handle.today
    const rows: ReachView['rows'] = []
    for (const { from, reach } of reachingRegisters(handle, register))
      rows.push(...(await reaching(handle, from, reach, row.id, on)))
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

/** The ledgers that say who can reach lines of this one. */
export function reachingRegisters(
  handle: Handle,
  register: Register,
): { from: Register; reach: Reach }[] {
  return [...handle.organization.pack.registers.values()].flatMap((from) => {
    const { reach } = from
    return reach !== undefined &&
      from.fields.find((field) => field.id === reach.to)?.register === register.id
      ? [{ from, reach }]
      : []
  })
}

interface Then {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly state: string
  readonly unit_id: string | null
  readonly fields: FieldValues
}

async function reaching(
  handle: Handle,
  from: Register,
  reach: Reach,
  id: string,
  on: string,
): Promise<ReachView['rows']> {
  const { view, pack } = handle.organization
  const { rows } = await sql<Then>`
    select e.id, e.number, e.name, v.state, v.unit_id, v.fields from entries e
    join lateral (select state, unit_id, fields from entry_versions where organization_id = e.organization_id and entry_id = e.id and changed_at <= ${new Date(endOfDay(on))} order by version desc limit 1) v on true
    where e.organization_id = ${handle.organization.id} and e.register = ${from.id} and v.fields -> ${reach.to} @> to_jsonb(${id}::text)
    order by e.number`.execute(handle.db)
  const ended = endedStates(pack, from)
  return rows
    .filter(
      (line) =>
        !ended.includes(line.state) &&
        covers(line.fields, reach, on) &&
        mayRead(handle, from, line),
    )
    .flatMap((line) =>
      [line.fields[reach.person] ?? []].flat().map((person) => {
        const known = view.persons.get(String(person))
        return {
          person: String(person),
          name: known?.name ?? String(person),
          unit: view.units.get(known?.unit ?? '')?.title ?? '',
          left: known?.to !== undefined && known.to < on,
          register: from.id,
          registerTitle: from.title,
          line: line.id,
          number: line.number,
          lineName: line.name,
          state: line.state,
          from: dayIn(line.fields[reach.from ?? '']) ?? null,
          until: dayIn(line.fields[reach.until ?? '']) ?? null,
        }
      }),
    )
}

function covers(fields: FieldValues, reach: Reach, on: string): boolean {
  const from = dayIn(fields[reach.from ?? ''])
  const until = dayIn(fields[reach.until ?? ''])
  return (from === undefined || from <= on) && (until === undefined || until >= on)
}
