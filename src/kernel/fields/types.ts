import type { Span } from '../calendar/spans.ts'
import type { Expression } from '../packs/expression.ts'

/**
 * What a field holds. The stored value of each, in `fields jsonb`: text, long-text, kana, phone,
 * email: string · number: number · date: 'YYYY-MM-DD' · date-time: ISO 8601 with zone ·
 * yes-no: boolean · choice: option id · choices: option ids · class: {axis: level} · person, unit,
 * line: id · persons, units, lines: ids ·
 * retention: {years, from?: date} or {until: date} or {forever: true} · files: file ids ·
 * provisions: refs of the pack in force ·
 * rows: a list of objects, one value a column
 */
export type FieldType =
  | 'text'
  | 'long-text'
  | 'kana'
  | 'phone'
  | 'email'
  | 'number'
  | 'date'
  | 'date-time'
  | 'yes-no'
  | 'choice'
  | 'choices'
  | 'class'
  | 'person'
  | 'persons'
  | 'unit'
  | 'units'
  | 'line'
  | 'lines'
  | 'retention'
  | 'files'
  | 'provisions'
  | 'rows'

/**
 * One choice of a `choice` or `choices` field. Packs may write only a title; then id and title are
 * the same.
 */
export interface Option {
  readonly id: string
  readonly title: string
}

/**
 * What a date of a form means. `planned` is still to come; `until` is the day on which something
 * ends that is granted, so that it is still to come, too, and not for longer than a span; `free` may
 * lie anywhere.
 */
export const dateMeanings = ['planned', 'until', 'free'] as const
export type DateMeaning = (typeof dateMeanings)[number]

/** How long something may be granted where a pack says no `within`. */
export const longestGrant: Span = { count: 1, unit: 'years' }

/**
 * A field of a form or a register, as the pack defines it; forms, tables, imports and prints are
 * drawn from it.
 */
export interface Field {
  readonly id: string
  readonly title: string
  readonly type: FieldType
  readonly help?: string
  /** Other headings under which lists of the organisation have it. */
  readonly synonyms?: readonly string[]
  /** The heading of the part of the form that begins with this field. */
  readonly heading?: string
  readonly unit?: string
  readonly options?: readonly Option[]
  /** The columns of a `rows` field. */
  readonly columns?: readonly Field[]
  /** The register that a `line` or `lines` field points into. */
  readonly register?: string
  /** Shown and kept only while this holds. */
  readonly when?: Expression
  /** Must be filled: always, or while this holds. */
  readonly required: boolean | Expression
  /** The value in expressions where nothing is filled in; the stored value stays empty. */
  readonly empty?: string | number | boolean
  /** For dates: the field that this one must not precede. */
  readonly after?: string
  /** The expected value: another one is a finding on what the field carries. */
  readonly should?: Expression
  /** The demanded value: another one is refused. */
  readonly must?: Expression
  /** For dates: says what has happened, so it is not in the future. */
  readonly past?: boolean
  /**
   * For dates: says when the act of its step happened. Left empty, it is the present; it is neither
   * in the future nor before what allowed the act.
   */
  readonly moment?: boolean
  /** For dates of a form: what they mean, and so where they may lie. */
  readonly meaning?: DateMeaning
  /** For dates: at most this long after the date field `after`, or after `today`. */
  readonly within?: Span & { readonly after: string }
  /**
   * Of a form: the value is that of the field `field` of the entry that `via` points to (of
   * `about`: of the entries of the case, where all have the same). Nobody is asked where the entry
   * has a value.
   */
  readonly from?: { readonly via: string; readonly field: string }
  /** Of a form, for `lines`: only entries that the case is about can be ticked here, one by one. */
  readonly among?: 'about'
  readonly min?: number
  readonly max?: number
  /** What is written here may not hold an individual number (個人番号). */
  readonly noMyNumber?: boolean
  /** Part of full-text search. */
  readonly search: boolean
  /** Shown as a column of the register unless the person chooses otherwise. */
  readonly column: boolean
  /** Provisions that this field alone carries (a provision that names a column of a register). */
  readonly carries: readonly string[]
  /** Parts (`REF/2`) of those that it does not carry whole. */
  readonly parts?: readonly string[]
}

export type FieldValues = Readonly<Record<string, unknown>>
