import { useState } from 'react'
import type { KeptPhoto } from './storage.ts'

/** What is prepared for an answer before it is given. */
export interface AnswerDraft {
  readonly value: unknown
  readonly comment: string
  readonly files: readonly { readonly id: string; readonly name: string }[]
  readonly photos: readonly KeptPhoto[]
}

const empty: AnswerDraft = { value: undefined, comment: '', files: [], photos: [] }

/** Drafts of the items that were looked at since the page was loaded. */
const drafts = new Map<string, AnswerDraft>()

/** The draft of one item; it stays while other items are looked at. */
export function useAnswerDraft(
  occurrence: string,
  item: string,
): readonly [AnswerDraft, (change: Partial<AnswerDraft>) => void, () => void] {
  const name = `${occurrence} ${item}`
  const [, draw] = useState(0)
  const put = (draft: AnswerDraft): void => {
    drafts.set(name, draft)
    draw((count) => count + 1)
  }
  return [
    drafts.get(name) ?? empty,
    // What a slow upload changes is put into the draft as it is then.
    (change) => put({ ...(drafts.get(name) ?? empty), ...change }),
    () => put(empty),
  ]
}

/** The draft of an item as it is now. */
export const draftOf = (occurrence: string, item: string): AnswerDraft =>
  drafts.get(`${occurrence} ${item}`) ?? empty
