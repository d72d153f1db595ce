import type { Expression } from './expression.ts'

/** The provisions that a mechanism carries. */
export interface Carrying {
  /** Refs of provisions, each once. */
  readonly carries: readonly string[]
  /**
   * Parts (`REF/2`) of those of them that it does not carry whole; the others it carries with all
   * their parts.
   */
  readonly parts?: readonly string[]
}

/** What every mechanism has: an id, a Japanese title, and the provisions that it carries. */
export interface Mechanism extends Carrying {
  readonly id: string
  readonly title: string
  /** The title is the English one; see `inEnglish`. */
  readonly english?: true
  /** Runs only where this holds on the organization. */
  readonly applies?: Expression
}
