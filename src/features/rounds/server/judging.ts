import { conditionsOn, judgeAnswer, keyOfItem } from '#kernel/rounds/index.ts'
import type { Outcome } from '#kernel/rounds/index.ts'
import { groundsOfFaults, isEmpty } from '#kernel/fields/index.ts'
import type { AskedItem } from '#kernel/packs/checklist.ts'
import { problem, ProblemError, refuse } from '#kernel/problems/index.ts'
import type { FaultWords } from '#kernel/problems/index.ts'
import { momentWords } from '#kernel/words/days.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { demandOwnFiles } from '#features/files/server/public.ts'
import type { Answer } from '../contract/occurrences.ts'
import { waiverAt } from './parties.ts'
import type { OpenedOccurrence } from './occurrence.ts'
import { stands } from './store.ts'
import type { StandingRow } from './store.ts'

/** An answer that passed all checks, with what it replaces. */
export interface Judged {
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
  /** The places of the answers in the request, where not all of it is about this occurrence. */
  readonly places?: readonly number[]
}

/** The actor of what machines answer. */
export const machineActor = 'machine'

/** Whether a machine answers. */
export const isMachine = ({ actor }: Pick<Transaction, 'actor'>): boolean =>
  actor.kind === 'program' && actor.name === machineActor

/** An occurrence with the answers to it that were judged. */
export interface JudgedOccurrence {
  readonly occurrence: OpenedOccurrence
  readonly answers: readonly Judged[]
}

/**
 * Judges answers to items of occurrences by what is answered there. Refuses all of them where one
 * cannot be: it is none, breaks a provision, or another person's answer was not seen.
 */
export async function judgeAnswers(
  tx: Transaction,
  given: readonly Given[],
  present: ReadonlyMap<string, readonly StandingRow[]>,
): Promise<JudgedOccurrence[]> {
  const faults: FaultWords[] = []
  const provisions: string[] = []
  const raced: { readonly row: StandingRow; readonly at: string }[] = []
  const judged = given.map(({ occurrence, answers, places }) => ({
    occurrence,
    answers: judgeAll(tx, { occurrence, answers, places }, present.get(occurrence.row.id) ?? [], {
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
  return judged
}

interface Told {
  fault(fault: FaultWords, provisions?: readonly string[]): void
  raced(row: StandingRow, at: string): void
}

function judgeAll(
  tx: Transaction,
  { occurrence, answers, places }: Given,
  present: readonly StandingRow[],
  tell: Told,
): Judged[] {
  const items = new Map(occurrence.items.map((item) => [keyOfItem(item), item]))
  const before = new Map(present.map((row) => [row.mechanism, row]))
  const seen = new Set<string>()
  return answers.flatMap((answer, index): Judged[] => {
    const at = `/answers/${places?.[index] ?? index}`
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
  // What was measured last is so, whoever said what before.
  if (isMachine(tx) || row.answered_by === (actorPerson(tx) ?? null)) return false
  return answer.seen === undefined || Date.parse(answer.seen) !== row.answered_at.getTime()
}

function refuseRaced(
  tx: Transaction,
  raced: readonly { readonly row: StandingRow; readonly at: string }[],
): void {
  const [first] = raced
  if (first === undefined) return
  const said = ({ row }: (typeof raced)[number]) => {
    const name = tx.organization.view.persons.get(row.answered_by ?? '')?.name
    return {
      by: name === undefined ? nouns.machine : { ja: `${name}さん`, en: name },
      at: momentWords(row.answered_at),
    }
  }
  throw new ProblemError(
    problem('answered-meanwhile', said(first), {
      faults: raced.slice(0, 50).map((each) => {
        const { by, at } = said(each)
        return {
          at: each.at,
          detail: {
            ja: `${by.ja}が${at.ja}に答えています。`,
            en: `${by.en} answered this at ${at.en}.`,
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
export function isSame(
  tx: Transaction,
  { before, value, outcome, comment, files }: Judged,
): boolean {
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

/** The field under which faults of the files of an answer are said. */
export const proofField = {
  id: 'files',
  title: '証拠のファイル',
  type: 'files',
  required: false,
  search: false,
  column: false,
  carries: [],
} as const
