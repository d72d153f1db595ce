/**
 * What a reading of a policy document is made of. Field names are those of a provisions inventory
 * (one JSON object a line).
 */

/** How a provision binds. */
export type Modality = 'must' | 'must_not' | 'may' | 'endeavour' | 'recommend' | 'define' | 'inform'

/** What a provision is about: which kind of mechanism can carry it. */
export type Kind =
  | 'role'
  | 'classify'
  | 'handling'
  | 'permit'
  | 'register'
  | 'record'
  | 'exception'
  | 'person'
  | 'vuln'
  | 'incident'
  | 'report'
  | 'control'
  | 'conduct'
  | 'duty'
  | 'document'
  | 'training'
  | 'contract'
  | 'audit'
  | 'other'

/** Under what condition a permit is asked, and from whom. */
export interface PermitWhen {
  /** The words that state the case, such as 庁外に持ち出す場合. '' when the provision states none. */
  readonly condition: string
  readonly approvers: readonly string[]
  /** Whether all must allow it or one of them suffices. */
  readonly need: 'all' | 'any'
}

/** The smallest unit of the document that asks, forbids, permits, empowers or defines. */
export interface ReadProvision {
  readonly ref: string
  /** Line of the source at which it begins. */
  readonly line: number
  /** Its first characters, without numbering. */
  readonly head: string
  readonly actor: readonly string[]
  readonly modality: Modality
  readonly kind: Kind
  /** yearly, monthly, regularly, as-needed, always … ; '' when none. */
  readonly period: string
  /** The words that say by when; '' when none. */
  readonly deadline: string
  readonly approvers: readonly string[]
  readonly informs: readonly string[]
  /** What has to be written down, where the provision lists it. */
  readonly fields: readonly string[]
  readonly needs: string
  /** The original wording, lines joined. */
  readonly text: string
  /** Headings above it, outermost first. */
  readonly path: readonly string[]
  /** Places of this or another document it refers to, as written. */
  readonly refs_to: readonly string[]
  readonly permit_when: PermitWhen | null
  /** All source lines of its wording. */
  readonly lines: readonly number[]
}

/** A line that is no provision and no heading, and why. */
export interface Leftover {
  readonly line: number
  readonly text: string
  readonly reason: LeftoverReason
}

/** Why a line is no provision. */
export type LeftoverReason =
  | 'title'
  | 'contents'
  | 'page-number'
  | 'running-head'
  | 'table-head'
  | 'table-cell'
  | 'empty-row'
  | 'address'
  | 'rule'
  | 'blank-to-fill'
  | 'lead-in'
  | 'explanation'
  | 'cover'
  | 'quotation'
  | 'history'
  | 'reference'
  | 'form'

/** A heading of the document and what stands under it. */
export interface OutlineNode {
  readonly ref: string
  readonly title: string
  readonly line: number
  readonly lines: readonly number[]
  readonly children: readonly OutlineNode[]
}

/** A name the document gives: `以下「職員等」という` says what 職員等 stands for. */
export interface LearnedName {
  readonly name: string
  readonly stands_for: string
  readonly line: number
}

/**
 * A read document: every non-blank line belongs to a provision, a heading of the outline, or a
 * leftover.
 */
export interface PolicyReading {
  readonly title: string
  readonly outline: readonly OutlineNode[]
  readonly provisions: readonly ReadProvision[]
  readonly leftovers: readonly Leftover[]
  readonly names: readonly LearnedName[]
}
