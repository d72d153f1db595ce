import type { Move, TransferListRow } from '#kernel/organization/index.ts'
import { dayWords } from '#kernel/words/days.ts'
import { Accepted, Lines, Moves } from './stored.ts'
import { formatEra } from '#kernel/calendar/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { stored } from '#platform/gate/stored.ts'
import type { TransferRow } from '../contract.ts'

/** A transfer as stored. */
export interface TransferRecord {
  readonly id: string
  readonly on: string
  readonly everyone: boolean
  readonly status: TransferRow['status']
  readonly file: string
  readonly sha256: string
  readonly lines: readonly TransferListRow[]
  readonly unused: readonly string[]
  readonly ranks: readonly string[]
  readonly accepted: readonly string[]
  readonly trouble: string | null
  readonly moves: readonly Move[] | null
  readonly made_by: string | null
  readonly made_at: Date
  readonly planned_by: string | null
  readonly planned_at: Date | null
  readonly closed_at: Date | null
  readonly version: number
}

/** One transfer; with `lock`, locked until the transaction ends. */
export async function transferRow(
  tx: Transaction,
  id: string,
  lock = false,
): Promise<TransferRecord> {
  const query = tx.db
    .selectFrom('transfers as t')
    .innerJoin('files as f', (join) =>
      join.onRef('f.organization_id', '=', 't.organization_id').onRef('f.id', '=', 't.file_id'),
    )
    .selectAll('t')
    .select(['f.name', 'f.sha256'])
    .where('t.organization_id', '=', tx.organization.id)
    .where('t.id', '=', id)
  const row =
    (await (lock ? query.forNoKeyUpdate('t') : query).executeTakeFirst()) ??
    refuse('not-found', { what: nouns.transfer })
  const what = `${formatEra(row.effective_on)}の異動`
  return {
    ...row,
    on: row.effective_on,
    file: row.name,
    lines: stored(Lines, row.lines, what),
    moves: stored(Moves, row.moves, what),
    accepted: stored(Accepted, row.accepted, what),
  }
}

/** A transfer that may still be changed, locked. */
export async function openTransfer(tx: Transaction, id: string): Promise<TransferRecord> {
  const row = await transferRow(tx, id, true)
  if (row.status === 'applied' || row.status === 'withdrawn') {
    refuse('transfer-closed', {
      on: dayWords(row.on),
      state:
        row.status === 'applied'
          ? { ja: '反映済み', en: 'applied already' }
          : { ja: '取り下げ済み', en: 'withdrawn' },
    })
  }
  return row
}

interface TransferChange {
  readonly status?: TransferRow['status']
  readonly ranks?: string[]
  readonly accepted?: string
  readonly trouble?: string | null
  readonly moves?: string
  readonly planned_by?: string | null
  readonly planned_at?: Date
  readonly closed_at?: Date
}

export async function changeTransfer(
  tx: Transaction,
  row: Pick<TransferRecord, 'id' | 'version'>,
  change: TransferChange,
): Promise<void> {
  await tx.db
    .updateTable('transfers')
    .set({ ...change, version: row.version + 1 })
    .where('organization_id', '=', tx.organization.id)
    .where('id', '=', row.id)
    .execute()
}
