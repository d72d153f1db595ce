import { contacts } from '#features/organization/server/public.ts'
import type { ContactNode } from '#features/organization/contract.ts'
import type { Handle } from '#platform/gate/handle.ts'

/** Somebody whom the network reaches today, once, with the first role that they stand for. */
export interface Reached {
  readonly person: string
  readonly role: string
}

/** Everybody of the network of today, from top to bottom. */
export async function reachedToday(handle: Handle): Promise<readonly Reached[]> {
  const { tree } = await contacts.run(handle, {}, undefined)
  const found = new Map<string, Reached>()
  const visit = (nodes: readonly ContactNode[]): void => {
    for (const node of nodes) {
      for (const { id } of node.people)
        if (!found.has(id)) found.set(id, { person: id, role: node.title })
    }
    for (const node of nodes) visit(node.tells)
  }
  visit(tree)
  return [...found.values()]
}
