import type { AboutEntry } from '#kernel/procedures/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { OtherCase } from '../contract/door.ts'
import { mayReadCase } from './access.ts'
import { openCasesAbout } from './locks.ts'
import { readableState } from './state.ts'

/** The open cases about the same entries that the actor may read, without the case itself. */
export async function otherCases(
  tx: Transaction,
  about: readonly AboutEntry[],
  self?: string,
): Promise<OtherCase[]> {
  const found = await openCasesAbout(
    tx,
    about.map(({ id }) => id),
  )
  const ids = [...found.keys()].filter((id) => id !== self)
  if (ids.length === 0) return []
  const rows = await tx.db
    .selectFrom('cases')
    .select(['id', 'number', 'subject', 'state'])
    .where('organization_id', '=', tx.organization.id)
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
  return rows.flatMap((row) => {
    const state = readableState(row)
    if (state === undefined || !mayReadCase(tx, state)) return []
    const procedure = tx.organization.pack.procedures.get(state.procedure)
    return [
      {
        id: row.id,
        number: row.number,
        subject: row.subject,
        step: procedure?.steps.get(state.step ?? '')?.title ?? '',
        entry: about.find(({ id }) => id === found.get(row.id))?.title ?? '',
      },
    ]
  })
}
