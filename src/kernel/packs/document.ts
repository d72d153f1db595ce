import type { Draw } from './checklist.ts'
import type { Expression } from './expression.ts'
import type { Mechanism } from './mechanism.ts'

/** A text of the organisation that the policy wants: purpose, scope, words and what they mean. */
export interface Document extends Mechanism {
  readonly sections: readonly Section[]
}

/** A part of a document. What stands in it is said to people, and nothing more comes of it. */
export interface Section extends Mechanism {
  /** `{organization.byod}` stands for what the organisation chose. */
  readonly text?: string
  /** It stands only where this holds on the organisation. */
  readonly when?: Expression
  /** The words whose meaning it says. */
  readonly defines: readonly string[]
  /** The items of checklists that are listed in it. */
  readonly draws: readonly Draw[]
}
