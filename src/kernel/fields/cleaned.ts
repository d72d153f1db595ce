/** A value in its stored form, or what is wrong with it, one sentence a fault. `at` is a JSON pointer below the field. */
export type Cleaned =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false
      readonly faults: readonly { readonly at: string; readonly detail: string }[]
    }
