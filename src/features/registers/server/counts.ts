import { sql } from 'kysely'
import type { UsageLimit, Register } from '#kernel/packs/register.ts'
import { refuse } from '#kernel/problems/index.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { RegisterPath } from '../contract/common.ts'
import type { CountRow, UsesRow } from '../contract/references.ts'
import { mayRead, registerOf } from './authorise.ts'
import { endedStates } from '#kernel/packs/states.ts'
import { nouns } from '#kernel/words/nouns.ts'

/** A register whose entries are uses of entries of another. */
interface UsageCounting {
  readonly from: Register
  readonly count: UsageLimit
}

/** The registers whose entries are uses of entries of this register. */
export function countingRegisters(tx: Transaction, register: Register): UsageCounting[] {
  return [...tx.organization.pack.registers.values()].flatMap((from) => {
    const { count } = from
    return count !== undefined &&
      from.fields.find((field) => field.id === count.of)?.register === register.id
      ? [{ from, count }]
      : []
  })
}

/** Every entry of a register with the number owned and the number used, overused entries first. */
export const registerCounts = defineQuery({
  name: 'register.counts',
  input: RegisterPath,
  authorise(tx, input) {
    const register = registerOf(tx, input.register)
    const counting = countingRegisters(tx, register)
    if (counting.length === 0) refuse('not-found', { what: nouns.comparison })
    return { register, counting }
  },
  run: async (tx, _input, { register, counting }): Promise<CountRow[]> => {
    const entries = await tx.db
      .selectFrom('entries')
      .select(['id', 'number', 'name', 'state', 'unit_id', 'fields'])
      .where('organization_id', '=', tx.organization.id)
      .where('register', '=', register.id)
      .orderBy('kana')
      .orderBy('id')
      .execute()
    const ended = endedStates(tx.organization.pack, register)
    const visibleEntries = entries.filter(
      (entry) => !ended.includes(entry.state) && mayRead(tx, register, entry),
    )
    const rows = counting.map(async ({ from, count }) => {
      const used = await usedOf(tx, from, count)
      return visibleEntries.map((entry): CountRow => ({
        id: entry.id,
        number: entry.number,
        name: entry.name,
        register: from.id,
        registerTitle: from.title,
        field: count.of,
        ...usageBalance(entry.fields[count.against], used.get(entry.id)),
      }))
    })
    return (await Promise.all(rows))
      .flat()
      .toSorted((a, b) => Number(b.over > 0) - Number(a.over > 0))
  },
})

/** How many of an entry are owned and used. */
export async function usesOf(
  tx: Transaction,
  register: Register,
  entry: { readonly id: string; readonly fields: Readonly<Record<string, unknown>> },
): Promise<UsesRow[]> {
  return Promise.all(
    countingRegisters(tx, register).map(async ({ from, count }) => ({
      register: from.id,
      registerTitle: from.title,
      field: count.of,
      ...usageBalance(
        entry.fields[count.against],
        (await usedOf(tx, from, count, entry.id)).get(entry.id),
      ),
    })),
  )
}

/**
 * Counts uses by the entry that is used: of all entries or of one. Uses that the actor may not read
 * are counted too; only the number is returned.
 */
export async function usedOf(
  tx: Transaction,
  from: Register,
  count: UsageLimit,
  entryId?: string,
): Promise<ReadonlyMap<string, number>> {
  const ended = endedStates(tx.organization.pack, from)
  const { rows } = await sql<{ of: string; used: number }>`
    select used.of, sum(${count.uses === undefined ? sql`1` : sql`coalesce((e.fields ->> ${count.uses})::numeric, 1)`})::float8 as used
    from entries e cross join lateral jsonb_array_elements_text(case jsonb_typeof(e.fields -> ${count.of}) when 'array' then e.fields -> ${count.of} else jsonb_build_array(e.fields -> ${count.of}) end) as used(of)
    where e.organization_id = ${tx.organization.id} and e.register = ${from.id} and e.fields ? ${count.of} and not e.state = any(${ended}::text[])
      ${entryId === undefined ? sql`` : sql`and e.fields -> ${count.of} @> to_jsonb(${entryId}::text)`}
    group by used.of`.execute(tx.db)
  return new Map(rows.map((row) => [row.of, row.used]))
}

function usageBalance(
  owned: unknown,
  used = 0,
): { owned: number | null; used: number; over: number } {
  const limit = typeof owned === 'number' ? owned : null
  return { owned: limit, used, over: limit === null ? 0 : Math.max(0, used - limit) }
}
