import type { AssembledPack } from '../assemble.ts'
import type { FaultCollector } from '../faults.ts'
import { child, entriesOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { choiceSymbols } from '../read/choiceSymbols.ts'
import { expandChecklist } from './checklist.ts'
import { withChoices } from './choices.ts'
import { readConditions, withConditions } from './conditions.ts'
import { expandProcedure } from './procedure.ts'
import { expandRefs } from './refs.ts'
import { expandTables } from './tables.ts'

/**
 * A pack with its short words written out: named conditions, tables of rules, steps that approve or
 * perform, ranges of provisions. Whoever reads it afterwards knows one way of writing each.
 */
export function expandPack(written: AssembledPack, faults: FaultCollector): AssembledPack {
  const pack = expandRefs(written, faults)
  const conditions = readConditions(pack.files.get('conditions'), fieldIdsOf(pack), faults)
  const roles = pack.files.get('roles')
  const acts = child(pack.files.get('handling'), 'acts')
  const shortening = {
    faults,
    roleTitle: (id: string): string | undefined => {
      const role = child(roles, 'roles', id)
      return textOf(child(role, 'short')) ?? textOf(child(role, 'title'))
    },
    checklists: new Set(pack.checklists.keys()),
    asksOf: (act: string): readonly string[] =>
      entriesOf(child(acts, act, 'asks')).map(([field]) => field),
    registerFields: (register: string): readonly string[] =>
      entriesOf(child(pack.registers.get(register), 'fields')).map(([field]) => field),
  }
  const files = new Map(pack.files)
  const choices = choiceSymbols(files.get('choices'))
  const each = (trees: ReadonlyMap<string, Tree>, change: (tree: Tree) => Tree) =>
    new Map([...trees].map(([id, tree]) => [id, withConditions(change(tree), conditions)] as const))
  const handling = files.get('handling')
  if (handling !== undefined)
    files.set('handling', withConditions(expandTables(handling, faults), conditions))
  const rounds = files.get('rounds')
  if (rounds !== undefined) files.set('rounds', withConditions(rounds, conditions))
  return {
    ...pack,
    files,
    registers: each(pack.registers, (tree) => withChoices(tree, choices, faults)),
    procedures: each(pack.procedures, (tree) =>
      withChoices(expandProcedure(tree, shortening), choices, faults),
    ),
    checklists: each(pack.checklists, expandChecklist),
    documents: each(pack.documents, (tree) => tree),
  }
}

/** The ids of all fields that expressions of the pack may name. */
function fieldIdsOf(pack: AssembledPack): ReadonlySet<string> {
  const acts = entriesOf(child(pack.files.get('handling'), 'acts')).map(([, act]) => act)
  const forms = [...pack.procedures.values(), ...pack.registers.values()]
  const fields = [
    ...acts.map((act) => child(act, 'asks')),
    ...forms.map((form) => child(form, 'fields')),
  ]
  return new Set(fields.flatMap((each) => entriesOf(each).map(([id]) => id)))
}
