import { addDays, addMonths, dayOf, isDay, isMoment } from '#kernel/calendar/index.ts'
import { highestClass, inheritClass } from '#kernel/classes/index.ts'
import { bigrams, checkFields, formatValue, searchText } from '#kernel/fields/index.ts'
import type { FieldFault, FormatLookups } from '#kernel/fields/index.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import type { Register } from '#kernel/packs/types.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { ClassValue } from '#kernel/packs/classification.ts'
import { logUndecided } from '#platform/packs/undecided.ts'

/** What is derived from the fields of a line and kept in columns, so that lists need not look into them. */
export interface PreparedEntry {
  readonly name: string
  readonly kana: string
  readonly fields: FieldValues
  readonly class: ClassValue | null
  readonly classRank: string
  readonly keepUntil: string | null
  readonly search: string
}

export type PreparationResult =
  | { readonly ok: true; readonly prepared: PreparedEntry }
  | { readonly ok: false; readonly faults: readonly FieldFault[] }

/** Entries that the new one is made of: a copy takes at least their class, a mixture the highest. */
export interface Origins {
  readonly copyOf?: ClassValue | null
  readonly mixtureOf?: readonly (ClassValue | null)[]
}

/** What checking needs of a handle: nothing that reaches data. */
export type CheckContext = Pick<Transaction, 'organization' | 'today'>

/** Checks the fields against the register and derives the columns. */
export function prepare(
  tx: CheckContext,
  register: Register,
  raw: FieldValues,
  origins: Origins = {},
  createdOn: string = tx.today,
): PreparationResult {
  const { values, faults } = checkEntryFields(tx, register, raw, origins)
  return faults.length > 0
    ? { ok: false, faults }
    : { ok: true, prepared: deriveColumns(tx, register, values, createdOn) }
}

/** Checks the fields against the register alone: values in their stored form, or what is wrong with them. */
export function checkEntryFields(
  tx: CheckContext,
  register: Register,
  raw: FieldValues,
  origins: Origins = {},
): { readonly values: FieldValues; readonly faults: readonly FieldFault[] } {
  const { classField } = register
  const fields = classField ? { ...raw, [classField]: classOf(raw[classField], origins) } : raw
  return checkFields(register.fields, fields, fieldContext(tx, register, fields), {
    pointer: '/fields',
  })
}

/** The columns of a line from fields that are right already. `createdOn`: the day from which a retention without a beginning counts; today for a new line. */
export function deriveColumns(
  tx: CheckContext,
  register: Register,
  values: FieldValues,
  createdOn: string = tx.today,
): PreparedEntry {
  const assetClass = register.classField
    ? ((values[register.classField] as ClassValue | undefined) ?? null)
    : null
  const name = nameOf(tx, register, values)
  const kana = register.kanaField ? String(values[register.kanaField] ?? '') : ''
  return {
    name,
    kana: kana || name,
    fields: values,
    class: assetClass,
    classRank: rankOf(tx, assetClass),
    keepUntil: keepUntil(register, values, createdOn),
    search: searchVector(tx, register, values, assetClass),
  }
}

/** What a line is called: the text of its name field; where that is a person, unit or choice, their name. */
function nameOf(tx: CheckContext, register: Register, values: FieldValues): string {
  const field = register.fields.find((candidate) => candidate.id === register.nameField)
  return field === undefined ? '' : formatValue(field, values[field.id], namesIn(tx))
}

function namesIn({ organization: { view } }: CheckContext): FormatLookups {
  return { person: (id) => view.persons.get(id)?.name, unit: (id) => view.units.get(id)?.title }
}

/** What conditions and lookups of the fields may see. */
function fieldContext(tx: CheckContext, register: Register, values: FieldValues) {
  const {
    pack: { classification },
    view,
  } = tx.organization
  return {
    hasPerson: (id: string) => view.persons.has(id),
    hasUnit: (id: string) => view.units.has(id),
    undecided: logUndecided(tx.organization),
    conditions: {
      today: tx.today,
      class: register.classField ? values[register.classField] : undefined,
    },
    ...(classification ? { classification } : {}),
  }
}

/** Letter pairs of what is searched, and a lexeme for each value that lists can be filtered by: '=form:紙', '=confidentiality:3'. */
function searchVector(
  tx: CheckContext,
  register: Register,
  values: FieldValues,
  assetClass: ClassValue | null,
): string {
  const facets = register.fields
    .filter((field) => filterable.has(field.type))
    .flatMap((field) =>
      [values[field.id] ?? []].flat().map((value) => `${field.id}:${String(value)}`),
    )
  const levels = Object.entries(assetClass ?? {}).map(([axis, level]) => `${axis}:${level}`)
  return [
    bigrams(searchText(register.fields, values, namesIn(tx))),
    ...[...facets, ...levels].map(facetLexeme),
  ].join(' ')
}

/** Types of fields whose values lists can be filtered by. */
export const filterable: ReadonlySet<string> = new Set([
  'choice',
  'choices',
  'yes-no',
  'person',
  'persons',
  'unit',
  'units',
  'line',
  'lines',
])

/** A filter value as a quoted lexeme of a tsvector or tsquery. */
export function facetLexeme(facet: string): string {
  return `'${`=${facet}`.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

function classOf(own: unknown, origins: Origins): unknown {
  const value = own as ClassValue | undefined
  if (origins.copyOf) return inheritClass(origins.copyOf, value)
  if (origins.mixtureOf) return highestClass([...origins.mixtureOf, value])
  return own
}

/** Levels in the order of the axes: '3.1.2' sorts as text, the first axis first. */
function rankOf(tx: CheckContext, value: ClassValue | null): string {
  return value === null
    ? ''
    : (tx.organization.pack.classification?.axes ?? []).map((axis) => value[axis.id] ?? 0).join('.')
}

/** The last day of the retention: as the line's own field says (a day, or years after a day), or so long as the pack says of every line. Without a day to
 * count from, it counts from the day the line was made; where that day is not filled in yet, the retention has not begun. */
function keepUntil(register: Register, values: FieldValues, createdOn: string): string | null {
  const { retention } = register
  const begins = retention?.from === undefined ? createdOn : dayIn(values[retention.from])
  if (retention?.months !== undefined)
    return begins === undefined ? null : addMonths(begins, retention.months)
  if (retention?.days !== undefined)
    return begins === undefined ? null : addDays(begins, retention.days)
  const field = register.fields.find((candidate) =>
    retention?.field === undefined
      ? candidate.type === 'retention'
      : candidate.id === retention.field,
  )
  const value = field
    ? (values[field.id] as { years?: number; from?: string; until?: string } | undefined)
    : undefined
  if (value?.until) return value.until
  const from = value?.from ?? begins
  return value?.years === undefined || from === undefined ? null : addMonths(from, value.years * 12)
}

/** The day of a date or date-time. */
export function dayIn(value: unknown): string | undefined {
  if (isDay(value)) return value
  return isMoment(value) ? dayOf(value) : undefined
}
