import { dependsOnItself } from '../../registers/access.ts'
import type { FieldSymbol } from '../expressions/names.ts'
import { child, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { Who } from '../who.ts'
import type { RegisterReader } from './registerReader.ts'

/**
 * Reports a register into which nobody could write a first entry: who adds entries has a role at
 * the very place that the entry will be, or is found by a field that the entry need not fill in.
 */
export function checkFirstEntry(
  register: RegisterReader,
  tree: Tree,
  keptBy: Who | undefined,
  addedBy: readonly Who[],
): void {
  const { reader } = register
  const at = child(tree, 'keptBy')?.at
  const unitWrites = reader.flag(tree, 'unitWrites') && !belongsToAll(tree)
  if (at === undefined || keptBy === undefined || unitWrites) return
  const scope = reader.symbols.registers.get(register.id)?.scope
  const able = [keptBy, ...addedBy].filter((who) => !dependsOnItself(who, scope))
  if (able.length === 0) {
    reader.faults.add('nobody-adds', at, { register: reader.text(tree, 'title') })
    return
  }
  const finding = able.map((who) => findingField(register, tree, who))
  if (finding.some((found) => found === 'unit' || found?.alwaysRequired === true)) return
  const text = textOf(child(tree, 'keptBy')) ?? ''
  const field = finding.find((found) => typeof found === 'object')
  if (typeof field === 'object') reader.faults.add('keeper-unnamed', at, { text, field: field.id })
  else reader.faults.add('keeper-nowhere', at, { text })
}

/**
 * What says who a `who` means for an entry: one of its fields, or nothing but its unit (or no place
 * at all); undefined where nothing does.
 */
function findingField(
  { reader, names }: RegisterReader,
  tree: Tree,
  who: Who,
): FieldSymbol | 'unit' | undefined {
  if (who.kind === 'person') return names.find(({ id }) => id === who.field)
  if (who.kind !== 'role' || who.of.from === 'organization') return 'unit'
  if (who.of.from === 'applicant') return undefined
  const { of } = who
  if (of.from === 'field') return names.find(({ id }) => id === of.field)
  if (of.to === 'unit' && !belongsToAll(tree)) return 'unit'
  return names.find(({ type, register }) => {
    const scope = reader.symbols.registers.get(register ?? '')?.scope
    return type === 'line' && scope !== undefined && (of.to === 'unit' || scope === of.to)
  })
}

function belongsToAll(tree: Tree): boolean {
  return textOf(child(tree, 'belongsTo')) === 'organization'
}
