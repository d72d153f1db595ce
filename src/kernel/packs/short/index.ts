import type { AssembledPack } from '../assemble.ts'
import type { FaultCollector } from '../faults.ts'
import { child, textOf } from '../tree.ts'
import { expandProcedure } from './procedure.ts'

/** A pack with the short words of its procedures written out. */
export function expandPack(pack: AssembledPack, faults: FaultCollector): AssembledPack {
  const roles = pack.files.get('roles')
  const roleTitle = (id: string): string | undefined => {
    const role = child(roles, 'roles', id)
    return textOf(child(role, 'short')) ?? textOf(child(role, 'title'))
  }
  const procedures = [...pack.procedures].map(
    ([id, tree]) => [id, expandProcedure(tree, { roleTitle, faults })] as const,
  )
  return { ...pack, procedures: new Map(procedures) }
}
