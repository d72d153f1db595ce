import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import Type from 'typebox'
import type { Database } from '../db/database.ts'
import { defineAction } from '../gate/action.ts'
import type { Gate } from '../gate/gate.ts'
import { performAction } from '../gate/perform.ts'
import { stateTableNames } from '../db/stateTables.ts'
import type { RowStates } from '../db/rowStates.ts'
import { beginnings, begunBy, isBeginning } from './begin.ts'
import { baselineAction } from './verify.ts'
import { statePages } from './verifyStates.ts'

/** Rows that one event records. */
const rowsPerEvent = 20_000

const recordStates = defineAction({
  name: baselineAction,
  title: { ja: '記録の起点を定めた', en: 'Recorded all rows as they stand' },
  input: Type.Object({ states: Type.Unsafe<RowStates>(Type.Unknown()), last: Type.Boolean() }),
  authorise: () => undefined,
  run: (tx, { states, last }) =>
    Promise.resolve({
      result: undefined,
      event: {
        subject: { kind: 'organization', id: tx.organization.id },
        detail: { count: [...states].filter(([key]) => !isBeginning(key)).length, last },
        states,
      },
    }),
})

/**
 * Records the rows of an organisation as they are, of all tables that its journal does not prove
 * yet as they are defined today. Must run while nobody acts.
 */
export async function recordBaseline(gate: Gate, organizationId: string): Promise<void> {
  const { chunks, begun } = await gate.readSnapshot(organizationId, async (db) => {
    const names = await namesToBegin(db, organizationId)
    const collected: RowStates[] = [new Map()]
    for (const name of names)
      for await (const page of statePages(db, organizationId, name)) {
        let chunk = collected.at(-1)!
        if (chunk.size >= rowsPerEvent) collected.push((chunk = new Map()))
        for (const [key, hash] of page) chunk.set(key, hash)
      }
    return { chunks: names.length === 0 ? [] : collected, begun: beginnings(names) }
  })
  const program = { kind: 'program', name: 'journal', withoutEdition: true } as const
  for (const [i, states] of chunks.entries())
    await performAction(gate, organizationId, program, recordStates, {
      states: i === chunks.length - 1 ? new Map([...states, ...begun]) : states,
      last: i === chunks.length - 1,
    })
}

async function namesToBegin(db: Kysely<Database>, organizationId: string): Promise<string[]> {
  const { rows } = await sql<{ state: string | null }>`
    select state from journal where organization_id = ${organizationId} and mark is not null
      and (seq = 1 or action = ${baselineAction} and (detail ->> 'last')::boolean) order by seq`.execute(
    db,
  )
  const proved = new Set(rows.flatMap(({ state }) => begunBy(state)))
  return stateTableNames.filter((name) => !proved.has(name))
}
