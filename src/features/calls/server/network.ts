import { contacts } from '#features/organization/server/public.ts'
import type { ContactNode } from '#features/organization/contract/contacts.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** A person whom the network reaches today, with the first role under which they are in it. */
export interface Recipient {
  readonly person: string
  readonly role: string
}

/** Everybody whom the network reaches today, from top to bottom, each person once. */
export async function recipientsToday(tx: Transaction): Promise<readonly Recipient[]> {
  const { tree } = await contacts.run(tx, {}, undefined)
  const recipients = new Map<string, Recipient>()
  const visit = (nodes: readonly ContactNode[]): void => {
    for (const node of nodes) {
      for (const { id } of node.people)
        if (!recipients.has(id)) recipients.set(id, { person: id, role: node.title })
    }
    for (const node of nodes) visit(node.tells)
  }
  visit(tree)
  return [...recipients.values()]
}
