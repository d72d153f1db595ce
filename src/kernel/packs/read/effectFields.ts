import type { FieldType } from '../../fields/types.ts'
import type { EmptyUse } from '../check/empty.ts'
import type { Expression } from '../expression.ts'
import type { Scope } from '../expressions/environment.ts'
import { answersOf } from '../expressions/answers.ts'
import type { FieldName } from '../expressions/names.ts'
import { suggest } from '../suggest.ts'
import { entriesOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { misfit, typeTitles } from './fits.ts'
import type { Reading } from './reading.ts'
import type { WhoPlace } from './who.ts'

/** What a procedure's parts need to know of the whole. */
export interface ProcedurePlace {
  readonly who: WhoPlace
  readonly fields: readonly FieldName[]
  readonly scope: () => Scope
  /** What may be empty once these fields were put before somebody. */
  readonly emptiness: (filled: ReadonlySet<string>) => EmptyUse['emptiness']
  /** The fields that were, where something is read. */
  readonly filled: ReadonlySet<string>
  /** The register that the case is about. */
  readonly about?: string
  readonly steps: ReadonlySet<string>
  readonly ends: ReadonlySet<string>
}

/** The id of a field of the procedure that must be of one of these types. */
export function readFieldOf(
  reading: Reading,
  tree: Tree,
  types: readonly FieldType[],
  wanted: string,
  place: ProcedurePlace,
): string | undefined {
  const id = textOf(tree)
  if (id === undefined) return undefined
  const found = place.fields.find((field) => field.id === id)
  if (found === undefined)
    reading.faults.add('unknown-field', tree.at, {
      name: id,
      near: suggest(
        id,
        place.fields.map((field) => field.id),
      ),
    })
  else if (!types.includes(found.type))
    reading.faults.add('field-kind', tree.at, { field: id, wanted })
  return id
}

/** Fields of the target, each from an expression over the case. */
export function readValues(
  reading: Reading,
  tree: Tree | undefined,
  target: readonly FieldName[] | undefined,
  place: ProcedurePlace,
): Map<string, Expression> {
  const values = new Map<string, Expression>()
  for (const [id, value] of entriesOf(tree)) {
    const field = target?.find((one) => one.id === id)
    if (field === undefined && target !== undefined) {
      reading.faults.add(
        'unknown-field',
        value.at,
        {
          name: id,
          near: suggest(
            id,
            target.map((one) => one.id),
          ),
        },
        { key: true },
      )
    }
    const expression = reading.value(value, place.scope(), {
      safe: undefined,
      emptiness: place.emptiness(place.filled),
    })
    if (expression === undefined) continue
    values.set(id, expression)
    if (field !== undefined) checkFits(reading, value, field, place)
  }
  return values
}

/** Reports what the target could not take, so that no case is refused at its end for what its pack says. */
function checkFits(reading: Reading, value: Tree, target: FieldName, place: ProcedurePlace): void {
  const source = value.kind === 'scalar' ? String(value.value) : ''
  for (const answer of answersOf(source, place.scope())) {
    const wrong = misfit(answer, target, place.fields)
    if (wrong === undefined) continue
    if ('option' in wrong)
      reading.faults.add('unknown-option', value.at, {
        field: target.id,
        name: wrong.option,
        near: suggest(wrong.option, target.options),
      })
    else
      reading.faults.add('value-kind', value.at, {
        source,
        kind: wrong.kind,
        field: target.id,
        wanted: typeTitles[target.type],
      })
  }
}

/** Reports the fields that a new line must have and that nothing fills. */
export function checkComplete(
  reading: Reading,
  at: Tree,
  target: readonly FieldName[],
  values: ReadonlyMap<string, Expression>,
  register: string,
): void {
  for (const { id, needed } of target)
    if (needed === true && !values.has(id))
      reading.faults.add('write-lacks', at.at, { register, field: id })
}
