import { sql } from 'kysely'
import { dueOfMending, keyOfItem } from '#kernel/rounds/index.ts'
import { actorPerson } from '#platform/access/party.ts'
import { chunkRows } from '#platform/db/chunkRows.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { Judged, JudgedOccurrence } from './judging.ts'
import { mendingAt, verifiersAt } from './parties.ts'
import { setFindingTasks } from './roundTasks.ts'
import type { FindingToDo } from './roundTasks.ts'
import type { StandingRow } from './store.ts'

/**
 * Opens findings for answers that are not as they should be, and ends those whose item is right
 * again: where somebody looks whether they are mended, they wait for that. Returns how many answers
 * are findings, by occurrence.
 */
export async function settleFindings(
  tx: Transaction,
  fresh: readonly JudgedOccurrence[],
  rows: ReadonlyMap<Judged, StandingRow>,
): Promise<ReadonlyMap<string, number>> {
  const organization_id = tx.organization.id
  const each = fresh.flatMap(({ occurrence, answers }) =>
    answers.map((answer) => ({ occurrence, answer, row: rows.get(answer)! })),
  )
  if (each.length === 0) return new Map()
  const known = await openFindings(
    tx,
    each.map(({ row }) => row),
  )
  const todo: FindingToDo[] = []
  const acts: { finding: string; what: 'mended' | 'returned' }[] = []
  for (const { occurrence, answer, row } of each) {
    const { asked, outcome } = answer
    if (outcome === 'not-applicable') continue
    const finding = known.get(`${row.mechanism} ${row.subject_kind} ${row.subject_id}`)
    const toDo = (id: string, state: FindingToDo['state'], dueOn: string): FindingToDo => ({
      id,
      state,
      dueOn,
      item: { checklist: asked.checklist, title: asked.item.title },
      subject: occurrence.subject,
      turn: occurrence.turn,
      menders: state === 'mended' ? [actorPerson(tx) ?? ''] : [],
    })
    if (outcome === 'finding' && finding === undefined) {
      const dueOn = dueOfMending(mendingAt(occurrence.turn, asked).within, tx.now.toISOString())
      const id = tx.newId()
      tx.deferWrite(
        tx.db.insertInto('findings').values({
          organization_id,
          id,
          mechanism: row.mechanism,
          checklist: occurrence.checklist,
          item: keyOfItem(asked),
          subject_kind: row.subject_kind,
          subject_id: row.subject_id,
          subject_title: occurrence.subject.title,
          unit_id: occurrence.subject.unit,
          occurrence_id: row.occurrence_id,
          standing_id: row.id,
          found_by: row.answered_by,
          found_at: row.answered_at,
          due_on: dueOn,
          state: 'open',
        }),
      )
      todo.push(toDo(id, 'open', dueOn))
    } else if (outcome === 'finding' && finding?.state === 'mended') {
      changeFinding(tx, finding.id, 'open')
      acts.push({ finding: finding.id, what: 'returned' })
      todo.push(toDo(finding.id, 'open', finding.due_on))
    } else if (outcome === 'kept' && finding?.state === 'open') {
      const looks = verifiersAt(occurrence.turn, asked, occurrence.subject) !== undefined
      const state = looks ? 'mended' : 'closed'
      changeFinding(tx, finding.id, state)
      acts.push({ finding: finding.id, what: 'mended' })
      todo.push(toDo(finding.id, state, finding.due_on))
    }
  }
  writeActs(tx, acts)
  await setFindingTasks(tx, todo)
  return new Map(
    fresh.map(({ occurrence, answers }) => [
      occurrence.row.id,
      answers.filter(({ outcome }) => outcome === 'finding').length,
    ]),
  )
}

/** Findings on these items and subjects that are not closed, by both, locked. */
async function openFindings(tx: Transaction, rows: readonly StandingRow[]) {
  const asked = JSON.stringify(
    rows.map(({ mechanism, subject_kind, subject_id }) => ({
      mechanism,
      subject_kind,
      subject_id,
    })),
  )
  const { rows: found } = await sql<{
    id: string
    mechanism: string
    subject_kind: string
    subject_id: string
    state: 'open' | 'mended'
    due_on: string
  }>`
    select f.id, f.mechanism, f.subject_kind, f.subject_id, f.state, f.due_on
    from json_to_recordset(${asked}) as e(mechanism text, subject_kind text, subject_id text)
    join findings f on f.organization_id = ${tx.organization.id} and f.mechanism = e.mechanism and f.subject_kind = e.subject_kind
      and f.subject_id = e.subject_id and f.state <> 'closed'
    order by f.id for no key update of f`.execute(tx.db)
  return new Map(
    found.map((row) => [`${row.mechanism} ${row.subject_kind} ${row.subject_id}`, row]),
  )
}

/** Moves a finding that is locked to another state. */
export function changeFinding(
  tx: Transaction,
  id: string,
  state: 'open' | 'mended' | 'closed',
): void {
  tx.deferWrite(
    tx.db
      .updateTable('findings')
      .set((eb) => ({
        state,
        version: eb('version', '+', 1),
        closed_at: state === 'closed' ? tx.now : null,
      }))
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id),
  )
}

/** Writes what happened to findings. */
export function writeActs(
  tx: Transaction,
  acts: readonly {
    readonly finding: string
    readonly what: 'mended' | 'returned' | 'verified'
    readonly comment?: string | null
    readonly files?: readonly string[]
  }[],
): void {
  for (const part of chunkRows(acts))
    tx.deferWrite(
      tx.db.insertInto('finding_acts').values(
        part.map(({ finding, what, comment = null, files = [] }) => ({
          organization_id: tx.organization.id,
          id: tx.newId(),
          finding_id: finding,
          what,
          at: tx.now,
          person_id: actorPerson(tx) ?? null,
          comment,
          files: [...files],
        })),
      ),
    )
}
