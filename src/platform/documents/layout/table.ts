import type { Value } from './write.ts'

/** A table that takes several rows. */
export interface FillTable {
  readonly title: string
  readonly columns: readonly { readonly id: string; readonly title: string }[]
  readonly rows: readonly Readonly<Record<string, Value>>[]
}
