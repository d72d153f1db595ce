/** What the chip shows of a provision. */
interface ProvisionSummary {
  readonly ref: string
  /** The heading under which it stands. */
  readonly head?: string
  /** What it asks, in a sentence. */
  readonly gist: string
  /** The original wording of the organisation's own document, when it was imported. */
  readonly text?: string
  /** The edition it is taken from. */
  readonly edition?: string
  readonly href?: string
}

/** The key of what the chips show of provisions. */
export const provisionKey = ['provision'] as const

/** Reads a provision by its number. */
export type ProvisionLoader = (ref: string, signal: AbortSignal) => Promise<ProvisionSummary>
