import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Database } from '../db/database.ts'

/**
 * Result of a check of the journal. `broken` names the first faulty rows (at most 20) with the
 * fault of each.
 */
export interface JournalCheck {
  readonly rows: number
  readonly head: string
  readonly broken: readonly {
    readonly seq: number
    readonly why: 'altered' | 'missing' | 'out-of-chain' | 'head-differs'
  }[]
}

interface Row {
  readonly seq: number
  readonly text: string
  readonly previous: Buffer
  readonly hash: Buffer
}

const batch = 5000

/**
 * Goes through the hash chain of an organisation from the first row, computing every hash from the
 * stored fields.
 */
export async function verifyJournal(
  db: Kysely<Database>,
  organizationId: string,
): Promise<JournalCheck> {
  const broken: { seq: number; why: JournalCheck['broken'][number]['why'] }[] = []
  let previous: Buffer = createHash('sha256').update(organizationId).digest()
  let seq = 0
  for (;;) {
    const rows = await readPage(db, organizationId, seq)
    for (const row of rows) {
      if (row.seq !== seq + 1) broken.push({ seq: seq + 1, why: 'missing' })
      else if (!row.previous.equals(previous)) broken.push({ seq: row.seq, why: 'out-of-chain' })
      if (!createHash('sha256').update(row.previous).update(row.text).digest().equals(row.hash))
        broken.push({ seq: row.seq, why: 'altered' })
      previous = row.hash
      seq = row.seq
    }
    if (rows.length < batch || broken.length >= 20) break
  }
  const head = await db
    .selectFrom('journal_heads')
    .select(['seq', 'hash'])
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  if (broken.length < 20 && (!head || Number(head.seq) !== seq || !head.hash.equals(previous)))
    broken.push({ seq: Number(head?.seq ?? 0), why: 'head-differs' })
  return { rows: seq, head: previous.toString('hex'), broken: broken.slice(0, 20) }
}

async function readPage(
  db: Kysely<Database>,
  organizationId: string,
  after: number,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select seq::int as seq, journal_text(seq, at, actor, action, subject_kind, subject_id, detail::text) as text, previous, hash
    from journal where organization_id = ${organizationId} and seq > ${after} order by seq limit ${batch}`.execute(
    db,
  )
  return rows
}
