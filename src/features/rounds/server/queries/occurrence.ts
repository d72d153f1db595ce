import { sql } from 'kysely'
import { fieldToJson, formatValue, isEmpty } from '#kernel/fields/index.ts'
import type { FieldJson } from '#kernel/fields/json.ts'
import type { Item } from '#kernel/packs/checklist.ts'
import { changedItems, headingOf, judgeAnswer, keyOfItem } from '#kernel/rounds/index.ts'
import type { ItemChange } from '#kernel/rounds/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { partyNames } from '#platform/access/party.ts'
import { sayTo, shownLanguage } from '#platform/access/language.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { fileNames, storedFile } from '#features/files/server/public.ts'
import { OccurrenceFilePath, OccurrencePath } from '../../contract/occurrences.ts'
import type { AnswerView, OccurrenceView } from '../../contract/occurrences.ts'
import { hasPart, readsAnswers } from '../access.ts'
import { underEdition } from '../edition.ts'
import { modeOf, openAll, readableOccurrence, takesAnswers } from '../occurrence.ts'
import type { OpenedOccurrence } from '../occurrence.ts'
import {
  actsFor,
  doersAt,
  mendersAt,
  namesOf,
  verifiersAt,
  waiverAt,
  waiversAt,
} from '../parties.ts'
import { answersIn, findings, isWaiting, occurrences, standings } from '../store.ts'
import type { StandingRow } from '../store.ts'
import { registerOfEach, subjectView } from './subjectView.ts'
import { closerOf, closingWords, pageOf } from './words.ts'

/** An occurrence that the actor may read: it is theirs in some part, or they decide in somebody's place. */
async function readable(tx: Transaction, id: string): Promise<OpenedOccurrence> {
  const row = await occurrences(tx).where('o.id', '=', id).executeTakeFirst()
  const [opened] = row === undefined ? [] : await openAll(tx, [row])
  if (opened !== undefined && (await acceptable(tx, opened)).size > 0) return opened
  return readableOccurrence(tx, id)
}

/** The places of the items that wait to be decided as not applying, and that the actor may decide. */
async function acceptable(
  tx: Transaction,
  { row, turn, subject, items }: OpenedOccurrence,
): Promise<ReadonlySet<string>> {
  if (row.waiting === 0) return new Set()
  const waiting = (await answersIn(tx, [row.id])).filter(isWaiting)
  return new Set(
    waiting.flatMap(({ mechanism, answered_by: by }) => {
      const item = items.find(({ path }) => path === mechanism)
      const parties = item && waiversAt(turn, item, subject)
      return parties !== undefined && actsFor(tx, parties, by === null ? [] : [by]) !== null
        ? [mechanism]
        : []
    }),
  )
}

/** One subject of a turn: what is asked of it, what was answered now and the last time. */
export const occurrence = defineQuery({
  name: 'round.occurrence',
  input: OccurrencePath,
  authorise: (tx, input) => readable(tx, input.id),
  run: (tx, _input, opened) => viewOf(tx, opened),
})

async function viewOf(tx: Transaction, opened: OpenedOccurrence) {
  const { row, turn, subject } = opened
  const { round, day } = turn
  const doers = doersAt(turn, subject)
  const mode = modeOf(round)
  const mine = takesAnswers(tx, row) && actsFor(tx, doers) !== null
  return {
    id: row.id,
    round: row.round,
    roundTitle: round.title,
    turnTitle: row.turn_title,
    subject: subjectView(tx, row, registerOfEach(round.each)),
    who: namesOf(tx, doers),
    dueAt: row.due_at.toISOString(),
    late: row.closed_at === null && row.due_at < tx.now,
    closedAt: row.closed_at?.toISOString() ?? null,
    closedBy: closerOf(tx, row),
    carries: [...round.carries],
    mode,
    items: await itemViews(tx, opened),
    elsewhere: [
      ...(round.course === undefined ? [] : [{ title: sayTo(tx, courseWords), href: '/courses' }]),
      ...round.closedBy
        .filter(({ kind }) => kind !== 'answers' && kind !== 'reading')
        .map((closing) => ({
          title: sayTo(tx, closingWords(day, closing)),
          href: pageOf(closing, subject),
        })),
    ],
    caseId: row.case_id,
    mayAnswer: mine && mode !== 'elsewhere',
    findings: await findingViews(tx, opened),
    nextId: await nextOf(tx, opened),
  }
}

