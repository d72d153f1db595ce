import { useState } from 'react'
import { isEmpty } from '#kernel/fields/empty.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { showErrorToast } from '#ui/parts/toast.ts'
import type { OccurrenceView } from '../../contract/occurrences.ts'
import { text } from '../text.ts'
import type { AnswerChoice } from './choices.ts'
import { givenChoice, isWritten, useChoices } from './choices.ts'
import { useAnswerDraft } from './draft.ts'
import type { AnswerDraft } from './draft.ts'
import { keepAnswers } from './queue.ts'
import type { KeptAnswer } from './storage.ts'
import type { AskedItem } from './useAnswers.ts'

/** How one item is answered: its choices, what is prepared, and what is asked before it is given. */
export interface ItemAnswering {
  readonly choices: readonly AnswerChoice[]
  readonly given: AnswerChoice | undefined
  readonly isWritten: boolean
  readonly draft: AnswerDraft
  readonly change: (change: Partial<AnswerDraft>) => void
  /** The choice that asks for a word, until it is given. */
  readonly asking: AnswerChoice | undefined
  readonly stopAsking: () => void
  /** Gives a choice, or asks for a word first. */
  readonly choose: (choice: AnswerChoice) => void
  /** Gives the choice that asked, with what was written. */
  readonly giveAsked: () => void
  /** How often it was tried without the word that it needs. */
  readonly missed: number
  /** Gives what was written, or again what is given, with what was added to it. */
  readonly giveDraft: () => void
  /** Something is prepared that no answer has yet. */
  readonly hasMore: boolean
  /** The value in the input of an item that is written. */
  readonly value: unknown
}

/** `onGiven` is called when an answer is on its way. */
export function useItem(
  { id: occurrence }: OccurrenceView,
  { item, kept }: AskedItem,
  onGiven: () => void,
): ItemAnswering {
  const say = useTexts(text)
  const choices = useChoices(item, item.waivedBy !== null)
  const [draft, change, clear] = useAnswerDraft(occurrence, item.key)
  const [asking, setAsking] = useState<AnswerChoice>()
  const [missed, setMissed] = useState(0)
  const given = givenChoice(choices, kept ?? item.answer)
  const written = isWritten(choices)
  const value = draft.value ?? (given === undefined ? (kept ?? item.answer)?.value : undefined)
  const give = (answer: Pick<KeptAnswer, 'value' | 'notApplicable'>): void => {
    const isSame = answer.notApplicable !== true && answer.value === item.answer?.value
    const files = [
      ...(isSame ? (item.answer?.files ?? []) : []).map((file) => file.id),
      ...draft.files.map((file) => file.id),
    ]
    const comment = draft.comment.trim() || (isSame ? (item.answer?.comment ?? '') : '')
    const isStored = keepAnswers(occurrence, [
      {
        item: item.key,
        ...(answer.notApplicable === true
          ? { notApplicable: true }
          : isEmpty(answer.value)
            ? {}
            : { value: answer.value }),
        ...(comment === '' ? {} : { comment }),
        ...(files.length === 0 ? {} : { files }),
        ...(draft.photos.length === 0 ? {} : { photos: draft.photos }),
        at: new Date().toISOString(),
        ...(item.answer === null ? {} : { seen: item.answer.at }),
      },
    ])
    if (!isStored) showErrorToast(say('noRoom'))
    clear()
    setAsking(undefined)
    onGiven()
  }
  return {
    choices,
    given,
    isWritten: written,
    draft,
    change,
    asking,
    stopAsking: () => setAsking(undefined),
    choose: (choice) => {
      setMissed(0)
      if (choice.asksWhy) setAsking(choice)
      else give(choice)
    },
    giveAsked: () => {
      if (asking?.notApplicable === true && draft.comment.trim() === '')
        setMissed((count) => count + 1)
      else if (asking !== undefined) give(asking)
    },
    missed,
    giveDraft: () => give(written || given === undefined ? { value } : given),
    hasMore:
      draft.comment.trim() !== '' ||
      draft.files.length + draft.photos.length > 0 ||
      draft.value !== undefined,
    value,
  }
}
