import { sql } from 'kysely'
import { proofOf } from '#kernel/rounds/index.ts'
import { actorPerson } from '#platform/access/party.ts'
import { chunkRows } from '#platform/db/chunkRows.ts'
import { stateColumns } from '#platform/db/rowStates.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { settleFindings } from './answerFindings.ts'
import { isMachine, isSame, judgeAnswers } from './judging.ts'
import type { Given, Judged, JudgedOccurrence } from './judging.ts'
import type { OpenedOccurrence } from './occurrence.ts'
import { answersIn, isWaiting, stands } from './store.ts'
import type { StandingRow } from './store.ts'

/** What answers left behind in one occurrence. */
export interface Recorded {
  readonly occurrence: OpenedOccurrence
  readonly answered: number
  readonly findings: number
  /** Items that are not answered yet. */
  readonly left: number
  /** 対象外 that nobody has decided yet. */
  readonly waiting: readonly StandingRow[]
}

/**
 * Records answers to items of occurrences that are locked. Refuses all of them where one cannot be.
 * An answer that a person gives twice alike is recorded once.
 */
export async function recordAnswers(tx: Transaction, given: readonly Given[]): Promise<Recorded[]> {
  const present = Map.groupBy(
    await answersIn(
      tx,
      given.map(({ occurrence }) => occurrence.row.id),
    ),
    (row) => row.occurrence_id,
  )
  const judged = await judgeAnswers(tx, given, present)
  const fresh = judged.map(({ occurrence, answers }) => ({
    occurrence,
    answers: answers.filter((answer) => !isSame(tx, answer)),
  }))
  const rows = await writeStandings(tx, fresh)
  const found = await settleFindings(tx, fresh, rows)
  return fresh.map(({ occurrence, answers }) => {
    const standing = new Map(
      [
        ...(present.get(occurrence.row.id) ?? []),
        ...answers.map((answer) => rows.get(answer)!),
      ].map((row) => [row.mechanism, row]),
    )
    const all = occurrence.items.flatMap((item) => standing.get(item.path) ?? [])
    return {
      occurrence,
      answered: answers.length,
      findings: found.get(occurrence.row.id) ?? 0,
      left: occurrence.items.length - all.filter(stands).length,
      waiting: all.filter(isWaiting),
    }
  })
}

/** Ends what stood until now, and writes the answers. */
async function writeStandings(
  tx: Transaction,
  fresh: readonly JudgedOccurrence[],
): Promise<Map<Judged, StandingRow>> {
  const organization_id = tx.organization.id
  const via = isMachine(tx) ? 'machine' : 'person'
  const written = fresh.flatMap(({ occurrence, answers }) =>
    answers.map((answer): [Judged, StandingRow] => [
      answer,
      {
        id: tx.newId(),
        mechanism: answer.asked.path,
        subject_kind: occurrence.row.subject_kind,
        subject_id: occurrence.row.subject_id,
        occurrence_id: occurrence.row.id,
        value: answer.value ?? null,
        outcome: answer.outcome,
        proof: proofOf(answer.asked, { files: answer.files.length, via }),
        comment: answer.comment,
        files: [...answer.files],
        answered_by: actorPerson(tx) ?? null,
        via,
        answered_at: answer.at,
        recorded_at: tx.now,
        accepted: null,
        until_at: null,
      },
    ]),
  )
  if (written.length === 0) return new Map()
  const ended = JSON.stringify(
    written.map(([, { mechanism, subject_kind, subject_id }]) => ({
      mechanism,
      subject_kind,
      subject_id,
    })),
  )
  const ending = sql`update standings s set until_at = ${tx.now}
    from json_to_recordset(${ended}) as e(mechanism text, subject_kind text, subject_id text)
    where s.organization_id = ${organization_id} and s.mechanism = e.mechanism and s.subject_kind = e.subject_kind and s.subject_id = e.subject_id
      and s.until_at is null
    returning ${sql.raw(stateColumns('standings', 's'))}`
  tx.deferWrite({ compile: () => ending.compile(tx.db) })
  for (const rows of chunkRows(written))
    tx.deferWrite(
      tx.db.insertInto('standings').values(
        rows.map(([, row]) => ({
          ...row,
          organization_id,
          value: row.value === null ? null : JSON.stringify(row.value),
        })),
      ),
    )
  return new Map(written)
}
