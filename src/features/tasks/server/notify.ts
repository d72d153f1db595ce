import type { Words } from '#kernel/words/words.ts'
import { chunkRows } from '#platform/db/chunkRows.ts'
import type { OutboxMessage } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** Puts a notice on the home page of each person. Returns the mails that go with it. */
export async function notify(
  tx: Transaction,
  persons: readonly string[],
  message: Words,
  href: string,
): Promise<OutboxMessage[]> {
  for (const part of chunkRows(persons)) {
    tx.deferWrite(
      tx.db.insertInto('notices').values(
        part.map((person_id) => ({
          organization_id: tx.organization.id,
          id: tx.newId(),
          person_id,
          case_id: null,
          kind: 'general' as const,
          href,
          message: message.ja,
          english: message.en,
          at: tx.now,
        })),
      ),
    )
  }
  return persons.map((person) => ({ kind: 'mail', payload: { person, subject: message.ja, href } }))
}
