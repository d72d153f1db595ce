import { sql } from 'kysely'
import type { Transaction } from '#platform/gate/transaction.ts'
import { closedElsewhere } from './closings.ts'
import { openAll } from './occurrence.ts'
import type { OpenedOccurrence } from './occurrence.ts'
import { settleOccurrences } from './settle.ts'
import { lockedOccurrences, occurrences } from './store.ts'

/** What persons have open themselves of some rounds, or of all. */
export async function openOfPersons(
  tx: Transaction,
  wanted: { readonly rounds?: readonly string[]; readonly persons?: readonly string[] },
): Promise<OpenedOccurrence[]> {
  let query = occurrences(tx)
    .where('o.subject_kind', '=', 'person')
    .where('o.closed_at', 'is', null)
    .orderBy('o.due_at')
    .orderBy('o.id')
  if (wanted.rounds !== undefined)
    query = query.where('o.round', '=', sql<string>`any(${[...wanted.rounds]}::text[])`)
  if (wanted.persons !== undefined)
    query = query.where('o.subject_id', '=', sql<string>`any(${[...wanted.persons]}::text[])`)
  return openAll(tx, await query.execute())
}

/** Closes what persons have open and what lines of the records close by now; says how much. */
export async function closeByLines(
  tx: Transaction,
  persons: readonly string[],
  as: 'self' | 'program',
): Promise<number> {
  const open = await openOfPersons(tx, { persons })
  if (open.length === 0) return 0
  const ids = open.map(({ row }) => row.id)
  const locked = (await openAll(tx, await lockedOccurrences(tx, ids))).filter(
    ({ row }) => row.closed_at === null,
  )
  const settled = []
  for (const of of Map.groupBy(locked, ({ row }) => row.turn_id).values()) {
    const [{ turn, row }] = of as [OpenedOccurrence, ...OpenedOccurrence[]]
    const over = await closedElsewhere(
      tx,
      turn,
      row,
      of.map((each) => each.row),
    )
    const by = new Map(over.map((each) => [each.id, each.with]))
    for (const occurrence of of) {
      const closedWith = by.get(occurrence.row.id)
      if (closedWith === undefined) continue
      const left = occurrence.items.length - occurrence.row.answered
      settled.push({ occurrence: { ...occurrence, as }, left, waiting: [], closedWith })
    }
  }
  await settleOccurrences(tx, settled)
  return settled.length
}

/** Locks an occurrence against other endings; says whether it is still open. */
export async function lockOpen(tx: Transaction, id: string): Promise<boolean> {
  const [row] = await lockedOccurrences(tx, [id])
  return row !== undefined && row.closed_at === null
}
