import { sql } from 'kysely'
import type { Count, Register } from '#kernel/packs/register.ts'
import { refuse } from '#kernel/problems/index.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { RegisterPath } from '../contract.ts'
import type { CountRow, UsesRow } from '../contract.ts'
import { mayRead, registerOf } from './authorise.ts'
import { endedStates } from '#kernel/packs/states.ts'
import { nouns } from '#kernel/words/nouns.ts'

/** A ledger whose lines are uses of lines of another. */
interface Counting {
  readonly from: Register
  readonly count: Count
}

/** The ledgers whose lines are uses of lines of this one. */
export function countingRegisters(handle: Handle, register: Register): Counting[] {
  return [...handle.organization.pack.registers.values()].flatMap((from) => {
    const { count } = from
    return count !== undefined &&
      from.fields.find((field) => field.id === count.of)?.register === register.id
      ? [{ from, count }]
      : []
  })
}

/** Every line of a ledger with how many are owned and how many used, those used beyond what is owned first. */
export const registerCounts = defineQuery({
  name: 'register.counts',
  input: RegisterPath,
  authorise(handle, input) {
    const register = registerOf(handle, input.register)
    const counting = countingRegisters(handle, register)
    if (counting.length === 0) refuse('not-found', { what: nouns.comparison })
    return { register, counting }
  },
  run: async (handle, _input, { register, counting }): Promise<CountRow[]> => {
    const lines = await handle.db
      .selectFrom('entries')
      .select(['id', 'number', 'name', 'state', 'unit_id', 'fields'])
      .where('organization_id', '=', handle.organization.id)
      .where('register', '=', register.id)
      .orderBy('kana')
      .orderBy('id')
      .execute()
    const ended = endedStates(handle.organization.pack, register)
    const seen = lines.filter(
      (line) => !ended.includes(line.state) && mayRead(handle, register, line),
    )
    const rows = counting.map(async ({ from, count }) => {
      const used = await usedOf(handle, from, count)
      return seen.map((line): CountRow => ({
        id: line.id,
        number: line.number,
        name: line.name,
        register: from.id,
        registerTitle: from.title,
        field: count.of,
        ...standing(line.fields[count.against], used.get(line.id)),
      }))
    })
    return (await Promise.all(rows))
      .flat()
      .toSorted((a, b) => Number(b.over > 0) - Number(a.over > 0))
  },
})

/** How many of a line are owned and used. */
export async function usesOf(
  handle: Handle,
  register: Register,
  line: { readonly id: string; readonly fields: Readonly<Record<string, unknown>> },
): Promise<UsesRow[]> {
  return Promise.all(
    countingRegisters(handle, register).map(async ({ from, count }) => ({
      register: from.id,
      registerTitle: from.title,
      field: count.of,
      ...standing(
        line.fields[count.against],
        (await usedOf(handle, from, count, line.id)).get(line.id),
      ),
    })),
  )
}

/** Uses by the line that is used, of all lines or of one. Everyone's are counted, whoever asks: only the figure is told. */
export async function usedOf(
  handle: Handle,
  from: Register,
  count: Count,
  line?: string,
): Promise<ReadonlyMap<string, number>> {
  const ended = endedStates(handle.organization.pack, from)
  const { rows } = await sql<{ of: string; used: number }>`
    select used.of, sum(${count.uses === undefined ? sql`1` : sql`coalesce((e.fields ->> ${count.uses})::numeric, 1)`})::float8 as used
    from entries e cross join lateral jsonb_array_elements_text(case jsonb_typeof(e.fields -> ${count.of}) when 'array' then e.fields -> ${count.of} else jsonb_build_array(e.fields -> ${count.of}) end) as used(of)
    where e.organization_id = ${handle.organization.id} and e.register = ${from.id} and e.fields ? ${count.of} and not e.state = any(${ended}::text[])
      ${line === undefined ? sql`` : sql`and e.fields -> ${count.of} @> to_jsonb(${line}::text)`}
    group by used.of`.execute(handle.db)
  return new Map(rows.map((row) => [row.of, row.used]))
}

function standing(owned: unknown, used = 0): { owned: number | null; used: number; over: number } {
  const known = typeof owned === 'number' ? owned : null
  return { owned: known, used, over: known === null ? 0 : Math.max(0, used - known) }
}
