import type { Expression } from '../expression.ts'
import { createScope } from '../expressions/environment.ts'
import type { ExpressionScope } from '../expressions/environment.ts'
import { namesOfFields } from '../expressions/names.ts'
import type { FieldSymbol } from '../expressions/names.ts'
import { child, entriesOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { PackReader } from './packReader.ts'

/**
 * What the value of a field shall be: `yes`, the id of an option, `all` options, or an expression over `value` and
 * the other fields. What is empty or cannot be evaluated is not what it shall be: a yes-no that
 * nobody has answered is no _no_.
 */
export function readDemand(
  reader: PackReader,
  field: Tree,
  key: 'should' | 'must',
  symbol: FieldSymbol,
  scope: () => ExpressionScope,
): Expression | undefined {
  const tree = child(field, key)
  if (tree === undefined || tree.kind !== 'scalar') return undefined
  const text = textOf(tree)
  const isYes = tree.value === true || text === 'yes'
  if (isYes ? symbol.type !== 'yes-no' : text === undefined) {
    reader.faults.add('demand-not-yes-no', tree.at, { key, field: symbol.id })
    return undefined
  }
  const isNo = symbol.type === 'yes-no' && text === 'no'
  const source = isYes ? 'value' : isNo ? '!value' : sourceOf(symbol, text ?? '')
  return reader.condition({ ...tree, value: source }, () => valueScope(reader, symbol, scope()))
}

/** Reports `should` in a form: what is signed and gone is nobody's to be mended. */
export function refuseShould(reader: PackReader, tree: Tree | undefined): void {
  for (const [id, field] of entriesOf(tree)) {
    const should = child(field, 'should')
    if (should !== undefined)
      reader.faults.add('should-of-form', should.at, { field: id }, { key: true })
  }
}

/** An option stands for the expression that says that it is chosen; `all` for all of several. */
function sourceOf({ type, options }: FieldSymbol, text: string): string {
  if (type === 'choices' && text === 'all' && !options.includes(text) && options.length > 0)
    return options.map((option) => chosen(type, option)).join(' && ')
  return options.includes(text) ? chosen(type, text) : text
}

function chosen(type: FieldSymbol['type'], option: string): string {
  const literal = `"${option.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
  return type === 'choices' ? `${literal} in value` : `value == ${literal}`
}

/**
 * The names of the place and `value`, but not today: a line that was right does not become a finding
 * because time passes.
 */
function valueScope(
  reader: PackReader,
  symbol: FieldSymbol,
  { names }: ExpressionScope,
): ExpressionScope {
  const { today: _today, ...rest } = names
  const types = namesOfFields([{ ...symbol, id: 'value' }], reader.symbols.axes)
  return createScope({
    ...rest,
    ...types,
    ...(types['value']?.kind === 'yes-no' && { value: { ...types['value'], open: true } }),
  })
}
