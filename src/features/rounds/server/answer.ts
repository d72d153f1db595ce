import { keyOfItem } from '#kernel/rounds/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { AnswerItems, AnswerMany, OccurrencePath } from '../contract/occurrences.ts'
import type { Answer, AnswerReceipt } from '../contract/occurrences.ts'
import { modeOf, ownOccurrences } from './occurrence.ts'
import type { OpenedOccurrence } from './occurrence.ts'
import { recordAnswers } from './record.ts'
import type { Given } from './judging.ts'
import type { Recorded } from './record.ts'
import { settleOccurrences } from './settle.ts'
import { keyOfRow } from './subjects.ts'

export type Own = OpenedOccurrence & { readonly as: 'self' | 'deputy' | 'program' }

/** Answers items of a subject. */
export const answerItems = defineAction({
  name: 'round.answer',
  title: { ja: '点検に答えた', en: 'Answered items of a checklist' },
  input: AnswerItems,
  authorise: (tx, input) => ownOccurrences(tx, [input.id]),
  async run(tx, input, own) {
    const [occurrence] = demandAnswered(own)
    const receipt = await answer(tx, [{ occurrence: occurrence!, answers: input.answers }])
    return {
      result: receipt,
      event: {
        subject: { kind: 'occurrence', id: input.id },
        detail: { ...detailOf(occurrence!), ...saidIn(input.answers), ...receipt },
      },
    }
  },
})

/** Answers one item alike for many subjects of a round. */
export const answerMany = defineAction({
  name: 'round.answer-many',
  title: { ja: '一つの項目にまとめて答えた', en: 'Answered one item for many subjects' },
  input: AnswerMany,
  authorise: (tx, input) => ownOccurrences(tx, input.occurrences),
  async run(tx, input, own) {
    const { round, occurrences: _occurrences, ...given } = input
    if (own.some(({ row }) => row.round !== round)) refuse('not-found', { what: nouns.occurrence })
    const receipt = await answer(
      tx,
      newestOf(demandAnswered(own)).map((occurrence) => ({ occurrence, answers: [given] })),
    )
    return {
      result: receipt,
      event: {
        subject: { kind: 'round', id: round },
        detail: {
          item: input.item,
          occurrences: own.map(({ row }) => row.id),
          subjects: own.slice(0, 50).map(({ subject }) => subject.title),
          ...receipt,
        },
      },
    }
  },
})

/** Confirms that the items were read. */
export const confirmReading = defineAction({
  name: 'round.read',
  title: { ja: '読んだことを確かめた', en: 'Confirmed having read' },
  input: OccurrencePath,
  authorise: (tx, input) => ownOccurrences(tx, [input.id]),
  async run(tx, input, own) {
    const [occurrence] = own
    if (occurrence === undefined || modeOf(occurrence.turn.round) !== 'reading')
      refuse('not-found', { what: nouns.occurrence })
    await settleOccurrences(tx, [{ occurrence, left: 0, waiting: [], closedWith: 'reading' }])
    const receipt: AnswerReceipt = {
      answered: occurrence.items.length,
      findings: 0,
      left: 0,
      closed: true,
    }
    return {
      result: receipt,
      event: {
        subject: { kind: 'occurrence', id: input.id },
        detail: {
          ...detailOf(occurrence),
          edition: occurrence.row.edition_hash,
          items: occurrence.items.map(keyOfItem),
        },
      },
    }
  },
})

function demandAnswered(own: readonly Own[]): readonly Own[] {
  if (own.some(({ turn }) => modeOf(turn.round) !== 'answers'))
    refuse('not-found', { what: nouns.occurrence })
  return own
}

/** One occurrence a subject: what is answered in the last turn counts for the earlier ones, too. */
function newestOf(own: readonly Own[]): readonly Own[] {
  const sorted = own.toSorted((a, b) => a.row.opened_at.getTime() - b.row.opened_at.getTime())
  return [...new Map(sorted.map((each) => [keyOfRow(each.row), each])).values()]
}

/** Records answers, closes what they complete, and sets the tasks that follow. */
export async function answer(
  tx: Transaction,
  given: readonly (Given & { readonly occurrence: Own })[],
): Promise<AnswerReceipt> {
  const recorded = await recordAnswers(tx, given)
  const settled = recorded.map((each, index) => ({
    ...each,
    occurrence: given[index]!.occurrence,
    closedWith: isDone(each) ? 'answers' : null,
  }))
  await settleOccurrences(tx, settled)
  const sum = (of: (each: Recorded) => number): number =>
    recorded.reduce((total, each) => total + of(each), 0)
  return {
    answered: sum(({ answered }) => answered),
    findings: sum(({ findings }) => findings),
    left: sum(({ left }) => left),
    closed: settled.every(
      ({ occurrence, closedWith }) => occurrence.row.closed_at !== null || closedWith !== null,
    ),
  }
}

/** All items are answered, and nobody has to decide about any of the answers. */
export const isDone = ({ left, waiting }: Pick<Recorded, 'left' | 'waiting'>): boolean =>
  left === 0 && waiting.length === 0

const detailOf = ({ row, subject }: OpenedOccurrence) => ({
  round: row.round,
  turn: row.turn_id,
  subject: subject.title,
})

/** The items that were answered, for the journal; what was answered stands in the rows it proves. */
const saidIn = (answers: readonly Answer[]) => ({ items: answers.map(({ item }) => item) })
