import { sayCondition } from '../expressions/say.ts'
import { parseSpan, spanWords } from '../../calendar/spans.ts'
import type { ParameterType } from '../library/head.ts'
import type { Taken } from '../library/take.ts'
import { mapAt, scalarAt } from '../short/build.ts'
import { child, entriesOf, itemsOf, textOf } from '../tree.ts'
import type { MapTree, Tree } from '../tree.ts'
import { titlesAt } from './conditions.ts'
import { sayTerm } from './terms.ts'

/**
 * What a pack decides of the mechanisms that it takes, for comparing: by their place, each parameter
 * with its title, its type and the value that holds.
 */
export function takenTree(at: Tree['at'], taken: readonly Taken[]): MapTree {
  const entries = taken.map(({ path, tree, head, given }): [string, Tree] => {
    const title = textOf(child(tree, 'title')) ?? path
    const values = [...head.parameters].map(([name, parameter]): [string, Tree] => [
      name,
      mapAt(parameter.at, {
        title: scalarAt(parameter.at, parameter.title),
        type: scalarAt(parameter.at, parameter.type),
        value: given.get(name),
      }),
    ])
    return [
      path,
      mapAt(tree.at, {
        title: scalarAt(tree.at, title),
        with: mapAt(tree.at, Object.fromEntries(values)),
      }),
    ]
  })
  return { kind: 'map', at, entries: new Map(entries) }
}

/** Keys of it that lead to a parameter, and say nothing themselves. */
export const takenKeys: ReadonlySet<string> = new Set(['with', 'value'])

/** The value of a parameter in words, as a person decides it. */
export function sayTaken(pack: Tree, path: readonly string[], value: Tree): string {
  const [, taken = '', , name = ''] = path
  const place = taken.split('/')
  const type = textOf(child(pack, 'library', taken, 'with', name, 'type')) as ParameterType
  return sayValue(pack, place, type, value)
}

function sayValue(pack: Tree, place: readonly string[], type: ParameterType, value: Tree): string {
  const text = textOf(value) ?? ''
  switch (type) {
    case 'who':
    case 'approvers':
      return itemsOf(value)
        .map((who) => sayApprover(pack, place, who))
        .join('、')
    case 'span': {
      const span = parseSpan(text)
      return span === undefined ? text : spanWords(span).ja
    }
    case 'condition':
      return saidCondition(pack, place, text)
    case 'yes-no':
      return value.kind === 'scalar' && value.value === true ? 'はい' : 'いいえ'
    case 'fields':
      return entriesOf(value)
        .map(([id, field]) => textOf(child(field, 'title')) ?? id)
        .join('、')
    default:
      return itemsOf(value)
        .map((item) => textOf(child(item, 'title') ?? item) ?? '')
        .join('、')
  }
}

/** A who, or one of several with the case in which it is asked. */
function sayApprover(pack: Tree, place: readonly string[], approver: Tree): string {
  const who = itemsOf(child(approver, 'who') ?? approver)
    .map((each) =>
      each.kind === 'map'
        ? sayApprover(pack, place, each)
        : (sayTerm(pack, [...place, 'by'], textOf(each) ?? '') ?? textOf(each) ?? ''),
    )
    .join('か')
  const when = textOf(child(approver, 'when'))
  return when === undefined ? who : `${who}（${saidCondition(pack, place, when)}）`
}

function saidCondition(pack: Tree, place: readonly string[], source: string): string {
  return sayCondition(source, titlesAt(pack, [...place, 'when'])) ?? source
}
