import type { Field } from '../fields/types.ts'
import type { Expression } from './expression.ts'
import type { Mechanism } from './mechanism.ts'

/** Something a person may want to do with an asset: 庁舎の外へ持ち出す. */
export interface Act {
  readonly id: string
  readonly title: string
  /** How the sentence goes on after the object: 「を庁舎の外へ持ち出す」. */
  readonly phrase: string
  readonly kana?: string
  readonly asks: readonly Field[]
  /**
   * True where the act is about an entry of a register; false for acts such as installing software.
   */
  readonly about: boolean
  /** The register whose entries it is about, where the act says so. */
  readonly register?: string
  readonly otherwise: Otherwise
}
export type VerdictKind = 'allow' | 'permit' | 'forbid'
export interface Outcome {
  readonly verdict: VerdictKind
  /**
   * The procedure that gives the permit, or, where forbidden, the one that asks for the exception.
   */
  readonly procedure?: string
  readonly safeguards: readonly string[]
  /** What to do instead, in plain words. */
  readonly instead?: string
}
/** What holds where no rule decides. */
interface Otherwise extends Outcome {
  /** Why what no rule speaks of is allowed. */
  readonly because?: string
}
/**
 * A line of the decision table. `require` rules only add safeguards; the others exclude each other
 * unless one overrides.
 */
export interface HandlingRule extends Mechanism, Omit<Outcome, 'verdict'> {
  readonly act: string
  readonly when?: Expression
  readonly verdict: VerdictKind | 'require'
  readonly overrides: readonly string[]
}
export interface Safeguard extends Mechanism {
  /** What a person must write down when the safeguard was taken. */
  readonly asks: readonly Field[]
}
export interface Handling {
  readonly acts: ReadonlyMap<string, Act>
  readonly rules: readonly HandlingRule[]
  readonly safeguards: ReadonlyMap<string, Safeguard>
}
