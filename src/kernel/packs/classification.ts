import type { Mechanism } from './mechanism.ts'

export interface Level extends Mechanism {
  /** Higher is stricter. */
  readonly value: number
  readonly criteria: string
  readonly examples: readonly string[]
}
export interface Axis extends Mechanism {
  readonly levels: readonly Level[]
  /** Other headings under which lists of the organisation have it. */
  readonly synonyms?: readonly string[]
}
/** One of the grounds that lead to a level (for a guided choice of the class). */
export interface ClassGround extends Mechanism {
  readonly axis: string
  readonly level: number
  readonly except: boolean
}
export interface AssetKind extends Mechanism {
  readonly examples: readonly string[]
}
export interface Classification extends Mechanism {
  readonly axes: readonly Axis[]
  readonly kinds: readonly AssetKind[]
  readonly grounds: readonly ClassGround[]
  /** Taken from the originals; `own` leaves a mixture or copy with the class that it says itself. */
  readonly mixture: Mechanism & { readonly take: 'highest' | 'own' }
  readonly copy: Mechanism & { readonly take: 'same' | 'own' }
}
export type ClassValue = Readonly<Record<string, number>>
