import { sql } from 'kysely'
import { Type } from 'typebox'
import { addDays } from '#kernel/calendar/index.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import type { Register, Warning } from '#kernel/packs/register.ts'
import type { Who } from '#kernel/packs/who.ts'
import { partiesForTransaction } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { OutboxMessage } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { notify, personsOf } from '#features/tasks/server/public.ts'
import { placesOfEntry, registerOf } from './authorise.ts'
import { countingRegisters, usedOf } from './counts.ts'
import { endedStates } from '#kernel/packs/states.ts'
import { dayWords } from '#kernel/words/days.ts'
import { packWords } from '#kernel/packs/english.ts'
import type { Words } from '#kernel/words/words.ts'

/** A warning about an entry, sent once for its day. */
export interface Alarm {
  readonly entry: string
  readonly warning: string
  readonly on: string
  readonly message: Words
  readonly persons: readonly string[]
}

interface WarnedEntry {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly unit_id: string | null
  readonly fields: FieldValues
}

/** The warnings about entries of a register that are due today and not yet sent. */
export async function dueAlarms(tx: Transaction, register: Register): Promise<Alarm[]> {
  const alarms = [...(await expiring(tx, register)), ...(await overused(tx, register))].filter(
    (alarm) => alarm.persons.length > 0,
  )
  if (alarms.length === 0) return []
  const sentWarnings = await tx.db
    .selectFrom('entry_warnings')
    .select(['entry_id', 'warning', 'on_date'])
    .where('organization_id', '=', tx.organization.id)
    .where('entry_id', 'in', [...new Set(alarms.map((alarm) => alarm.entry))])
    .execute()
  const sentKeys = new Set(
    sentWarnings.map((row) => `${row.entry_id}/${row.warning}/${row.on_date}`),
  )
  return alarms.filter((alarm) => !sentKeys.has(`${alarm.entry}/${alarm.warning}/${alarm.on}`))
}

/** Entries whose day is near, and once more when it has passed. */
async function expiring(tx: Transaction, register: Register): Promise<Alarm[]> {
  const alarmsByWarning = await Promise.all(
    register.warn.map(async (warning) =>
      (await entriesWithDay(tx, register, warning)).map(({ day, ...entry }): Alarm => {
        const past = day < tx.today
        const when = dayWords(day)
        const { ja, en } = packWords(tx.organization.pack, warning.message)
        return {
          entry: entry.id,
          warning: `${warning.before}/${past ? 'past' : 'near'}`,
          on: day,
          persons: recipientsOf(tx, register, entry, warning.tell),
          message: {
            ja: `${ja}（${entry.number}「${entry.name}」、${past ? `${when.ja}を過ぎました` : `${when.ja}まで`}）`,
            en: `${en} (${entry.number} “${entry.name}”, ${past ? `passed on ${when.en}` : `until ${when.en}`})`,
          },
        }
      }),
    ),
  )
  return alarmsByWarning.flat()
}

/** Days after which a passed day is not warned of any more. */
const forgottenAfter = 60

async function entriesWithDay(
  tx: Transaction,
  register: Register,
  warning: Warning,
): Promise<(WarnedEntry & { day: string })[]> {
  const isRetention =
    register.fields.find((field) => field.id === warning.before)?.type === 'retention'
  const value = sql`e.fields ->> ${warning.before}`
  const day = isRetention
    ? sql`e.keep_until`
    : sql`case when length(${value}) > 10 then ((${value})::timestamptz at time zone 'Asia/Tokyo')::date else (${value})::date end`
  const { rows } = await sql<WarnedEntry & { day: string }>`
    select e.id, e.number, e.name, e.unit_id, e.fields, (${day})::text as day from entries e
    where e.organization_id = ${tx.organization.id} and e.register = ${register.id} and not e.state = any(${endedStates(tx.organization.pack, register)}::text[])
      and ${day} between ${addDays(tx.today, -forgottenAfter)}::date and ${addDays(tx.today, warning.days)}::date
    order by e.number limit 5000`.execute(tx.db)
  return rows
}

/** Entries of which more is used than owned; warned of once a month. */
async function overused(tx: Transaction, register: Register): Promise<Alarm[]> {
  const counting = countingRegisters(tx, register)
  const alarms: Alarm[] = []
  for (const { from, count } of counting) {
    const used = await usedOf(tx, from, count)
    if (used.size === 0) continue
    const entries = await tx.db
      .selectFrom('entries')
      .select(['id', 'number', 'name', 'unit_id', 'fields'])
      .where('organization_id', '=', tx.organization.id)
      .where('register', '=', register.id)
      .where('id', 'in', [...used.keys()])
      .execute()
    for (const entry of entries) {
      const owned = entry.fields[count.against]
      const uses = used.get(entry.id) ?? 0
      if (typeof owned !== 'number' || uses <= owned) continue
      alarms.push({
        entry: entry.id,
        warning: `over/${from.id}`,
        on: `${tx.today.slice(0, 7)}-01`,
        persons: recipientsOf(tx, register, entry, [register.keptBy]),
        message: {
          ja: `「${entry.name}」（${entry.number}）は、持っている${owned}に対して${uses}使っています。`,
          en: `Of “${entry.name}” (${entry.number}), ${uses} are used and ${owned} are owned.`,
        },
      })
    }
  }
  return alarms
}

function recipientsOf(
  tx: Transaction,
  register: Register,
  entry: WarnedEntry,
  recipients: readonly Who[],
): string[] {
  return personsOf(
    tx,
    recipients.flatMap((who) =>
      partiesForTransaction(tx, who, [placesOfEntry(tx, register, entry)], entry.fields),
    ),
  )
}

/**
 * Warns the persons that the register names of days that are near or passed, and of entries used
 * more than owned.
 */
export const sendWarnings = defineAction({
  name: 'register.warn',
  title: { ja: '台帳の期限や数について知らせた', en: 'Told of dates and numbers in a register' },
  input: Type.Object({ register: Type.String() }),
  authorise: (tx, input) => registerOf(tx, input.register),
  async run(tx, _input, register) {
    const alarms = await dueAlarms(tx, register)
    const outgoing: OutboxMessage[] = []
    for (const { entry, warning, on, persons, message } of alarms) {
      const inserted = await tx.db
        .insertInto('entry_warnings')
        .values({
          organization_id: tx.organization.id,
          entry_id: entry,
          warning,
          on_date: on,
          told_at: tx.now,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('entry_id')
        .executeTakeFirst()
      if (inserted)
        outgoing.push(...(await notify(tx, persons, message, `/registers/${register.id}/${entry}`)))
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
