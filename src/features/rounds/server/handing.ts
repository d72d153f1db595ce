import { sql } from 'kysely'
import { stateColumns } from '#platform/db/rowStates.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { lastMenders, openFindings } from './finding.ts'
import { roundsOfTurns } from './edition.ts'
import { partsAt } from './parties.ts'
import { replaceParties } from './openTurn.ts'
import { setFindingTasks } from './roundTasks.ts'
import { findings, occurrences } from './store.ts'
import type { OccurrenceRow } from './store.ts'
import { subjectsOfRows } from './subjects.ts'

type Parts = ReturnType<typeof partsAt>

/** An occurrence whose findings belong to others than before; with its parties, where it is over. */
export interface FindingsToHand {
  readonly occurrence: OccurrenceRow
  readonly parts?: Parts
}

/** A part that somebody has in an occurrence, as text. */
export const textOfPart = ({ part, place }: Parts[number]): string => `${part} ${place}`

/** Occurrences of a round that are over, with findings that are not, where others have to do with them now. */
export async function findingsToHand(
  tx: Transaction,
  round: string,
): Promise<(FindingsToHand & { readonly parts: Parts })[]> {
  const rows = await occurrences(tx)
    .select(
      sql<
        string[]
      >`array(select p.part || ' ' || p.place from occurrence_parties p where p.organization_id = o.organization_id and p.occurrence_id = o.id)`.as(
        'places',
      ),
    )
    .where('o.round', '=', round)
    .where('o.closed_at', 'is not', null)
    .where(
      sql<boolean>`o.id in (select f.occurrence_id from findings f where f.organization_id = ${tx.organization.id} and f.state <> 'closed')`,
    )
    .orderBy('o.id')
    .execute()
  if (rows.length === 0) return []
  const roundOf = await roundsOfTurns(tx, rows)
  const subjectOf = await subjectsOfRows(tx, rows)
  return rows.flatMap((occurrence) => {
    const turn = roundOf(occurrence)
    if (turn === undefined) return []
    const parts = partsAt(turn, subjectOf(occurrence))
    const texts = new Set(parts.map(textOfPart))
    const { places } = occurrence
    return places.length === texts.size && places.every((place) => texts.has(place))
      ? []
      : [{ occurrence, parts }]
  })
}

/** Gives findings of occurrences to those who have to do with them now. */
export async function handFindings(
  tx: Transaction,
  hands: readonly FindingsToHand[],
): Promise<void> {
  if (hands.length === 0) return
  for (const { occurrence, parts } of hands)
    if (parts !== undefined) replaceParties(tx, occurrence.turn_id, occurrence.id, parts)
  const rows = await findings(tx)
    .where(
      'f.occurrence_id',
      'in',
      hands.map(({ occurrence }) => occurrence.id),
    )
    .where('f.state', '<>', 'closed')
    .orderBy('f.id')
    .execute()
  if (rows.length === 0) return
  const opened = await openFindings(tx, rows)
  const moved = JSON.stringify(
    opened.map(({ row, subject }) => ({ id: row.id, unit: subject.unit })),
  )
  const moving = sql`update findings f set unit_id = m.unit from json_to_recordset(${moved}) as m(id uuid, unit uuid)
    where f.organization_id = ${tx.organization.id} and f.id = m.id and f.unit_id is distinct from m.unit
    returning ${sql.raw(stateColumns('findings', 'f'))}`
  tx.deferWrite({ compile: () => moving.compile(tx.db) })
  const menders = await lastMenders(
    tx,
    rows.map(({ id }) => id),
  )
  await setFindingTasks(
    tx,
    opened.map(({ row, subject, turn, asked }) => ({
      id: row.id,
      state: row.state,
      dueOn: row.due_on,
      item: { checklist: asked.checklist, title: asked.item.title },
      subject,
      turn,
      menders: row.state === 'mended' ? [menders.get(row.id) ?? ''] : [],
    })),
  )
}
