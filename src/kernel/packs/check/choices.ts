import type { AssembledPack } from '../assemble.ts'
import { choicesIn } from '../read/choiceNames.ts'
import { child, entriesOf } from '../tree.ts'
import type { Tree } from '../tree.ts'

/** Files in which nothing runs. */
const silent: ReadonlySet<string> = new Set([
  'pack',
  'choices',
  'provisions',
  'posts',
  'english',
  'library',
  'organization',
  'cases',
])

/** Where in a pack each choice of the organisation is read, by its name. */
export function readersOfChoices(pack: AssembledPack): ReadonlyMap<string, readonly string[]> {
  const readers = new Map<string, string[]>()
  const note = (place: string, tree: Tree): void => {
    for (const id of choicesIn(tree)) readers.set(id, [...(readers.get(id) ?? []), place])
  }
  const noteEach = (kind: string, trees: Iterable<readonly [string, Tree]>): void => {
    for (const [id, tree] of trees) note(`${kind}/${id}`, tree)
  }
  for (const [kind, tree] of pack.files) {
    if (silent.has(kind)) continue
    if (kind === 'rounds' || kind === 'roles') noteEach(kind, entriesOf(child(tree, kind)))
    else note(kind, tree)
  }
  noteEach('registers', pack.registers)
  noteEach('procedures', pack.procedures)
  noteEach('checklists', pack.checklists)
  noteEach('documents', pack.documents)
  return readers
}
