import type { Field, Option } from '../../fields/types.ts'
import type { EmptyUse } from '../check/empty.ts'
import type { Expression } from '../expression.ts'
import type { Scope } from '../expressions/environment.ts'
import { reservedNames } from '../expressions/names.ts'
import type { FieldName } from '../expressions/names.ts'
import { suggest } from '../suggest.ts'
import { child, entriesOf, itemsOf, numberOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { columnTypes, parseFieldType, parseOption } from './fieldType.ts'
import type { Reading } from './reading.ts'
import { lazy } from './scopes.ts'
import { optional } from './optional.ts'

/** Reads a map of fields. `all` are the fields that `after` may name, `emptiness` what may be empty where a field is filled in. */
export function readFields(
  reading: Reading,
  tree: Tree | undefined,
  scope: () => Scope,
  all: readonly FieldName[],
  emptiness?: (field: string) => EmptyUse['emptiness'],
): Field[] {
  return entriesOf(tree).map(([id, field]) =>
    readField(reading, id, field, scope, all, emptiness?.(id)),
  )
}

function readField(
  reading: Reading,
  id: string,
  tree: Tree,
  scope: () => Scope,
  all: readonly FieldName[],
  emptiness?: EmptyUse['emptiness'],
): Field {
  const { type, register, options } = readType(reading, tree)
  if (reservedNames.has(id) || (id === 'class' && type !== 'class'))
    reading.faults.add('reserved-field-id', tree.at, { name: id }, { key: true })
  const when = reading.condition(child(tree, 'when'), scope)
  const columns = readColumns(reading, child(tree, 'columns'), tree, type)
  const after = readAfter(reading, child(tree, 'after'), tree, type, id, all)
  return {
    id,
    title: reading.text(tree, 'title'),
    type,
    required: readRequired(
      reading,
      child(tree, 'required'),
      scope,
      emptiness && { safe: true, emptiness, only: textOf(child(tree, 'when')) },
    ),
    search: reading.flag(tree, 'search'),
    column: reading.flag(tree, 'column'),
    carries: reading.carries(tree),
    ...optional('help', textOf(child(tree, 'help'))),
    ...optional('unit', textOf(child(tree, 'unit'))),
    ...optional('options', options),
    ...optional('register', register),
    ...optional('columns', columns),
    ...optional('when', when),
    ...optional('empty', all.find((each) => each.id === id)?.empty),
    ...optional('after', after),
    ...optional('min', numberOf(child(tree, 'min'))),
    ...optional('max', numberOf(child(tree, 'max'))),
  }
}

/** The fields, none of which may hold an individual number where the form or ledger says so. */
export function withoutMyNumber<Kept extends readonly Field[]>(
  fields: Kept,
  says: boolean,
): Kept | Field[] {
  return says
    ? fields.map((field) => ({
        ...field,
        noMyNumber: true,
        ...optional('columns', field.columns && withoutMyNumber(field.columns, true)),
      }))
    : fields
}

/** Columns have no conditions, so no names. */
const nowhere = lazy(() => ({}))

/** The columns of a small table in a form: plain fields without conditions. */
function readColumns(
  reading: Reading,
  tree: Tree | undefined,
  field: Tree,
  type: Field['type'],
): readonly Field[] | undefined {
  if (type !== 'rows') {
    if (tree !== undefined) reading.faults.add('columns-without-rows', tree.at, {}, { key: true })
    return undefined
  }
  const columns = readFields(reading, tree, nowhere, [])
  if (columns.length === 0) reading.faults.add('rows-without-columns', field.at, {})
  for (const column of columns) {
    if (!columnTypes.has(column.type)) {
      const at = child(tree, column.id, 'type')?.at ?? field.at
      reading.faults.add('column-type', at, {
        type: column.type,
        types: [...columnTypes].join('、'),
      })
    }
  }
  return columns
}

function readRequired(
  reading: Reading,
  tree: Tree | undefined,
  scope: () => Scope,
  use?: EmptyUse,
): boolean | Expression {
  if (tree?.kind === 'scalar' && typeof tree.value === 'boolean') return tree.value
  return reading.condition(tree, scope, use) ?? false
}

function readType(
  reading: Reading,
  tree: Tree,
): { type: Field['type']; register?: string | undefined; options?: readonly Option[] | undefined } {
  const typed = child(tree, 'type')
  const text = textOf(typed)
  if (typed === undefined || text === undefined) return { type: 'text' }
  const parsed = parseFieldType(text)
  if (!parsed.ok) {
    if (parsed.code === 'broken-choices') reading.faults.add('broken-choices', typed.at, {})
    else reading.faults.add('unknown-type', typed.at, { name: text, near: parsed.near })
    return { type: 'text' }
  }
  if (parsed.register !== undefined && !reading.known.registers.has(parsed.register)) {
    reading.faults.add('unknown-register', typed.at, {
      name: parsed.register,
      near: suggest(parsed.register, reading.known.registers.keys()),
    })
  }
  if (parsed.type !== 'choice' && parsed.type !== 'choices')
    return { type: parsed.type, register: parsed.register }
  return { type: parsed.type, options: readOptions(reading, tree, typed, parsed.options) }
}

function readOptions(
  reading: Reading,
  tree: Tree,
  typed: Tree,
  short: readonly Option[] | undefined,
): readonly Option[] {
  const options =
    short ??
    itemsOf(child(tree, 'options')).flatMap((item) => {
      const id = textOf(child(item, 'id'))
      const text = textOf(item)
      if (id !== undefined) return { id, title: reading.text(item, 'title') }
      return text === undefined ? [] : parseOption(text)
    })
  if (options.length === 0) reading.faults.add('no-options', typed.at, {})
  const seen = new Set<string>()
  for (const option of options) {
    if (seen.has(option.id))
      reading.faults.add('duplicate', typed.at, { what: '選択肢', name: option.id })
    seen.add(option.id)
  }
  return options
}

const dates: ReadonlySet<Field['type']> = new Set(['date', 'date-time'])

function readAfter(
  reading: Reading,
  tree: Tree | undefined,
  field: Tree,
  type: Field['type'],
  id: string,
  all: readonly FieldName[],
): string | undefined {
  const after = textOf(tree)
  if (tree === undefined || after === undefined) return undefined
  if (!dates.has(type)) reading.faults.add('not-a-date', field.at, { field: id })
  requireDate(reading, tree, after, all)
  return after
}

/** Reports a field that is not there or is no date. */
export function requireDate(
  reading: Reading,
  tree: Tree,
  name: string,
  all: readonly FieldName[],
): void {
  const found = all.find((field) => field.id === name)
  if (found === undefined)
    reading.faults.add('unknown-field', tree.at, {
      name,
      near: suggest(
        name,
        all.map((field) => field.id),
      ),
    })
  else if (!dates.has(found.type)) reading.faults.add('not-a-date', tree.at, { field: name })
}
