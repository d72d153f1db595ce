import type { Field } from '#kernel/fields/types.ts'
import type { PlacedFault } from '#kernel/problems/problem.ts'

/** A field as the server sends it: conditions as their source in CEL. */
export interface FormField extends Omit<
  Field,
  'when' | 'required' | 'search' | 'column' | 'carries' | 'columns'
> {
  /** The columns of a `rows` field. */
  readonly columns?: readonly FormField[]
  readonly required: boolean
  /** Must be filled while this holds. */
  readonly requiredSource?: string
  /** Shown and kept only while this holds. */
  readonly whenSource?: string
  readonly carries?: readonly string[]
}

/** What a form holds: field id → value, as described at `FieldType`. */
export type Values = Readonly<Record<string, unknown>>

/** An axis of the classification, for fields of the type `class`. */
export interface FormAxis {
  readonly id: string
  readonly title: string
  readonly levels: readonly {
    readonly value: number
    readonly title: string
    readonly criteria?: string
    readonly examples?: readonly string[]
  }[]
}

/** Something that can be picked: a person, a unit, a line of a register. */
export interface PickOption {
  readonly id: string
  readonly title: string
  /** Kana, unit, number: what tells two of the same name apart. */
  readonly detail?: string
}

/** A file that was sent and can be referred to. */
export interface FormFile {
  readonly id: string
  readonly title: string
  readonly size: number
}

/** Where the pickers of a form find things; features give them in `web/routes.ts`. `find` searches by words, kana or number; `name`
 * tells what an id stands for. */
export interface Lookups {
  readonly findPersons: (words: string, signal: AbortSignal) => Promise<readonly PickOption[]>
  readonly findUnits: (words: string, signal: AbortSignal) => Promise<readonly PickOption[]>
  readonly findEntries: (
    register: string,
    words: string,
    signal: AbortSignal,
  ) => Promise<readonly PickOption[]>
  readonly findProvisions: (words: string, signal: AbortSignal) => Promise<readonly PickOption[]>
  readonly name: (
    kind: 'person' | 'unit' | 'line' | 'provision',
    id: string,
    register: string | undefined,
    signal: AbortSignal,
  ) => Promise<PickOption>
  readonly upload: (file: File) => Promise<FormFile>
  /** The name and size of a file that was sent before. */
  readonly file: (id: string, signal: AbortSignal) => Promise<FormFile>
}

/** Further fields of a form under a heading of their own, whose values are sent in an object of their own. */
export interface FormSection {
  readonly id: string
  readonly title: string
  /** JSON pointer of that object in the request, by which faults are placed: `/safeguards/lock`. */
  readonly pointer: string
  readonly fields: readonly FormField[]
  /** What is filled in already. */
  readonly values?: Values
}

/** The values of sections by their id. */
export type SectionValues = Readonly<Record<string, Values>>

/** What every input is given. */
export interface InputProps {
  readonly field: FormField
  /** The id of the control that the label names. */
  readonly id: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly onBlur: () => void
  readonly describedBy: string | undefined
  readonly invalid: boolean
  /** What is wrong with parts of the value, with pointers below the field. */
  readonly faults?: readonly PlacedFault[]
  readonly required: boolean
  readonly axes: readonly FormAxis[]
}
