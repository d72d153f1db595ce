/** What is typed at the desk and not filed yet, as long as the page is open, by audit and item. */
interface Draft {
  readonly value: unknown
  readonly remark: string
}

const drafts = new Map<string, Draft>()

export const keptDraft = (place: string): Draft | undefined => drafts.get(place)

export function keepDraft(place: string, draft: Draft | undefined): void {
  if (draft === undefined) drafts.delete(place)
  else drafts.set(place, draft)
}
