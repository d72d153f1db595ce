import { dayOf, endOfDay, isDay, isMoment, millis, startOfDay } from '../calendar/days.ts'
import { holds } from '../packs/expression.ts'
import type { TellUndecided } from '../packs/expression.ts'
import type { PlacedFault } from '../problems/problem.ts'
import { cleanValue } from './clean.ts'
import { isEmpty } from './empty.ts'
import type { FieldLookups } from './clean.ts'
import type { Field, FieldValues } from './types.ts'

export interface FieldContext extends FieldLookups {
  /** Names besides the fields that conditions may use: class, applicant, about, today, and fields that are not being checked now. */
  readonly conditions?: Readonly<Record<string, unknown>>
  /** Hears of conditions that could not be evaluated: the field is shown, and required. */
  readonly undecided?: TellUndecided
  /** All fields of the form, where only some are checked: for the titles in sentences. */
  readonly allFields?: readonly Field[]
}

export interface CheckOptions {
  /** Nothing is required: a draft, a single cell, a decision that sends back. */
  readonly partial?: boolean
  /** JSON pointer of the object that holds the values; '' by default. */
  readonly pointer?: string
}

export interface CheckedFields {
  /** Values in their stored form; hidden and empty ones are left out. */
  readonly values: Record<string, unknown>
  /** Fields that were given but are hidden by their `when`. */
  readonly hidden: readonly string[]
  readonly faults: readonly PlacedFault[]
}

/** Checks what a person wrote against the fields of a form or ledger: every fault with its place and a sentence. */
export function checkFields(
  fields: readonly Field[],
  values: FieldValues,
  context: FieldContext = {},
  options: CheckOptions = {},
): CheckedFields {
  const place = (id: string, below = ''): string =>
    `${options.pointer ?? ''}/${id.replaceAll('~', '~0').replaceAll('/', '~1')}${below}`
  const faults: PlacedFault[] = []
  const clean: Record<string, unknown> = {}
  const wrong = new Set<string>()
  for (const field of fields) {
    const given = values[field.id]
    if (isEmpty(given)) continue
    const cleaned = cleanValue(field, given, context)
    if (cleaned.ok && isEmpty(cleaned.value)) continue
    if (cleaned.ok) clean[field.id] = cleaned.value
    else {
      wrong.add(field.id)
      faults.push(
        ...cleaned.faults.map((one) => ({ at: place(field.id, one.at), detail: one.detail })),
      )
    }
  }
  const hidden = hide(fields, clean, context.conditions ?? {}, context.undecided)
  const scope = { ...context.conditions, ...absent(fields), ...clean }
  for (const field of fields) {
    if (hidden.has(field.id)) continue
    const late = precedes(field, context.allFields ?? fields, clean, context.conditions ?? {})
    if (late !== undefined)
      faults.push({
        at: place(field.id),
        detail: `「${field.title}」は「${late}」より後にしてください。`,
      })
    const needed =
      !options.partial &&
      (typeof field.required === 'boolean'
        ? field.required
        : holds(field.required, scope, true, context.undecided))
    if (needed && clean[field.id] === undefined && !wrong.has(field.id))
      faults.push({ at: place(field.id), detail: missing(field) })
  }
  for (const id of Object.keys(values)) {
    if (!fields.some((field) => field.id === id))
      faults.push({ at: place(id), detail: `「${id}」という項目はここにはありません。` })
  }
  const shown = faults.filter(
    (fault) =>
      ![...hidden].some((id) => fault.at === place(id) || fault.at.startsWith(`${place(id)}/`)),
  )
  return { values: clean, hidden: [...hidden].filter((id) => !isEmpty(values[id])), faults: shown }
}

/** The fields that hold under the present values, in order: what a form shows. */
export function visibleFields(
  fields: readonly Field[],
  values: FieldValues,
  conditions: Readonly<Record<string, unknown>> = {},
): readonly Field[] {
  const hidden = hide(fields, { ...values }, conditions)
  return fields.filter((field) => !hidden.has(field.id))
}

/** Takes hidden values away until nothing changes: a field may be hidden because of one that is hidden itself. */
function hide(
  fields: readonly Field[],
  values: Record<string, unknown>,
  conditions: Readonly<Record<string, unknown>>,
  tell?: TellUndecided,
): Set<string> {
  const hidden = new Set<string>()
  const conditional = fields.filter((field) => field.when !== undefined)
  if (conditional.length === 0) return hidden
  const scope: Record<string, unknown> = { ...conditions, ...absent(fields), ...values }
  for (let again = true; again;) {
    again = false
    for (const field of conditional) {
      if (hidden.has(field.id) || holds(field.when, scope, true, tell)) continue
      hidden.add(field.id)
      delete values[field.id]
      scope[field.id] = undefined
      again = true
    }
  }
  return hidden
}

const blanks = new WeakMap<readonly Field[], Readonly<Record<string, undefined>>>()

/** What was kept earlier under the names of the fields being checked does not count. */
function absent(fields: readonly Field[]): Readonly<Record<string, undefined>> {
  const known =
    blanks.get(fields) ?? Object.fromEntries(fields.map((field) => [field.id, undefined]))
  blanks.set(fields, known)
  return known
}

/** The title of the field that this one must not precede, where it does. Whole days are compared as days. */
function precedes(
  field: Field,
  fields: readonly Field[],
  values: FieldValues,
  conditions: FieldValues,
): string | undefined {
  if (field.after === undefined) return undefined
  const own = values[field.id]
  const other = values[field.after] ?? conditions[field.after]
  if (typeof own !== 'string' || typeof other !== 'string') return undefined
  const early =
    isDay(own) && isDay(other)
      ? own < other
      : (isDay(own) || isMoment(own)) &&
        (isDay(other) || isMoment(other)) &&
        last(own) < first(other)
  return early
    ? (fields.find((one) => one.id === field.after)?.title ?? dayOf(first(other)))
    : undefined
}

function last(value: string): string {
  return new Date(millis(isDay(value) ? endOfDay(value) : value)).toISOString()
}

function first(value: string): string {
  return new Date(millis(isDay(value) ? startOfDay(value) : value)).toISOString()
}

function missing(field: Field): string {
  const verbs: Partial<Record<Field['type'], string>> = {
    choice: '選んでください',
    choices: '選んでください',
    class: '選んでください',
    person: '選んでください',
    persons: '選んでください',
    unit: '選んでください',
    units: '選んでください',
    line: '選んでください',
    lines: '選んでください',
    'yes-no': '「はい」か「いいえ」で答えてください',
    files: '付けてください',
    provisions: '選んでください',
  }
  const verb = verbs[field.type] ?? '入力してください'
  return field.type === 'yes-no' ? `「${field.title}」に${verb}。` : `「${field.title}」を${verb}。`
}
