import { useSyncExternalStore } from 'react'
import type { FormField } from '#ui/form/types.ts'
import type { AnswerView, ItemView, OccurrenceView } from '../../contract/occurrences.ts'
import { keptAnswers } from './queue.ts'
import type { KeptAnswer } from './storage.ts'

/** An item with what this device knows of its answer beyond what the server knows. */
export interface AskedItem {
  readonly item: ItemView
  readonly field: FormField
  /** The answer on this device that the server has not taken yet. */
  readonly kept: KeptAnswer | undefined
  /** Why the server did not take the last answer. */
  readonly refused: string | undefined
  readonly isAnswered: boolean
}

/** The items of an occurrence with their answers: the server's, and over them those of this device. */
export function useAnswers({ id, items }: OccurrenceView): readonly AskedItem[] {
  const all = useSyncExternalStore(keptAnswers.watch, keptAnswers.get)
  const mine = all.filter(({ occurrence }) => occurrence === id)
  return items.map((item) => {
    const last = mine.findLast(({ answers }) => answers.some((answer) => answer.item === item.key))
    const kept = last?.answers.findLast((answer) => answer.item === item.key)
    return {
      item,
      field: item.field,
      kept: last?.refused === undefined ? kept : undefined,
      refused: last?.refused,
      isAnswered: (kept !== undefined && last?.refused === undefined) || item.answer !== null,
    }
  })
}

/** How an answer on this device is drawn: what it says of the item, where that can be seen here. */
export function outcomeOf(
  item: ItemView,
  { value, notApplicable }: KeptAnswer,
): AnswerView['outcome'] | undefined {
  if (notApplicable === true) return 'not-applicable'
  if (!item.yesNo) return undefined
  return value === true ? 'kept' : 'finding'
}
