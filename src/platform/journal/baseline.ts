import Type from 'typebox'
import { defineAction } from '../gate/action.ts'
import type { Gate } from '../gate/gate.ts'
import { performAction } from '../gate/perform.ts'
import { stateTableNames } from '../db/rowStates.ts'
import type { RowStates } from '../db/rowStates.ts'
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
        detail: { count: states.size, last },
        states,
      },
    }),
})

/**
 * Records all rows of an organisation as they are, where its journal began before events recorded
 * rows and this was not done yet. Must run while nobody acts.
 */
export async function recordBaseline(gate: Gate, organizationId: string): Promise<void> {
  const chunks = await gate.readSnapshot(organizationId, async (db) => {
    const first = await db
      .selectFrom('journal')
      .select('mark')
      .where('organization_id', '=', organizationId)
      .where('seq', '=', 1)
      .executeTakeFirst()
    if (!first || first.mark) return []
    const done = await db
      .selectFrom('journal')
      .select('detail')
      .where('organization_id', '=', organizationId)
      .where('action', '=', baselineAction)
      .where('mark', 'is not', null)
      .orderBy('seq', 'desc')
      .executeTakeFirst()
    if ((done?.detail as { last?: unknown } | undefined)?.last === true) return []
    const collected: RowStates[] = [new Map()]
    for (const table of stateTableNames)
      for await (const page of statePages(db, organizationId, table)) {
        let chunk = collected.at(-1)!
        if (chunk.size >= rowsPerEvent) collected.push((chunk = new Map()))
        for (const [key, hash] of page) chunk.set(key, hash)
      }
    return collected
  })
  const program = { kind: 'program', name: 'journal', withoutEdition: true } as const
  for (const [i, states] of chunks.entries())
    await performAction(gate, organizationId, program, recordStates, {
      states,
      last: i === chunks.length - 1,
    })
}
