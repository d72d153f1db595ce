import type { Words } from '#kernel/words/words.ts'

/** What the list of grounds shows of a provision. */
interface ProvisionSummary {
  readonly ref: string
  /** The heading of the document above the provision. */
  readonly head?: string
  /** What the provision requires, in a sentence. */
  readonly gist: string
  /** What it rules, in a word: 許可, 守り方. */
  readonly rules?: Words
  /** The original wording in the organisation's own document, where it was imported. */
  readonly text?: string
  /** The edition that the provision is from. */
  readonly edition?: string
  readonly href?: string
}

/** The query key of the provisions of grounds. */
export const provisionKey = ['provision'] as const

/** Loads a provision by its number. */
export type ProvisionLoader = (ref: string, signal: AbortSignal) => Promise<ProvisionSummary>
