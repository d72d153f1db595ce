import { dueOfMending, judgeAnswer, keyOfItem, proofOf } from '#kernel/rounds/index.ts'
import { conditionsOn } from '#kernel/rounds/index.ts'
import type { Outcome } from '#kernel/rounds/index.ts'
import { isEmpty } from '#kernel/fields/index.ts'
import { groundsOfFaults } from '#kernel/fields/index.ts'
import type { AskedItem } from '#kernel/packs/checklist.ts'
import { problem, ProblemError, refuse } from '#kernel/problems/index.ts'
import type { FaultWords } from '#kernel/problems/index.ts'
import { momentWords } from '#kernel/words/days.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { sql } from 'kysely'
import { actorPerson } from '#platform/access/party.ts'
import { chunkRows } from '#platform/db/chunkRows.ts'
import { stateColumns } from '#platform/db/rowStates.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { demandOwnFiles } from '#features/files/server/public.ts'
import type { Answer } from '../contract/occurrences.ts'
import { mendingAt, verifiersAt, waiverAt } from './parties.ts'
import type { OpenedOccurrence } from './occurrence.ts'
import { setFindingTasks } from './roundTasks.ts'
import type { FindingToDo } from './roundTasks.ts'
import { answersIn, isWaiting, stands } from './store.ts'
import type { StandingRow } from './store.ts'

/** An answer that passed all checks, with what it replaces. */
interface Judged {
  readonly asked: AskedItem
  readonly value: unknown
  readonly outcome: Outcome
  readonly comment: string | null
  readonly files: readonly string[]
  readonly at: Date
  readonly before: StandingRow | undefined
}

export interface Given {
  readonly occurrence: OpenedOccurrence
  readonly answers: readonly Answer[]
}

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
  const faults: FaultWords[] = []
  const provisions: string[] = []
  const raced: { readonly row: StandingRow; readonly at: string }[] = []
  const judged = given.map(({ occurrence, answers }) => ({
    occurrence,
    answers: judgeAll(tx, occurrence, answers, present.get(occurrence.row.id) ?? [], {
      fault: (fault, broken = []) => {
        faults.push(fault)
        provisions.push(...broken)
      },
      raced: (row, at) => raced.push({ row, at }),
    }),
  }))
  if (faults.length > 0)
    throw new ProblemError(
      problem(
        'input-invalid',
        { count: faults.length },
        { faults, ...groundsOfFaults([{ provisions }]) },
      ),
    )
  refuseRaced(tx, raced)
  await demandFiles(
    tx,
    judged.flatMap(({ answers }) => answers),
  )
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

interface Told {
  fault(fault: FaultWords, provisions?: readonly string[]): void
  raced(row: StandingRow, at: string): void
}

function judgeAll(
  tx: Transaction,
  occurrence: OpenedOccurrence,
  answers: readonly Answer[],
  present: readonly StandingRow[],
  tell: Told,
): Judged[] {
  const items = new Map(occurrence.items.map((item) => [keyOfItem(item), item]))
  const before = new Map(present.map((row) => [row.mechanism, row]))
  const seen = new Set<string>()
  return answers.flatMap((answer, index): Judged[] => {
    const at = `/answers/${index}`
    const asked = items.get(answer.item)
    if (asked === undefined || seen.has(answer.item)) {
      tell.fault({ at: `${at}/item`, detail: asked === undefined ? notAsked : twice })
      return []
    }
    seen.add(answer.item)
    const row = before.get(asked.path)
    if (row !== undefined && isUnseen(tx, row, answer)) tell.raced(row, at)
    const judged = judgeOne(tx, occurrence, asked, answer)
    for (const { detail, provisions } of judged.faults) tell.fault({ at, detail }, provisions)
    return [{ ...judged, asked, at: momentOf(tx, occurrence, answer), before: row }]
  })
}

const notAsked = {
  ja: 'この項目は、ここでは問われていません。ページを読み直してください。',
  en: 'This item is not asked here. Reload the page.',
}
const twice = { ja: '同じ項目に二度答えています。', en: 'The same item is answered twice.' }
const reasonMissing = {
  ja: '対象外である訳を書いてください。',
  en: 'Write why it does not apply.',
}

