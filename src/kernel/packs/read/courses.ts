import type { Subject } from '../checklist.ts'
import { namesOfFields } from '../expressions/names.ts'
import type { FieldSymbol } from '../expressions/names.ts'
import type { Closing, CourseLine } from '../round.ts'
import { entriesOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { checkComplete, readValues } from './effectFields.ts'
import { emptyAmong } from './filled.ts'
import type { PackReader } from './packReader.ts'
import { lazyScope } from './scopes.ts'

/** What is known of a course when it becomes a line. */
const known: readonly FieldSymbol[] = (
  [
    ['title', 'text'],
    ['day', 'date'],
    ['place', 'text'],
    ['attendees', 'persons'],
    ['result', 'long-text'],
  ] as const
).map(([id, type]) => ({ id, type, options: [], alwaysRequired: true }))

/** `course`: the fields of the line that closes the round. */
export function readCourse(
  reader: PackReader,
  tree: Tree | undefined,
  of: Subject,
  closedBy: readonly Closing[],
): CourseLine | undefined {
  if (tree === undefined) return undefined
  const lines = closedBy.filter((closing) => closing.kind === 'line')
  const [line] = lines
  if (line === undefined || lines.length > 1 || of.kind !== 'person') {
    reader.faults.add('course-misfit', tree.at, {}, { key: true })
    return undefined
  }
  const target = reader.symbols.registers.get(line.register)?.fields
  const trees = entriesOf(tree)
  const fields = readValues(reader, trees, target, {
    fields: known,
    scope: lazyScope(() => namesOfFields(known, reader.symbols.axes)),
    emptiness: () => emptyAmong(known),
    filled: new Set(),
  })
  if (target !== undefined) {
    checkComplete(reader, tree, target, fields, line.register)
    if (!trees.some(([id, value]) => namesPersons(target, id) && textOf(value) === 'attendees'))
      reader.faults.add('course-unnamed', tree.at, { register: line.register }, { key: true })
  }
  return { register: line.register, fields }
}

const namesPersons = (target: readonly FieldSymbol[], id: string): boolean =>
  target.some((field) => field.id === id && field.type === 'persons')
