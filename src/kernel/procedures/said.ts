import type { Words } from '../words/words.ts'

/** The names and titles of an event, as they were when it was recorded. */
export interface EventWords {
  /** The name of who acted. */
  readonly person: string
  /** How they acted: 「福祉課長 田中 一郎さん（代行）」. */
  readonly as: Words
  readonly step?: string
  readonly decision?: string
  readonly party?: Words
  readonly insteadOf?: string
  /** Who recorded what came in on paper. */
  readonly recorder?: string
  /** One for each change of the event, in the same order. */
  readonly changed?: readonly ChangeWords[]
  /** The seal box that the event filled. */
  readonly seal?: SealWords
}

/**
 * Words of a change. A value is left out where it is written as it is stored; the title, where the
 * change is of no field (the class of the entries).
 */
export interface ChangeWords {
  readonly title?: string
  readonly from?: string
  readonly to?: string
}

/** Words of a seal box: its roles, its heading, and whether the decision put a seal in it. */
export interface SealWords {
  readonly roles: readonly string[]
  readonly heading: string
  readonly good: boolean
}
