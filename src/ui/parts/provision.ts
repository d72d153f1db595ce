/** The data that the chip of a provision shows. */
interface ProvisionSummary {
  readonly ref: string
  /** The heading of the document above the provision. */
  readonly head?: string
  /** What the provision requires, in a sentence. */
  readonly gist: string
  /** The original wording in the organisation's own document, where it was imported. */
  readonly text?: string
  /** The edition that the provision is from. */
  readonly edition?: string
  readonly href?: string
}

/** The query key of the chips' provisions. */
export const provisionKey = ['provision'] as const

/** Loads a provision by its number. */
export type ProvisionLoader = (ref: string, signal: AbortSignal) => Promise<ProvisionSummary>
