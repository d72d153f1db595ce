import { sql } from 'kysely'
import { Type } from 'typebox'
import { addDays, formatEra } from '#kernel/calendar/index.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import type { Register, Warning } from '#kernel/packs/register.ts'
import type { Who } from '#kernel/packs/who.ts'
import { partiesOf } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Outgoing } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { notify, personsOf } from '#features/tasks/server/public.ts'
import { placeOfLine, registerOf } from './authorise.ts'
import { countingRegisters, usedOf } from './counts.ts'
import { endedStates } from '#kernel/packs/states.ts'

/** Something that people must be told of a line, once for its day. */
export interface Alarm {
  readonly entry: string
  readonly warning: string
  readonly on: string
  readonly message: string
  readonly persons: readonly string[]
}

interface Line {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly unit_id: string | null
  readonly fields: FieldValues
}

/** What is to be told about the lines of a ledger today and has not been told yet. */
export async function dueAlarms(handle: Handle, register: Register): Promise<Alarm[]> {
  const alarms = [
    ...(await expiring(handle, register)),
    ...(await overused(handle, register)),
  ].filter((alarm) => alarm.persons.length > 0)
  if (alarms.length === 0) return []
  const told = await handle.db
    .selectFrom('entry_warnings')
    .select(['entry_id', 'warning', 'on_date'])
    .where('organization_id', '=', handle.organization.id)
    .where('entry_id', 'in', [...new Set(alarms.map((alarm) => alarm.entry))])
    .execute()
  const known = new Set(told.map((row) => `${row.entry_id}/${row.warning}/${row.on_date}`))
  return alarms.filter((alarm) => !known.has(`${alarm.entry}/${alarm.warning}/${alarm.on}`))
}

/** Lines whose day is near, and once more when it has passed. */
async function expiring(handle: Handle, register: Register): Promise<Alarm[]> {
  const found = await Promise.all(
    register.warn.map(async (warning) =>
      (await linesWithDay(handle, register, warning)).map(({ day, ...line }): Alarm => {
        const past = day < handle.today
        const when = formatEra(day)
        return {
          entry: line.id,
          warning: `${warning.before}/${past ? 'past' : 'near'}`,
          on: day,
          persons: toldOf(handle, register, line, warning.tell),
          message: `${warning.message}（${line.number}「${line.name}」、${past ? `${when}を過ぎました` : `${when}まで`}）`,
        }
      }),
    ),
  )
  return found.flat()
}

/** Days long past are nobody's news any more. */
const forgottenAfter = 60

async function linesWithDay(
  handle: Handle,
  register: Register,
  warning: Warning,
): Promise<(Line & { day: string })[]> {
  const isRetention =
    register.fields.find((field) => field.id === warning.before)?.type === 'retention'
  const value = sql`e.fields ->> ${warning.before}`
  const day = isRetention
    ? sql`e.keep_until`
    : sql`case when length(${value}) > 10 then ((${value})::timestamptz at time zone 'Asia/Tokyo')::date else (${value})::date end`
  const { rows } = await sql<Line & { day: string }>`
    select e.id, e.number, e.name, e.unit_id, e.fields, (${day})::text as day from entries e
    where e.organization_id = ${handle.organization.id} and e.register = ${register.id} and not e.state = any(${endedStates(handle.organization.pack, register)}::text[])
      and ${day} between ${addDays(handle.today, -forgottenAfter)}::date and ${addDays(handle.today, warning.days)}::date
    order by e.number limit 5000`.execute(handle.db)
  return rows
}

/** Lines of which more is used than is owned: told once in a month. */
async function overused(handle: Handle, register: Register): Promise<Alarm[]> {
  const counting = countingRegisters(handle, register)
  const alarms: Alarm[] = []
  for (const { from, count } of counting) {
    const used = await usedOf(handle, from, count)
    if (used.size === 0) continue
    const lines = await handle.db
      .selectFrom('entries')
      .select(['id', 'number', 'name', 'unit_id', 'fields'])
      .where('organization_id', '=', handle.organization.id)
      .where('register', '=', register.id)
      .where('id', 'in', [...used.keys()])
      .execute()
    for (const line of lines) {
      const owned = line.fields[count.against]
      const uses = used.get(line.id) ?? 0
      if (typeof owned !== 'number' || uses <= owned) continue
      alarms.push({
        entry: line.id,
        warning: `over/${from.id}`,
        on: `${handle.today.slice(0, 7)}-01`,
        persons: toldOf(handle, register, line, [register.keptBy]),
        message: `「${line.name}」（${line.number}）は、持っている${owned}に対して${uses}使っています。`,
      })
    }
  }
  return alarms
}

function toldOf(handle: Handle, register: Register, line: Line, whos: readonly Who[]): string[] {
  return personsOf(
    handle,
    whos.flatMap((who) =>
      partiesOf(handle, who, [placeOfLine(handle, register, line)], line.fields),
    ),
  )
}

/** Tells those whom the ledger names that days are near or past, and that more is used than owned. */
export const warnOf = defineAction({
  name: 'register.warn',
  title: { ja: '台帳の期限や数について知らせた', en: 'Told of dates and numbers in a register' },
  input: Type.Object({ register: Type.String() }),
  authorise: (handle, input) => registerOf(handle, input.register),
  async run(handle, _input, register) {
    const alarms = await dueAlarms(handle, register)
    const outgoing: Outgoing[] = []
    for (const { entry, warning, on, persons, message } of alarms) {
      const fresh = await handle.db
        .insertInto('entry_warnings')
        .values({
          organization_id: handle.organization.id,
          entry_id: entry,
          warning,
          on_date: on,
          told_at: handle.now,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('entry_id')
        .executeTakeFirst()
      if (fresh)
        outgoing.push(
          ...(await notify(handle, persons, message, `/registers/${register.id}/${entry}`)),
        )
    }
    return {
      result: alarms.length,
      outgoing,
      event: {
        subject: { kind: 'register', id: register.id },
        detail: {
          told: alarms.map(({ entry, warning, on, persons }) => ({ entry, warning, on, persons })),
        },
      },
    }
  },
})
