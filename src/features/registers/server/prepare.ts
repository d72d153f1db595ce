import { bigrams, checkFields, findingsOf, formatValue, searchText } from '#kernel/fields/index.ts'
import type { FieldFault, FormatLookups } from '#kernel/fields/index.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import type { Register } from '#kernel/packs/types.ts'
import { keepUntil } from '#kernel/registers/keepUntil.ts'
import { classFromOrigins } from '#kernel/registers/origins.ts'
import type { Origins } from '#kernel/registers/origins.ts'
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
  /** The fields in which it says what should not be, and the rules that this was judged by. */
  readonly findings: readonly string[]
  readonly judgedBy: string
}

export type PreparationResult =
  | { readonly ok: true; readonly prepared: PreparedEntry }
  | { readonly ok: false; readonly faults: readonly FieldFault[] }

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
  const { classification } = tx.organization.pack
  const fields = classField
    ? {
        ...raw,
        [classField]: classFromOrigins(
          classification,
          raw[classField] as ClassValue | undefined,
          origins,
        ),
      }
    : raw
  return checkFields(
    register.fields,
    fields,
    { ...judgementOf(tx, register, fields), now: tx.today },
    {
      pointer: '/fields',
    },
  )
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
  return {
    ...namesOfEntry(tx, register, values),
    fields: values,
    class: assetClass,
    classRank: rankOf(tx, assetClass),
    keepUntil: keepUntil(register, values, createdOn),
    search: searchVector(tx, register, values, assetClass),
    findings: findingsOf(register.fields, values, judgementOf(tx, register, values)),
    judgedBy: rulesOf(register),
  }
}

/** The name of an entry, and what lists sort it by. */
export function namesOfEntry(
  tx: CheckContext,
  register: Register,
  values: FieldValues,
): Pick<PreparedEntry, 'name' | 'kana'> {
  const name = nameOf(tx, register, values)
  const kana = register.kanaField ? String(values[register.kanaField] ?? '') : ''
  return { name, kana: kana || name }
}

/** What the lines of a register are judged by, as one text: when it changes, they are judged anew. */
export function rulesOf({ fields }: Register): string {
  return fields
    .filter((field) => field.should !== undefined)
    .map((field) => `${field.id}:${field.should?.source}|${field.when?.source ?? ''}`)
    .join('\n')
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
export function judgementOf(tx: CheckContext, register: Register, values: FieldValues) {
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
export function searchVector(
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

/** Levels in the order of the axes, as text: '3.1.2' sorts by the first axis first. */
function rankOf(tx: CheckContext, value: ClassValue | null): string {
  return value === null
    ? ''
    : (tx.organization.pack.classification?.axes ?? []).map((axis) => value[axis.id] ?? 0).join('.')
}
