import type { Pack } from '#kernel/packs/types.ts'
import type { Words } from '#kernel/words/words.ts'
import { definePort } from '#platform/gate/port.ts'

/** An edition that is about to come into force. */
export interface ComingEdition {
  readonly pack: Pack
  readonly hash: string
  /** Only to be told what would become of the cases: nothing is changed. */
  readonly foresee?: true
}

/** An open case that the edition led on, and where it goes on. */
interface LedOnCase {
  readonly number: string
  readonly procedure: string
  readonly step: string
}

/** What became of the open cases: those led on, and what the edition lacks for the others. */
export interface CasesUnderEdition {
  readonly ledOn: readonly LedOnCase[]
  readonly lacks: readonly Words[]
}

/**
 * Announces an edition before it comes into force, in the transaction that adopts it: open cases are
 * led on where it says so. Where it lacks anything for one of them, it must be refused.
 */
export const editionComing = definePort<ComingEdition, CasesUnderEdition>(
  'edition coming into force',
)

/** Items that may have findings, and rounds that may be open, by their ids. */
export interface SoughtWork {
  readonly items: readonly string[]
  readonly rounds: readonly string[]
}

/** What waits for somebody: an answer, a finding to mend or to look at. */
export interface WorkBehind {
  readonly does: 'answer' | 'mend' | 'verify'
  readonly href: string
  /** Who has it to do, in words. */
  readonly who: readonly string[]
  /** Those of them who act today. */
  readonly persons: readonly string[]
  readonly mine: boolean
  readonly due: string | null
}

/**
 * Asks what waits behind mechanisms: of what the actor may see, what they may do themselves first,
 * then what is due first.
 */
export const workBehind = definePort<SoughtWork, WorkBehind | null>('work behind mechanisms')
