import { dayOf, fiscalYearOf } from '#kernel/calendar/index.ts'
import { checklistOf, itemsOfTurn, looksAt } from '#kernel/rounds/index.ts'
import type { AskedItem } from '#kernel/packs/checklist.ts'
import type { Round } from '#kernel/packs/round.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'
import { actorPerson } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { readsAnswers, seesOccurrence } from './access.ts'
import { roundsOfTurns } from './edition.ts'
import type { TurnRound } from './edition.ts'
import { actsFor, doersAt, namesOf, partiesAtSubject } from './parties.ts'
import { lockedOccurrences, occurrences } from './store.ts'
import type { OccurrenceRow } from './store.ts'
import { drawnFindingItems } from './drawnFindings.ts'
import { subjectsOfRows } from './subjects.ts'
import type { Subject } from './subjects.ts'

/** An occurrence with all that its turn and the records say of it. */
export interface OpenedOccurrence {
  readonly row: OccurrenceRow
  readonly turn: TurnRound
  readonly subject: Subject
  /** The checklist that it asks; '' where something else closes it. */
  readonly checklist: string
  readonly items: readonly AskedItem[]
}

/** What a turn that was opened at a moment asks of a subject. */
export function itemsAt(
  pack: Pick<Pack, 'checklists' | 'choices'>,
  round: Round,
  subject: Subject,
  openedAt: Date,
): readonly AskedItem[] {
  return itemsOfTurn(pack, round, subject, fiscalYearOf(dayOf(openedAt)))
}

/** How an occurrence of a round is closed: by answers where it may be, else by reading, else elsewhere. */
export function modeOf({ closedBy }: Pick<Round, 'closedBy'>): 'answers' | 'reading' | 'elsewhere' {
  const kinds = new Set(closedBy.map(({ kind }) => kind))
  if (kinds.has('answers')) return 'answers'
  return kinds.has('reading') ? 'reading' : 'elsewhere'
}

/** Rows with what belongs to them; those whose edition cannot be read are left out. */
export async function openAll(
  tx: Transaction,
  rows: readonly OccurrenceRow[],
): Promise<OpenedOccurrence[]> {
  const roundOf = await roundsOfTurns(tx, rows)
  const subjectOf = await subjectsOfRows(tx, rows)
  const drawn = await drawnFindingItems(tx, rows, roundOf)
  return rows.flatMap((row) => {
    const turn = roundOf(row)
    if (turn === undefined) return []
    const subject = subjectOf(row)
    return [
      {
        row,
        turn,
        subject,
        checklist: checklistOf(turn.round) ?? '',
        items: [
          ...drawn(row, turn),
          ...itemsAt(turn.day.organization.pack, turn.round, subject, row.opened_at),
        ],
      },
    ]
  })
}

/** An occurrence whose answers the actor may read. */
export async function readableOccurrence(tx: Transaction, id: string): Promise<OpenedOccurrence> {
  const row = await occurrences(tx)
    .where('o.id', '=', id)
    .where(readsAnswers(tx))
    .executeTakeFirst()
  const [opened] = row === undefined ? [] : await openAll(tx, [row])
  return opened ?? refuse('not-found', { what: nouns.occurrence })
}

/**
 * Occurrences that the actor has to do, locked. Refuses where one is not theirs, or is closed and
 * past its date: until then an answer may still be put right.
 */
export async function ownOccurrences(
  tx: Transaction,
  ids: readonly string[],
): Promise<(OpenedOccurrence & { readonly as: 'self' | 'deputy' | 'program' })[]> {
  const opened = await openAll(tx, await lockedOccurrences(tx, ids))
  if (opened.length < new Set(ids).size) refuse('not-found', { what: nouns.occurrence })
  const own = opened.map((occurrence) => ({
    ...occurrence,
    as: actsFor(tx, doersAt(occurrence.turn, occurrence.subject)),
  }))
  const others = own.filter(({ as }) => as === null)
  if (others.length > 0) await refuseOthers(tx, others)
  for (const { row, turn, subject, checklist } of own)
    if (
      !takesAnswers(tx, row) ||
      (row.closed_at !== null && looksAt(turn.day.organization.pack.checklists, checklist))
    )
      refuse('occurrence-over', { subject: subject.title, round: turn.round.title })
  return own.flatMap(({ as, ...occurrence }) => (as === null ? [] : [{ ...occurrence, as }]))
}

/**
 * Whether an occurrence takes answers: while it is open, and until its date also afterwards, unless
 * the program closed it for a reason of its own. What a step of a case asks takes them until the case goes on.
 */
export function takesAnswers(
  { now }: { readonly now: Date },
  row: Pick<
    OccurrenceRow,
    'closed_at' | 'closed_as' | 'closed_with' | 'due_at' | 'case_id' | 'left_at'
  >,
): boolean {
  if (row.case_id !== null) return row.left_at === null
  if (row.closed_at === null) return true
  return row.due_at >= now && (row.closed_as !== 'program' || row.closed_with === 'answers')
}

/** To who would have it to do, but for being of its unit, that is said. */
function refuseDependent(tx: Transaction, { turn, subject }: OpenedOccurrence): void {
  const { round } = turn
  if (round.independent === undefined) return
  const person = tx.organization.view.persons.get(actorPerson(tx) ?? '')
  if (person === undefined || actsFor(tx, partiesAtSubject(turn, round.by, subject)) === null)
    return
  refuse(
    'not-independent',
    { name: person.name, subject: subject.title, round: round.title },
    { grounds: round.carries.map((provision) => ({ provision, rule: `rounds/${round.id}` })) },
  )
}

/** Refuses whoever would have an occurrence to do, but for being of its unit. */
export async function demandIndependence(tx: Transaction, id: string): Promise<void> {
  const rows = await occurrences(tx).where('o.id', '=', id).execute()
  const [opened] = await openAll(tx, rows)
  if (opened !== undefined && actsFor(tx, doersAt(opened.turn, opened.subject)) === null)
    refuseDependent(tx, opened)
}

/** To who may see an occurrence it is said who does it; for others it is not there. */
async function refuseOthers(tx: Transaction, others: readonly OpenedOccurrence[]): Promise<never> {
  const seen = await occurrences(tx)
    .where(
      'o.id',
      'in',
      others.map(({ row }) => row.id),
    )
    .where(seesOccurrence(tx))
    .execute()
  const [first] = others
  if (first !== undefined) refuseDependent(tx, first)
  if (first === undefined || seen.length < others.length)
    return refuse('not-found', { what: nouns.occurrence })
  const { turn, subject } = first
  return refuse(
    'not-allowed',
    { act: `「${turn.round.title}」`, who: listed(namesOf(tx, doersAt(turn, subject))) },
    {
      grounds: turn.round.carries.map((provision) => ({
        provision,
        rule: `rounds/${turn.round.id}`,
      })),
    },
  )
}
