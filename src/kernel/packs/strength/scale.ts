import type { Words } from '../../words/words.ts'
import type { Reason } from './reasons.ts'

/** What a mechanism is able to do, strongest first. */
export type Strength = 'enforces' | 'pursues' | 'records' | 'answers' | 'states'

/** The strength of a mechanism; `nothing` where it stands in the pack and nothing comes of it. */
export type Hold = Strength | 'nothing'

/** How strong a mechanism is, and why not stronger or how it is so. */
export interface Grip {
  readonly hold: Hold
  readonly why: Reason
}

/** What each strength is called. */
export const holdWords: Readonly<Record<Hold, Words>> = {
  enforces: { ja: '止める', en: 'enforces' },
  pursues: { ja: '追う', en: 'pursues' },
  records: { ja: '残す', en: 'records' },
  answers: { ja: '答える', en: 'answers' },
  states: { ja: '示すだけ', en: 'states' },
  nothing: { ja: '働かない', en: 'does nothing' },
}

const rank: Readonly<Record<Hold, number>> = {
  enforces: 5,
  pursues: 4,
  records: 3,
  answers: 2,
  states: 1,
  nothing: 0,
}

/** Whether a strength is as strong as another, or stronger. */
export function isAtLeast(hold: Hold, needed: Hold): boolean {
  return rank[hold] >= rank[needed]
}

/** The stronger of two; of two equals the first. */
export function stronger<Of extends { readonly hold: Hold }>(one: Of, other: Of): Of {
  return rank[other.hold] > rank[one.hold] ? other : one
}

/** The strongest of several; of equals the first. */
export function strongest<Of extends { readonly hold: Hold }>(
  grips: readonly Of[],
): Of | undefined {
  return grips.length === 0 ? undefined : grips.reduce(stronger)
}

/** The weakest of several; of equals the first. */
export function weakest<Of extends { readonly hold: Hold }>(grips: readonly Of[]): Of | undefined {
  return grips.length === 0
    ? undefined
    : grips.reduce((one, other) => (rank[other.hold] < rank[one.hold] ? other : one))
}