function judgeOne(
  tx: Transaction,
  { turn, subject }: OpenedOccurrence,
  asked: AskedItem,
  answer: Answer,
) {
  const comment = answer.comment?.trim() || null
  const files = [...(answer.files ?? [])]
  if (answer.notApplicable === true) {
    if (waiverAt(turn, asked) === undefined)
      refuse('waiver-not-offered', { checklist: turn.round.title })
    return {
      value: undefined,
      outcome: 'not-applicable' as const,
      comment,
      files,
      faults: comment === null ? [{ detail: reasonMissing, provisions: [] }] : [],
    }
  }
  const { organization } = turn.day
  const { view, pack } = organization
  const conditions = { ...conditionsOn(subject, pack.choices), today: tx.today }
  const { value, outcome, faults } = judgeAnswer(asked, answer.value, conditions, {
    now: tx.now,
    ...(pack.classification === undefined ? {} : { classification: pack.classification }),
    hasPerson: (id) => view.persons.has(id),
    hasUnit: (id) => view.units.has(id),
  })
  return {
    value,
    outcome,
    comment,
    files,
    faults: faults.map(({ detail, provisions = [] }) => ({ detail, provisions })),
  }
}

/** Whether another person gave the answer that is there, and who answers now has not seen it. */
function isUnseen(tx: Transaction, row: StandingRow, answer: Answer): boolean {
  if (row.answered_by === (actorPerson(tx) ?? null)) return false
  return answer.seen === undefined || Date.parse(answer.seen) !== row.answered_at.getTime()
}

function refuseRaced(
  tx: Transaction,
  raced: readonly { readonly row: StandingRow; readonly at: string }[],
): void {
  const [first] = raced
  if (first === undefined) return
  const said = ({ row }: (typeof raced)[number]) => ({
    by: tx.organization.view.persons.get(row.answered_by ?? '')?.name ?? nouns.program,
    at: momentWords(row.answered_at),
  })
  throw new ProblemError(
    problem('answered-meanwhile', said(first), {
      faults: raced.slice(0, 50).map((each) => {
        const { by, at } = said(each)
        const name = (language: 'ja' | 'en'): string => (typeof by === 'string' ? by : by[language])
        return {
          at: each.at,
          detail: {
            ja: `${name('ja')}さんが${at.ja}に答えています。`,
            en: `${name('en')} answered this at ${at.en}.`,
          },
        }
      }),
    }),
  )
}

/** When an answer was given: as it says, but not before the turn nor after the present. */
function momentOf(tx: Transaction, { row }: OpenedOccurrence, { at }: Answer): Date {
  const said = at === undefined ? tx.now.getTime() : Date.parse(at)
  return new Date(Math.min(tx.now.getTime(), Math.max(said, row.opened_at.getTime())))
}

/** Whether the same person has said the same already. */
function isSame(tx: Transaction, { before, value, outcome, comment, files }: Judged): boolean {
  return (
    before !== undefined &&
    stands(before) &&
    before.until_at === null &&
    before.answered_by === (actorPerson(tx) ?? null) &&
    before.outcome === outcome &&
    before.comment === comment &&
    JSON.stringify(before.files) === JSON.stringify(files) &&
    (isEmpty(before.value)
      ? isEmpty(value)
      : JSON.stringify(before.value) === JSON.stringify(value))
  )
}

/** Files are of whoever answers, or were with the answer before. */
async function demandFiles(tx: Transaction, answers: readonly Judged[]): Promise<void> {
  const files = [...new Set(answers.flatMap((answer) => answer.files))]
  if (files.length === 0) return
  const kept = answers.flatMap(({ before }) => before?.files ?? [])
  await demandOwnFiles(tx, [proofField], { files }, { files: kept })
}
export const proofField = {
  id: 'files',
  title: '証拠のファイル',
  type: 'files',
  required: false,
  search: false,
  column: false,
  carries: [],
} as const

type Fresh = readonly {
  readonly occurrence: OpenedOccurrence
  readonly answers: readonly Judged[]
}[]

/** Ends what stood until now, and writes the answers. */
async function writeStandings(tx: Transaction, fresh: Fresh): Promise<Map<Judged, StandingRow>> {
  const organization_id = tx.organization.id
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
        proof: proofOf(answer.asked, { files: answer.files.length, via: 'person' }),
        comment: answer.comment,
        files: [...answer.files],
        answered_by: actorPerson(tx) ?? null,
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
          via: 'person' as const,
          value: row.value === null ? null : JSON.stringify(row.value),
        })),
      ),
    )
  return new Map(written)
}

/**
 * Opens findings for answers that are not as they should be, and ends those whose item is right
 * again: where somebody looks whether they are mended, they wait for that. Returns how many answers
 * are findings, by occurrence.
 */
async function settleFindings(
  tx: Transaction,
  fresh: Fresh,
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
