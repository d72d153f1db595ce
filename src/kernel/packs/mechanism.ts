import type { Expression } from './expression.ts'

/** What every mechanism has: an id, a Japanese title, and the provisions that it carries. */
export interface Mechanism {
  readonly id: string
  readonly title: string
  readonly carries: readonly string[]
  /** Runs only where this holds on the organization. */
  readonly applies?: Expression
}
