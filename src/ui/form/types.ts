import type { Field } from '#kernel/fields/types.ts'
import type { PlacedFault } from '#kernel/problems/problem.ts'

/** A field as the server sends it: its conditions are CEL sources. */
export interface FormField extends Omit<
  Field,
  'when' | 'required' | 'search' | 'column' | 'carries' | 'columns' | 'should' | 'must' | 'from'
> {
  /** The states of the entries that can be picked, where not all that are not over. */
  readonly states?: readonly string[]
  /** The columns of a `rows` field. */
  readonly columns?: readonly FormField[]
  readonly required: boolean
  /** Condition under which the field is required. */
  readonly requiredSource?: string
  /** Condition under which the field is shown and its value stored. */
  readonly whenSource?: string
  readonly carries?: readonly string[]
}

/** The values of a form: field id → value, as described at `FieldType`. */
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

/** Something that can be picked: a person, a unit, an entry of a register, a provision. */
export interface PickOption {
  readonly id: string
  readonly title: string
  /** Kana, unit, number: whatever distinguishes two things of the same name. */
  readonly detail?: string
}

/** An uploaded file. */
export interface FormFile {
  readonly id: string
  readonly title: string
  readonly size: number
}

/**
 * The lookups of the pickers of a form; features provide them in `web/routes.ts`. `find…` searches
 * by words, kana or number; `name` returns the thing with an id.
 */
export interface Lookups {
  readonly findPersons: (words: string, signal: AbortSignal) => Promise<readonly PickOption[]>
  readonly findUnits: (words: string, signal: AbortSignal) => Promise<readonly PickOption[]>
  readonly findEntries: (
    register: string,
    words: string,
    signal: AbortSignal,
    /** Only entries in these states; those that are not over where left out. */
    states?: readonly string[],
  ) => Promise<readonly PickOption[]>
  readonly findProvisions: (words: string, signal: AbortSignal) => Promise<readonly PickOption[]>
  readonly name: (
    kind: 'person' | 'unit' | 'line' | 'provision',
    id: string,
    register: string | undefined,
    signal: AbortSignal,
  ) => Promise<PickOption>
  readonly upload: (file: File) => Promise<FormFile>
  /** The name and size of an uploaded file. */
  readonly file: (id: string, signal: AbortSignal) => Promise<FormFile>
}

/** Further fields of a form under their own heading, whose values are sent in their own object. */
export interface FormSection {
  readonly id: string
  readonly title: string
  /**
   * JSON pointer of that object in the request, to assign faults to its fields: `/safeguards/lock`.
   */
  readonly pointer: string
  readonly fields: readonly FormField[]
  /** The values that the section begins with. */
  readonly values?: Values
}

/** The values of sections by their id. */
export type SectionValues = Readonly<Record<string, Values>>

/** The properties of every input. */
export interface InputProps {
  readonly field: FormField
  /** The id of the control; the label refers to it. */
  readonly id: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly onBlur: () => void
  readonly describedBy: string | undefined
  readonly invalid: boolean
  /** Faults of parts of the value, with pointers below the field. */
  readonly faults?: readonly PlacedFault[]
  readonly required: boolean
  readonly axes: readonly FormAxis[]
}
