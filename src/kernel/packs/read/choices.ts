import type { Choice } from '../choice.ts'
import { child, entriesOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { checkChoice } from './choiceLimits.ts'
import type { PackReader } from './packReader.ts'

/** organization.yaml. `readBy`: the places of the mechanisms that read each choice. */
export function readChoices(
  reader: PackReader,
  tree: Tree | undefined,
  readBy: ReadonlyMap<string, readonly string[]>,
): Map<string, Choice> {
  return new Map(
    entriesOf(child(tree, 'organization')).flatMap(([id, each]): [string, Choice][] => {
      const symbol = reader.symbols.choices?.get(id)
      if (symbol === undefined) return []
      checkChoice(reader, id, each, symbol)
      const mechanism = reader.mechanism(id, each)
      const places = readBy.get(id) ?? []
      if (places.length === 0 && mechanism.carries.length === 0 && !reader.symbols.shared)
        reader.faults.add('unused-choice', each.at, { name: id }, { key: true })
      return [[id, { ...mechanism, ...symbol, readBy: places }]]
    }),
  )
}
