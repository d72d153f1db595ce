import { formatSpan } from '../../calendar/spans.ts'
import type { FaultCollector } from '../faults.ts'
import { choiceTypes } from '../read/choiceSymbols.ts'
import type { ChoiceSymbol } from '../read/choiceSymbols.ts'
import { suggest } from '../suggest.ts'
import type { Tree } from '../tree.ts'

/** `organization.atOnce`, `organization.atOnce after foundOn` */
const chosen = /^organization\.(\S+)(?= after |$)/

/** A procedure or register with the lengths that the organisation chose in the place of their names. */
export function withChoices(
  tree: Tree,
  choices: ReadonlyMap<string, ChoiceSymbol>,
  faults: FaultCollector,
): Tree {
  const visit = (each: Tree, key?: string): Tree => {
    if (each.kind === 'list') return { ...each, items: each.items.map((item) => visit(item, key)) }
    if (each.kind === 'map') {
      const entries = [...each.entries].map(([name, value]) => [name, visit(value, name)] as const)
      return { ...each, entries: new Map(entries) }
    }
    if (key !== 'within' || typeof each.value !== 'string') return each
    const name = chosen.exec(each.value)?.[1]
    if (name === undefined) return each
    const choice = choices.get(name)
    if (choice === undefined)
      faults.add('unknown-choice', each.at, { name, near: suggest(name, choices.keys()) })
    else if (choice.type !== 'span')
      faults.add('choice-kind', each.at, {
        name,
        type: choiceTypes[choice.type],
        wanted: choiceTypes.span,
      })
    else if (choice.span !== undefined) {
      const span = formatSpan(choice.span)
      return { ...each, value: each.value.replace(chosen, () => span) }
    }
    return each
  }
  return visit(tree)
}
