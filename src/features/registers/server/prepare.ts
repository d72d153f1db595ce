import { addDays, addMonths, dayOf, isDay, isMoment } from '#kernel/calendar/index.ts'
import { highestClass, inheritClass } from '#kernel/classes/index.ts'
import { bigrams, checkFields, formatValue, searchText } from '#kernel/fields/index.ts'
import type { FieldFault, FormatLookups } from '#kernel/fields/index.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import type { Register } from '#kernel/packs/types.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { ClassValue } from '#kernel/packs/classification.ts'
import { logUndecided } from '#platform/packs/undecided.ts'

/**
 * The values derived from the fields of an entry that are stored in columns, so that lists need not
 * read the fields.
 */
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

/**
 * The entries that a new one is made from: a copy takes at least their class, a mixture the
 * highest.
 */
export interface Origins {
  readonly copyOf?: ClassValue | null
  readonly mixtureOf?: readonly (ClassValue | null)[]
}

/** What a check needs of a transaction: nothing that reaches the database. */
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

/**
 * Checks the fields against the register only. Returns values in their stored form, or the faults.
 */
export function checkEntryFields(
  tx: CheckContext,
  register: Register,
  raw: FieldValues,
  origins: Origins = {},
): { readonly values: FieldValues; readonly faults: readonly FieldFault[] } {
  const { classField } = register
  const fields = classField ? { ...raw, [classField]: classOf(raw[classField], origins) } : raw
  const context = { ...fieldContext(tx, register, fields), now: tx.today }
  return checkFields(register.fields, fields, context, { pointer: '/fields' })
}

/**
 * Derives the columns of an entry from valid fields. `createdOn`: the day from which a retention
 * without a start day counts; today for a new entry.
 */
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

/**
 * The name of an entry: the text of its name field, or the name of the person, unit or choice in
 * it.
 */
function nameOf(tx: CheckContext, register: Register, values: FieldValues): string {
  const field = register.fields.find((candidate) => candidate.id === register.nameField)
  return field === undefined ? '' : formatValue(field, values[field.id], namesIn(tx))
}

function namesIn({ organization: { view } }: CheckContext): FormatLookups {
  return { person: (id) => view.persons.get(id)?.name, unit: (id) => view.units.get(id)?.title }
}

/** The values that conditions and lookups of the fields may use. */
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

/**
 * Letter pairs of the searchable text, and a lexeme for each value that lists filter by: '=form:紙',
 * '=confidentiality:3'.
 */
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

/** Types of fields that lists can filter by. */
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

/** Levels in the order of the axes, as text: '3.1.2' sorts by the first axis first. */
function rankOf(tx: CheckContext, value: ClassValue | null): string {
  return value === null
    ? ''
    : (tx.organization.pack.classification?.axes ?? []).map((axis) => value[axis.id] ?? 0).join('.')
}

/**
 * The last day of the retention: by the entry's own field (a day, or years after a day), or by the
 * pack for all entries.
 * Without a day to count from, it counts from the day of creation; where that day is a field not
 * yet filled in, the retention has not begun.
 */
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
