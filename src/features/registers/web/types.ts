import type { FormAxis, FormField } from '#ui/form/types.ts'

/** A register as `GET /api/registers/:register` answers. */
export interface RegisterView {
  readonly id: string
  readonly title: string
  readonly belongsTo: 'unit' | 'organization'
  readonly nameField: string
  readonly classField: string | null
  readonly retentionField: string | null
  readonly fields: readonly (FormField & { readonly column?: boolean })[]
  readonly filterable: readonly string[]
  readonly states: readonly string[]
  /** States that are changed into each other by hand. */
  /** Into which states a line may be changed by hand from each. */
  readonly byHand: Readonly<Record<string, readonly string[]>>
  readonly endedStates: readonly string[]
  readonly disposal: string | null
  readonly units: readonly {
    readonly id: string
    readonly title: string
    readonly writable: boolean
  }[]
  readonly carries: readonly string[]
  readonly mayWrite: boolean
  /** Other ledgers say who can reach its lines; count uses of them; it is drawn as a picture; it is taken stock of. */
  readonly reached: boolean
  readonly counted: boolean
  readonly diagram: string | null
  readonly stocktake: boolean
  readonly axes: readonly RegisterAxis[]
}

/** An axis of the classification with the provisions of its levels. */
export interface RegisterAxis extends Omit<FormAxis, 'levels'> {
  readonly levels: readonly {
    readonly value: number
    readonly title: string
    readonly criteria: string
    readonly examples: readonly string[]
    readonly carries: readonly string[]
  }[]
}
