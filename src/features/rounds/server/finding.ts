import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import type { Item } from '#kernel/packs/checklist.ts'
import { itemsAsked, keyOfItem } from '#kernel/rounds/index.ts'
import { actorPerson } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { readsAnswers } from './access.ts'
import { drawnFindingItems } from './drawnFindings.ts'
import { roundsOfTurns } from './edition.ts'
import type { TurnRound } from './edition.ts'
import type { FindingRow } from './store.ts'
import { subjectsOfRows } from './subjects.ts'
import type { Subject } from './subjects.ts'

/** A finding with what its edition and the records say of it. */
export interface OpenedFinding {
  readonly row: FindingRow
  readonly turn: TurnRound
  readonly subject: Subject
  /** The item that it is about; its checklist is the one that the item is written in. */
  readonly asked: { readonly checklist: string; readonly item: Item }
}

/** SQL condition: the actor may read the finding `f` of the occurrence `o`. Whoever found it may, too. */
export function readsFinding(tx: Transaction): RawBuilder<SqlBool> {
  const person = actorPerson(tx) ?? null
  return sql<SqlBool>`(f.found_by = ${person}::uuid or ${readsAnswers(tx)})`
}

/** Findings with what belongs to them; those whose edition cannot be read are left out. */
export async function openFindings(
  tx: Transaction,
  rows: readonly FindingRow[],
): Promise<OpenedFinding[]> {
  const roundOf = await roundsOfTurns(tx, rows)
  const subjectOf = await subjectsOfRows(tx, rows)
  const drawn = await drawnFindingItems(
    tx,
    rows.map((row) => ({ ...row, items: [row.item] })),
    roundOf,
  )
  return rows.flatMap((row) => {
    const turn = roundOf(row)
    const asked =
      turn &&
      (itemsAsked(turn.day.organization.pack.checklists, row.checklist).find(
        (item) => keyOfItem(item) === row.item,
      ) ??
        drawn({ ...row, items: [row.item] }, turn)[0])
    return turn === undefined || asked === undefined
      ? []
      : [{ row, turn, subject: subjectOf(row), asked }]
  })
}

/** Who mended a finding last: they do not look whether it is mended. */
export async function lastMenders(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('finding_acts')
    .distinctOn('finding_id')
    .select(['finding_id', 'person_id'])
    .where('organization_id', '=', tx.organization.id)
    .where('finding_id', 'in', [...ids])
    .where('what', '=', 'mended')
    .orderBy('finding_id')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return new Map(
    rows.flatMap(({ finding_id, person_id }) =>
      person_id === null ? [] : [[finding_id, person_id] as const],
    ),
  )
}
