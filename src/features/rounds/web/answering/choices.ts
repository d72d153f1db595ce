import { useCommonTexts, useTexts } from '#ui/i18n/index.ts'
import type { AnswerView, ItemView } from '../../contract/occurrences.ts'
import { text } from '../text.ts'
import type { KeptAnswer } from './storage.ts'

/** An answer that is given by one press. */
export interface AnswerChoice {
  readonly id: string
  readonly title: string
  readonly shape?: '○' | '×' | '−'
  readonly value?: unknown
  readonly notApplicable?: true
  /** Asks for a word before it is given. */
  readonly asksWhy: boolean
}

const mostKeys = 4

/** The answers of an item that are given by one press; none where something is written instead. */
export function useChoices(item: ItemView, mayWaive: boolean): readonly AnswerChoice[] {
  const say = useTexts(text)
  const common = useCommonTexts()
  const waive: readonly AnswerChoice[] = mayWaive
    ? [{ id: 'na', title: say('notApplicable'), shape: '−', notApplicable: true, asksWhy: true }]
    : []
  const { field, yesNo } = item
  if (yesNo)
    return [
      { id: 'yes', title: common('yes'), shape: '○', value: true, asksWhy: false },
      { id: 'no', title: common('no'), shape: '×', value: false, asksWhy: true },
      ...waive,
    ]
  if (field.type === 'yes-no')
    return [
      { id: 'yes', title: common('yes'), value: true, asksWhy: false },
      { id: 'no', title: common('no'), value: false, asksWhy: false },
      ...waive,
    ]
  const options = field.options ?? []
  if (field.type === 'choice' && options.length <= mostKeys)
    return [
      ...options.map(({ id, title }) => ({ id: `option ${id}`, title, value: id, asksWhy: false })),
      ...waive,
    ]
  return waive
}

/** Whether something is written or picked instead of pressed. */
export const isWritten = (choices: readonly AnswerChoice[]): boolean =>
  choices.every(({ notApplicable }) => notApplicable === true)

/** The choice that was given. */
export function givenChoice(
  choices: readonly AnswerChoice[],
  answer: AnswerView | KeptAnswer | null | undefined,
): AnswerChoice | undefined {
  if (answer === null || answer === undefined) return undefined
  const waived =
    'outcome' in answer ? answer.outcome === 'not-applicable' : answer.notApplicable === true
  return choices.find(({ value, notApplicable }) =>
    waived ? notApplicable === true : notApplicable !== true && value === answer.value,
  )
}
