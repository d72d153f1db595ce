import type { Span } from '../calendar/spans.ts'
import type { Field } from '../fields/types.ts'
import type { Mechanism } from './mechanism.ts'
import type { Who } from './who.ts'

/** What a checklist is about, and a round goes through: one of each, or a line of a register. */
export type Subject =
  | { readonly kind: 'organization' | 'unit' | 'person' }
  | { readonly kind: 'line'; readonly register: string }

/**
 * Items that are answered about a subject. An answer that is not as it shall be is a finding; one
 * that `must` forbids is refused.
 */
export interface Checklist extends Mechanism {
  readonly of: Subject
  readonly items: readonly Item[]
  /** What it has from other checklists, in their order, after its own items. */
  readonly draws: readonly Draw[]
  /** What a finding opens: who mends it by when, and who looks whether it is mended. */
  readonly mend?: Mending
  /** Who may accept that an item does not apply to a subject. */
  readonly waivedBy?: Who
  /**
   * The question with which it looks at all that it draws, about its own subject: what is drawn may
   * be of any other, and does not stand by these answers.
   */
  readonly view?: Item
  /** Of what records samples may be drawn where it is answered. */
  readonly samples: readonly SampleSource[]
}

/** Cases of a procedure, or lines of a register, that belong to the unit under audit. */
export type SampleSource =
  | { readonly kind: 'cases'; readonly procedure: string }
  | { readonly kind: 'lines'; readonly register: string }

/** A field that can be wrong. */
export interface Item extends Field {
  /** What a person is asked: a rule of conduct. Without it the title is the question. */
  readonly ask?: string
  /** What shall be with a good answer; without it the answer is only declared. */
  readonly proof?: 'photo' | 'file'
  /** Runs only where this holds on the organization. */
  readonly applies?: Field['when']
}

/** Items of another checklist: all, those that have a question for people, or what it found that is not mended. */
export interface Draw {
  readonly face: 'items' | 'questions' | 'findings'
  readonly of: string
}

/** Who mends a finding, within how long, and who looks whether it is mended. */
export interface Mending {
  /** `person` is the person that the finding is about. */
  readonly by: RoundActor
  readonly within: Span
  readonly verify?: Who
}

/** Who answers: somebody of the pack, the person that it is about, or a machine with a token. */
export type RoundActor = Who | { readonly kind: 'self' } | { readonly kind: 'machine' }

/** An item as a checklist asks it: its own, or drawn from another. */
export interface AskedItem {
  /** The place of the item, which its state is kept under: `checklists/server/items/power`. */
  readonly path: string
  /** The checklist that the item is written in. */
  readonly checklist: string
  readonly item: Item
  /** What a view looks at: the item that was drawn. */
  readonly drawn?: AskedItem
}
