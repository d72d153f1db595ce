import { looksAt } from '#kernel/rounds/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import {
  actsFor,
  demandIndependence,
  doersAt,
  ownOccurrences,
  readableOccurrence,
} from '#features/rounds/server/public.ts'
import type { OpenedOccurrence } from '#features/rounds/server/public.ts'

/** Whether an occurrence looks at what others answered. */
export const isAudit = ({ turn, checklist }: Pick<OpenedOccurrence, 'turn' | 'checklist'>) =>
  looksAt(turn.day.organization.pack.checklists, checklist)

export const doesIt = (tx: Transaction, { turn, subject }: OpenedOccurrence): boolean =>
  actsFor(tx, doersAt(turn, subject)) !== null

/**
 * An audit whose papers the actor may read. While it is going on, those who do it; when it is over
 * also whoever it is about.
 */
export async function readableAudit(tx: Transaction, id: string): Promise<OpenedOccurrence> {
  await demandIndependence(tx, id)
  const opened = await readableOccurrence(tx, id)
  if (!isAudit(opened) || (opened.row.closed_at === null && !doesIt(tx, opened)))
    return refuse('not-found', { what: nouns.occurrence })
  return opened
}

/** An audit that the actor does and that is not over, locked against others. */
export async function ownAudit(tx: Transaction, id: string): Promise<OpenedOccurrence> {
  const [own] = await ownOccurrences(tx, [id])
  return own !== undefined && isAudit(own) ? own : refuse('not-found', { what: nouns.occurrence })
}
