import type { Transaction } from '#platform/gate/transaction.ts'
import { roundsOfTurns } from './edition.ts'
import { occurrences } from './store.ts'

/** An open occurrence that a meeting closes. */
interface WaitingForMeeting {
  readonly occurrence: string
  readonly title: string
  readonly dueAt: string
}

/** What is open that a meeting of a body closes, by the editions of the turns; oldest date first. */
export async function waitingForBody(tx: Transaction, body: string): Promise<WaitingForMeeting[]> {
  const rows = await occurrences(tx)
    .where('o.closed_at', 'is', null)
    .where('o.subject_kind', '=', 'organization')
    .orderBy('o.due_at')
    .orderBy('o.id')
    .execute()
  const roundOf = await roundsOfTurns(tx, rows)
  return rows.flatMap((row) => {
    const round = roundOf(row)?.round
    const isOfBody = round?.closedBy.some((by) => by.kind === 'meeting' && by.body === body)
    return round === undefined || isOfBody !== true
      ? []
      : [
          {
            occurrence: row.id,
            title: `${round.title}（${row.turn_title}）`,
            dueAt: row.due_at.toISOString(),
          },
        ]
  })
}
