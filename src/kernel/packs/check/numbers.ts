import type { FaultCollector } from '../faults.ts'
import { child, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'

/** Reports procedures whose cases would have the numbers of another procedure's. */
export function checkNumbers(procedures: ReadonlyMap<string, Tree>, faults: FaultCollector): void {
  const ownerOf = new Map<string, string>()
  for (const [id, tree] of procedures) {
    const at = child(tree, 'number')
    const number = textOf(at)
    if (at === undefined || number === undefined) continue
    const owner = ownerOf.get(number)
    if (owner === undefined) ownerOf.set(number, id)
    else faults.add('number-taken', at.at, { number, procedure: owner })
  }
}
