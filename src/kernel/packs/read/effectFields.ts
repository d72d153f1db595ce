import type { FieldType } from '../../fields/types.ts'
import type { EmptyUse } from '../check/empty.ts'
import type { Expression } from '../expression.ts'
import type { ExpressionScope } from '../expressions/environment.ts'
import { possibleResults } from '../expressions/results.ts'
import type { FieldSymbol } from '../expressions/names.ts'
import { suggest } from '../suggest.ts'
import { entriesOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { findMisfit, typeTitles } from './misfit.ts'
import type { PackReader } from './packReader.ts'
import type { WhoPlace } from './who.ts'

/** What a procedure's parts need to know of the whole. */
export interface ProcedureContext {
  readonly who: WhoPlace
  readonly fields: readonly FieldSymbol[]
  readonly scope: () => ExpressionScope
  /** What may be empty once these fields were put before somebody. */
  readonly emptiness: (filled: ReadonlySet<string>) => EmptyUse['emptiness']
  /** The fields that were, where something is read. */
  readonly filled: ReadonlySet<string>
  /** The register that the case is about. */
  readonly about?: string
  readonly steps: ReadonlySet<string>
  readonly ends: ReadonlySet<string>
}

/** What the values of fields are read with. */
type ValuesContext = Pick<ProcedureContext, 'fields' | 'scope' | 'emptiness' | 'filled'>

/** The id of a field of the procedure that must be of one of these types. */
export function readFieldOf(
  reader: PackReader,
  tree: Tree,
  types: readonly FieldType[],
  expected: string,
  context: ProcedureContext,
): string | undefined {
  const id = textOf(tree)
  if (id === undefined) return undefined
  const fieldSymbol = context.fields.find((field) => field.id === id)
  if (fieldSymbol === undefined)
    reader.faults.add('unknown-field', tree.at, {
      name: id,
      near: suggest(
        id,
        context.fields.map((field) => field.id),
      ),
    })
  else if (!types.includes(fieldSymbol.type))
    reader.faults.add('field-kind', tree.at, { field: id, wanted: expected })
  return id
}

/** Fields of the target, each from an expression over the case. */
export function readValues(
  reader: PackReader,
  trees: Iterable<readonly [string, Tree]>,
  target: readonly FieldSymbol[] | undefined,
  context: ValuesContext,
): Map<string, Expression> {
  const values = new Map<string, Expression>()
  for (const [id, value] of trees) {
    const field = target?.find((targetField) => targetField.id === id)
    if (field === undefined && target !== undefined) {
      reader.faults.add(
        'unknown-field',
        value.at,
        {
          name: id,
          near: suggest(
            id,
            target.map((targetField) => targetField.id),
          ),
        },
        { key: true },
      )
    }
    const expression = reader.value(value, context.scope(), {
      safe: undefined,
      emptiness: context.emptiness(context.filled),
    })
    if (expression === undefined) continue
    values.set(id, expression)
    if (field !== undefined) checkFits(reader, value, field, context)
  }
  return values
}

/**
 * Each with its expression. `[a, b]` is short for `{ a: 'a', b: 'b' }`; those of another name or
 * value stand among them: `[a, { b: 'c' }]`.
 */
export function valuesOf(
  reader: PackReader,
  tree: Tree | undefined,
): readonly (readonly [string, Tree])[] {
  if (tree?.kind !== 'list') return entriesOf(tree)
  const seen = new Set<string>()
  const named = tree.items.flatMap((item): readonly (readonly [string, Tree])[] => {
    const id = textOf(item)
    return id === undefined ? entriesOf(item) : [[id, item]]
  })
  for (const [id, { at }] of named) {
    if (seen.has(id)) reader.faults.add('duplicate', at, { what: '並びの中の', name: id })
    seen.add(id)
  }
  return named
}

/**
 * Reports what the target could not take, so that no case is refused at its end for what its pack
 * says.
 */
function checkFits(
  reader: PackReader,
  value: Tree,
  target: FieldSymbol,
  context: ValuesContext,
): void {
  const source = value.kind === 'scalar' ? String(value.value) : ''
  for (const result of possibleResults(source, context.scope())) {
    const mismatch = findMisfit(result, target, context.fields)
    if (mismatch === undefined) continue
    if ('option' in mismatch)
      reader.faults.add('unknown-option', value.at, {
        field: target.id,
        name: mismatch.option,
        near: suggest(mismatch.option, target.options),
      })
    else
      reader.faults.add('value-kind', value.at, {
        source,
        kind: mismatch.kind,
        field: target.id,
        wanted: typeTitles[target.type],
      })
  }
}

/** Reports the fields that a new entry must have and that nothing fills. */
export function checkComplete(
  reader: PackReader,
  at: Tree,
  target: readonly FieldSymbol[],
  values: ReadonlyMap<string, Expression>,
  register: string,
): void {
  for (const { id, alwaysRequired } of target)
    if (alwaysRequired === true && !values.has(id))
      reader.faults.add('write-lacks', at.at, { register, field: id })
}