/** What a course or a session closes stands on the page of training. */
const courseWords = { ja: '研修を受ける', en: 'Take the training' }

async function itemViews(tx: Transaction, opened: OpenedOccurrence) {
  const { row, items, turn, checklist } = opened
  const { checklists } = turn.day.organization.pack
  const mine = await acceptable(tx, opened)
  const now = new Map((await answersIn(tx, [row.id])).map((each) => [each.mechanism, each]))
  const before = new Map((await answersBefore(tx, opened)).map((each) => [each.mechanism, each]))
  const shown = await answerViews(tx, [...now.values(), ...before.values()])
  const changes = await changesSinceRead(tx, opened)
  return items.map((asked) => {
    const { item } = asked
    const waiver = waiverAt(turn, asked)
    const view = (answer: StandingRow | undefined): AnswerView | null =>
      answer === undefined ? null : shown(answer, item)
    return {
      key: keyOfItem(asked),
      question: row.subject_kind === 'person' ? (item.ask ?? item.title) : item.title,
      field: underHeading(fieldToJson(fieldOf(item)), headingOf(checklists, asked, checklist)),
      yesNo: item.type === 'yes-no' && judgeAnswer(asked, true, {}).outcome === 'kept',
      proof: item.proof ?? null,
      carries: [...item.carries],
      change: changes.get(keyOfItem(asked)) ?? null,
      answer: view(now.get(asked.path)),
      before: view(before.get(asked.path)),
      waivedBy: waiver === undefined ? null : sayTo(tx, partyNames(turn.day, [waiver])),
      mayAccept: mine.has(asked.path),
    }
  })
}

