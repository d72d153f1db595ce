import { dateMeanings, longestGrant } from '../../fields/types.ts'
import type { Field, Option } from '../../fields/types.ts'
import { checkFieldCircles } from '../check/circles.ts'
import type { EmptyUse } from '../check/empty.ts'
import type { Expression } from '../expression.ts'
import type { ExpressionScope } from '../expressions/environment.ts'
import { reservedNames } from '../expressions/names.ts'
import type { FieldSymbol } from '../expressions/names.ts'
import { suggest } from '../suggest.ts'
import { child, entriesOf, itemsOf, numberOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { columnTypes, parseFieldType, parseOption } from './fieldType.ts'
import { readDemand } from './demands.ts'
import type { PackReader } from './packReader.ts'
import { lazyScope } from './scopes.ts'
import { parseSpanAfter } from './spans.ts'
import { checkFieldKeys } from './fieldKeys.ts'
import { optional } from './optional.ts'

/**
 * Reads a map of fields. `all` are the fields that `after` may name, `emptiness` what may be empty
 * where a field is filled in. `unread`: no expression reads the fields, so they may have any id.
 */
export function readFields(
  reader: PackReader,
  tree: Tree | undefined,
  scope: () => ExpressionScope,
  allFields: readonly FieldSymbol[],
  emptiness?: (field: string) => EmptyUse['emptiness'],
  { unread = false }: { readonly unread?: boolean } = {},
): Field[] {
  checkFieldCircles(entriesOf(tree), allFields, scope, reader.faults)
  if (!unread) checkFieldIds(reader, tree)
  return entriesOf(tree).map(([id, field]) =>
    readField(reader, id, field, scope, allFields, emptiness?.(id)),
  )
}

/** Reports ids that mean something else in expressions. */
function checkFieldIds(reader: PackReader, tree: Tree | undefined): void {
  for (const [id, field] of entriesOf(tree))
    if (reservedNames.has(id) || (id === 'class' && textOf(child(field, 'type')) !== 'class'))
      reader.faults.add('reserved-field-id', field.at, { name: id }, { key: true })
}

function readField(
  reader: PackReader,
  id: string,
  tree: Tree,
  scope: () => ExpressionScope,
  allFields: readonly FieldSymbol[],
  emptiness?: EmptyUse['emptiness'],
): Field {
  const { type, register, options } = readType(reader, tree)
  checkFieldKeys(reader, id, tree, type)
  const when = reader.condition(child(tree, 'when'), scope)
  const columns = readColumns(reader, child(tree, 'columns'), tree, type)
  const after = readAfter(reader, child(tree, 'after'), tree, type, id, allFields)
  const meaning = readMeaning(tree)
  const known = allFields.find((each) => each.id === id)
  const symbol = {
    id,
    type,
    options: options?.map((option) => option.id) ?? [],
    register,
    columns: known?.columns,
    empty: known?.empty,
  }
  return {
    id,
    title: reader.text(tree, 'title'),
    type,
    required: readRequired(
      reader,
      child(tree, 'required'),
      scope,
      emptiness && { safe: true, emptiness, only: textOf(child(tree, 'when')) },
    ),
    search: reader.flag(tree, 'search'),
    column: reader.flag(tree, 'column'),
    ...reader.carrying(tree),
    ...optional('help', textOf(child(tree, 'help'))),
    ...optional('synonyms', child(tree, 'synonyms') && reader.texts(tree, 'synonyms')),
    ...optional('heading', textOf(child(tree, 'heading'))),
    ...optional('unit', textOf(child(tree, 'unit'))),
    ...optional('options', options),
    ...optional('register', register),
    ...optional('columns', columns),
    ...optional('when', when),
    ...optional('empty', known?.empty),
    ...optional('after', after),
    ...optional('should', readDemand(reader, tree, 'should', symbol, scope)),
    ...optional('must', readDemand(reader, tree, 'must', symbol, scope)),
    ...readTimes(reader, tree, type, id),
    ...optional('meaning', meaning),
    ...optional(
      'within',
      readWithin(reader, child(tree, 'within'), id, allFields) ??
        (meaning === 'until' ? { ...longestGrant, after: after ?? 'today' } : undefined),
    ),
    ...optional('from', readFrom(child(tree, 'from'))),
    ...(textOf(child(tree, 'among')) === 'about' && { among: 'about' as const }),
    ...optional('min', numberOf(child(tree, 'min'))),
    ...optional('max', numberOf(child(tree, 'max'))),
  }
}

/** `area.level`; `none` says that it is another thing than what a line says. */
function readFrom(tree: Tree | undefined): Field['from'] {
  const [via = '', field = ''] = textOf(tree)?.split('.') ?? []
  return tree === undefined || (via === 'none' && field === '') ? undefined : { via, field }
}

/** The fields, none of which may hold an individual number where the form or register says so. */
export function forbidMyNumber<Fields extends readonly Field[]>(
  fields: Fields,
  isForbidden: boolean,
): Fields | Field[] {
  return isForbidden
    ? fields.map((field) => ({
        ...field,
        noMyNumber: true,
        ...optional('columns', field.columns && forbidMyNumber(field.columns, true)),
      }))
    : fields
}

/** Columns have no conditions, so no names. */
const emptyScope = lazyScope(() => ({}))

/** The columns of a small table in a form: plain fields without conditions. */
function readColumns(
  reader: PackReader,
  tree: Tree | undefined,
  field: Tree,
  type: Field['type'],
): readonly Field[] | undefined {
  if (type !== 'rows') {
    if (tree !== undefined) reader.faults.add('columns-without-rows', tree.at, {}, { key: true })
    return undefined
  }
  const columns = readFields(reader, tree, emptyScope, [])
  if (columns.length === 0) reader.faults.add('rows-without-columns', field.at, {})
  for (const column of columns) {
    const written = child(tree, column.id)
    const demand = child(written, 'must') ?? child(written, 'should')
    if (demand !== undefined)
      reader.faults.add('demand-in-rows', demand.at, { field: column.id }, { key: true })
    if (!columnTypes.has(column.type)) {
      const at = child(tree, column.id, 'type')?.at ?? field.at
      reader.faults.add('column-type', at, {
        type: column.type,
        types: [...columnTypes].join('、'),
      })
    }
  }
  return columns
}

function readRequired(
  reader: PackReader,
  tree: Tree | undefined,
  scope: () => ExpressionScope,
  use?: EmptyUse,
): boolean | Expression {
  if (tree?.kind === 'scalar' && typeof tree.value === 'boolean') return tree.value
  return reader.condition(tree, scope, use) ?? false
}

function readType(
  reader: PackReader,
  tree: Tree,
): { type: Field['type']; register?: string | undefined; options?: readonly Option[] | undefined } {
  const typeTree = child(tree, 'type')
  const text = textOf(typeTree)
  if (typeTree === undefined || text === undefined) return { type: 'text' }
  const parsed = parseFieldType(text)
  if (!parsed.ok) {
    if (parsed.code === 'broken-choices') reader.faults.add('broken-choices', typeTree.at, {})
    else reader.faults.add('unknown-type', typeTree.at, { name: text, near: parsed.near })
    return { type: 'text' }
  }
  if (parsed.register !== undefined && !reader.symbols.registers.has(parsed.register)) {
    reader.faults.add('unknown-register', typeTree.at, {
      name: parsed.register,
      near: suggest(parsed.register, reader.symbols.registers.keys()),
    })
  }
  if (parsed.type !== 'choice' && parsed.type !== 'choices')
    return { type: parsed.type, register: parsed.register }
  return { type: parsed.type, options: readOptions(reader, tree, typeTree, parsed.options) }
}

function readOptions(
  reader: PackReader,
  tree: Tree,
  typeTree: Tree,
  shortForm: readonly Option[] | undefined,
): readonly Option[] {
  const options =
    shortForm ??
    itemsOf(child(tree, 'options')).flatMap((item) => {
      const id = textOf(child(item, 'id'))
      const text = textOf(item)
      if (id !== undefined) return { id, title: reader.text(item, 'title') }
      return text === undefined ? [] : parseOption(text)
    })
  if (options.length === 0) reader.faults.add('no-options', typeTree.at, {})
  const seen = new Set<string>()
  for (const option of options) {
    if (seen.has(option.id))
      reader.faults.add('duplicate', typeTree.at, { what: '選択肢', name: option.id })
    seen.add(option.id)
  }
  return options
}

const dateTypes: ReadonlySet<Field['type']> = new Set(['date', 'date-time'])

/** `past` and `moment`, which only dates may say. */
function readTimes(
  reader: PackReader,
  tree: Tree,
  type: Field['type'],
  id: string,
): Pick<Field, 'past' | 'moment'> {
  const isDate = dateTypes.has(type)
  for (const key of ['past', 'moment'] as const) {
    const flag = child(tree, key)
    if (flag !== undefined && !isDate)
      reader.faults.add('not-a-date', flag.at, { field: id }, { key: true, since: 4 })
  }
  return {
    ...(isDate && reader.flag(tree, 'past') && { past: true }),
    ...(isDate && reader.flag(tree, 'moment') && { moment: true }),
  }
}

/** What a date means; what is none has been reported. */
function readMeaning(tree: Tree): Field['meaning'] {
  const meaning = textOf(child(tree, 'meaning'))
  return dateMeanings.find((each) => each === meaning)
}

function readAfter(
  reader: PackReader,
  tree: Tree | undefined,
  field: Tree,
  type: Field['type'],
  id: string,
  allFields: readonly FieldSymbol[],
): string | undefined {
  const after = textOf(tree)
  if (tree === undefined || after === undefined) return undefined
  if (!dateTypes.has(type)) reader.faults.add('not-a-date', field.at, { field: id })
  requireDate(reader, tree, after, allFields)
  return after
}

/** `3 months after from`, `3 months after today` */
function readWithin(
  reader: PackReader,
  tree: Tree | undefined,
  id: string,
  allFields: readonly FieldSymbol[],
): Field['within'] {
  const text = textOf(tree)
  if (tree === undefined || text === undefined) return undefined
  const span = parseSpanAfter(text.trim().replaceAll(/\s+/g, ' '))
  if (span?.after === undefined || span.after === id) {
    reader.faults.add('bad-span', tree.at, { text, example: '3 months after 日付の項目' })
    return undefined
  }
  if (span.after !== 'today') requireDate(reader, tree, span.after, allFields)
  return { ...span, after: span.after }
}

/** Reports a field that is not there or is no date. */
export function requireDate(
  reader: PackReader,
  tree: Tree,
  name: string,
  allFields: readonly FieldSymbol[],
): void {
  const fieldSymbol = allFields.find((field) => field.id === name)
  if (fieldSymbol === undefined)
    reader.faults.add('unknown-field', tree.at, {
      name,
      near: suggest(
        name,
        allFields.map((field) => field.id),
      ),
    })
  else if (!dateTypes.has(fieldSymbol.type))
    reader.faults.add('not-a-date', tree.at, { field: name })
}
