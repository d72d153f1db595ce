import { parseFieldType } from '../read/fieldType.ts'
import type { ConditionTitles } from '../expressions/say.ts'
import { child, entriesOf, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'

/** Keys under which a condition may stand. */
export const conditionKeys: ReadonlySet<string> = new Set([
  'when',
  'applies',
  'required',
  'must',
  'should',
])

/** Names under which an expression sees the entry that a case or a question is about. */
const entryNames: ReadonlySet<string> = new Set(['asset', 'about', 'entry'])

/** The titles of the names that a condition at this place of a merged pack may read. */
export function titlesAt(pack: Tree, path: readonly string[]): ConditionTitles {
  const asked = [...entriesOf(child(pack, 'handling', 'acts'))].map(([, act]) => child(act, 'asks'))
  const registers = entriesOf(child(pack, 'registers')).map(([, tree]) => child(tree, 'fields'))
  const own = child(pack, path[0] ?? '', path[1] ?? '', 'fields')
  const fieldOf = (names: readonly string[]): Tree | undefined => {
    const [first = '', second] = names
    if (second !== undefined) return entryNames.has(first) ? found(registers, second) : undefined
    // `value` is the field that the demand stands on.
    if (first === 'value') return child(pack, ...path.slice(0, path.lastIndexOf('fields') + 2))
    return found([own, ...asked], first)
  }
  const axisOf = ([first = '', second]: readonly string[]): Tree | undefined => {
    const isClass = first === 'class' || textOf(child(fieldOf([first]), 'type')) === 'class'
    return isClass && second !== undefined
      ? child(pack, 'classification', 'axes', second)
      : undefined
  }
  return {
    nameOf: (names) => textOf(child(axisOf(names) ?? fieldOf(names), 'title')),
    valueOf: (names, literal) => {
      const axis = axisOf(names)
      return axis === undefined
        ? optionTitle(fieldOf(names), String(literal))
        : textOf(child(axis, 'levels', String(literal), 'title'))
    },
  }
}

function found(places: readonly (Tree | undefined)[], id: string): Tree | undefined {
  return places.map((place) => child(place, id)).find((field) => field !== undefined)
}

function optionTitle(field: Tree | undefined, id: string): string | undefined {
  const listed = itemsOf(child(field, 'options')).map((item) => ({
    id: textOf(child(item, 'id')) ?? textOf(item),
    title: textOf(child(item, 'title')) ?? textOf(item),
  }))
  const type = parseFieldType(textOf(child(field, 'type')) ?? '')
  const options = type.ok && type.options !== undefined ? type.options : listed
  const yesNo = type.ok && type.type === 'yes-no' ? { yes: 'はい', no: 'いいえ' }[id] : undefined
  return options.find((option) => option.id === id)?.title ?? yesNo
}