/** What says something else than when the subject read it last; nothing where they never did. */
async function changesSinceRead(
  tx: Transaction,
  { row, turn, checklist }: OpenedOccurrence,
): Promise<ReadonlyMap<string, ItemChange>> {
  if (modeOf(turn.round) !== 'reading') return new Map()
  const read = await occurrences(tx)
    .where('o.subject_kind', '=', row.subject_kind)
    .where('o.subject_id', '=', row.subject_id)
    .where('o.round', '=', row.round)
    .where('o.closed_with', '=', 'reading')
    .where('t.opened_at', '<', row.opened_at)
    .orderBy('o.closed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (read === undefined) return new Map()
  const before = (await underEdition(tx, read.edition_hash)).organization.pack.checklists
  return changedItems(before, turn.day.organization.pack.checklists, checklist)
}

function underHeading(field: FieldJson, heading: string | undefined): FieldJson {
  return heading === undefined ? field : { ...field, heading }
}

/** An item as the field that a person fills; whether it is asked is decided already. */
function fieldOf({ ask: _ask, proof: _proof, applies: _applies, when: _when, ...field }: Item) {
  return field
}

/** The last answers to the items about the subject from before this occurrence. */
async function answersBefore(
  tx: Transaction,
  { row, items }: OpenedOccurrence,
): Promise<StandingRow[]> {
  if (items.length === 0) return []
  return (
    standings(tx)
      .distinctOn('s.mechanism')
      .where('s.subject_kind', '=', row.subject_kind)
      .where('s.subject_id', '=', row.subject_id)
      .where(
        's.mechanism',
        'in',
        items.map(({ path }) => path),
      )
      .where('s.occurrence_id', '<>', row.id)
      // Of another round only what the actor may read there, too.
      .where(
        sql<boolean>`exists (select from occurrences o where o.organization_id = s.organization_id and o.id = s.occurrence_id
        and (o.round = ${row.round} or ${readsAnswers(tx)}))`,
      )
      .where(
        's.recorded_at',
        '<',
        sql<Date>`(select coalesce(min(n.recorded_at), ${tx.now}) from standings n
      where n.organization_id = s.organization_id and n.occurrence_id = ${row.id} and n.mechanism = s.mechanism)`,
      )
      .orderBy('s.mechanism')
      .orderBy('s.recorded_at', 'desc')
      .orderBy('s.id', 'desc')
      .execute()
  )
}

/** Answers as a person reads them. */
async function answerViews(
  tx: Transaction,
  rows: readonly StandingRow[],
): Promise<(row: StandingRow, item: Item) => AnswerView> {
  const names = await fileNames(
    tx,
    rows.flatMap(({ files }) => files),
  )
  return (row, item) => ({
    value: row.value,
    shown: shownValue(tx, item, row),
    outcome: row.outcome,
    proof: row.proof,
    comment: row.comment,
    files: row.files.map((id) => ({ id, name: names.get(id) ?? '' })),
    by:
      tx.organization.view.persons.get(row.answered_by ?? '')?.name ??
      (row.via === 'machine' ? sayTo(tx, nouns.machine) : null),
    at: row.answered_at.toISOString(),
    accepted: row.outcome === 'not-applicable' ? row.accepted : null,
  })
}

const notApplicable = { ja: '対象外', en: 'does not apply' }
const empty = { ja: '（何も書かれていません）', en: '(left empty)' }

export function shownValue(tx: Transaction, item: Item, { outcome, value }: StandingRow): string {
  if (outcome === 'not-applicable') return sayTo(tx, notApplicable)
  if (isEmpty(value)) return sayTo(tx, empty)
  const { view, pack } = tx.organization
  return formatValue(fieldOf(item), value, {
    person: (id) => view.persons.get(id)?.name,
    unit: (id) => view.units.get(id)?.title,
    dates: 'era',
    language: shownLanguage(tx),
    ...(pack.classification === undefined ? {} : { classification: pack.classification }),
  })
}

async function findingViews(
  tx: Transaction,
  { row, turn, subject, items }: OpenedOccurrence,
): Promise<OccurrenceView['findings']> {
  const rows = await findings(tx).where('f.occurrence_id', '=', row.id).orderBy('f.id').execute()
  const byKey = new Map(items.map((item) => [keyOfItem(item), item]))
  return rows.flatMap((found) => {
    const item = byKey.get(found.item)
    if (item === undefined) return []
    const parties =
      found.state === 'mended' ? verifiersAt(turn, item, subject) : mendersAt(turn, item, subject)
    return [
      {
        id: found.id,
        item: found.item,
        state: found.state,
        who: namesOf(tx, parties ?? []),
        dueOn: found.due_on,
      },
    ]
  })
}

/** The next open occurrence of the turn that waits for the actor: after this one, then from the beginning. */
async function nextOf(tx: Transaction, { row }: OpenedOccurrence): Promise<string | null> {
  const next = await occurrences(tx)
    .where('o.turn_id', '=', row.turn_id)
    .where('o.closed_at', 'is', null)
    .where(sql<boolean>`(o.asked = 0 or o.answered < o.asked)`)
    .where('o.id', '<>', row.id)
    .where(hasPart(tx, 'does'))
    .orderBy(sql`(o.subject_title, o.id) > (${row.subject_title}, ${row.id}::uuid)`, 'desc')
    .orderBy('o.subject_title')
    .orderBy('o.id')
    .limit(1)
    .executeTakeFirst()
  return next?.id ?? null
}

/** The proof of an answer in an occurrence, or of the one before. */
export const occurrenceFile = defineQuery({
  name: 'round.file',
  input: OccurrenceFilePath,
  async authorise(tx, input) {
    const opened = await readable(tx, input.id)
    const answers = [...(await answersIn(tx, [input.id])), ...(await answersBefore(tx, opened))]
    return answers.some(({ files }) => files.includes(input.file))
      ? input.file
      : refuse('not-found', { what: nouns.file })
  },
  run: (tx, _input, file) => storedFile(tx, file),
})
