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
  'where',
])

/** Names under which an expression sees the entry that a case or a question is about. */
const entryNames: ReadonlySet<string> = new Set(['asset', 'about', 'entry'])

/** The titles of the names that a condition at this place of a merged pack may read. */
export function titlesAt(pack: Tree, path: readonly string[]): ConditionTitles {
  const asked = [...entriesOf(child(pack, 'handling', 'acts'))].map(([, act]) => child(act, 'asks'))
  const registers = entriesOf(child(pack, 'registers')).map(([, tree]) => child(tree, 'fields'))
  const own = child(pack, path[0] ?? '', path[1] ?? '', 'fields') ?? lineFields(pack, path)
  const closing = closingFields(pack, path)
  const fieldOf = (names: readonly string[]): Tree | undefined => {
    const [first = '', second] = names
    if (first === 'organization') return child(pack, 'choices', second ?? '')
    if (second !== undefined) return entryNames.has(first) ? found(registers, second) : undefined
    // `value` is the field that the demand stands on.
    const fields = Math.max(path.lastIndexOf('fields'), path.lastIndexOf('items'))
    if (first === 'value') return child(pack, ...path.slice(0, fields + 2))
    return found([...closing, own, ...asked], first)
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

/** The fields of the lines that a checklist or a round is about. */
function lineFields(pack: Tree, [area = '', id = '']: readonly string[]): Tree | undefined {
  const tree = area === 'checklists' || area === 'rounds' ? child(pack, area, id) : undefined
  const register = /^line of (\S+)$/.exec(
    textOf(child(tree, 'of') ?? child(tree, 'each')) ?? '',
  )?.[1]
  return register === undefined ? undefined : child(pack, 'registers', register, 'fields')
}

/** The fields of the lines and the cases that close a round, which tell by them which count. */
function closingFields(
  pack: Tree,
  [area = '', id = '', part = '']: readonly string[],
): readonly (Tree | undefined)[] {
  if (area !== 'rounds' || part !== 'closedBy') return []
  return itemsOf(child(pack, area, id, part)).map((closing) => {
    const [, kind = '', of = ''] =
      /^(line|end(?: \S+)?) of (\S+)$/.exec(textOf(child(closing, 'by')) ?? '') ?? []
    return child(pack, kind === 'line' ? 'registers' : 'procedures', of, 'fields')
  })
}

function found(places: readonly (Tree | undefined)[], id: string): Tree | undefined {
  return places.map((place) => child(place, id)).find((field) => field !== undefined)
}

/** The title of an option of a field or of a choice; of yes and no, what people say. */
export function optionTitle(field: Tree | undefined, id: string): string | undefined {
  const listed = itemsOf(child(field, 'options')).map((item) => ({
    id: textOf(child(item, 'id')) ?? textOf(item),
    title: textOf(child(item, 'title')) ?? textOf(item),
  }))
  const type = parseFieldType(textOf(child(field, 'type')) ?? '')
  const options = type.ok && type.options !== undefined ? type.options : listed
  const yesNo = type.ok && type.type === 'yes-no' ? { yes: 'はい', no: 'いいえ' }[id] : undefined
  return options.find((option) => option.id === id)?.title ?? yesNo
}
