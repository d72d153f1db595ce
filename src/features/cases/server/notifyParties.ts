import { actorsOf } from '#kernel/procedures/index.ts'
import type { CaseContext } from '#kernel/procedures/index.ts'
import { covers } from '#kernel/organization/index.ts'
import type { Party } from '#kernel/organization/who.ts'
import type { Words } from '#kernel/words/words.ts'
import { chunkRows } from '#platform/db/chunkRows.ts'
import type { OutboxMessage } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** Ids of all persons who work here today. */
function everyoneToday(tx: Transaction): string[] {
  return [...tx.organization.view.persons.values()]
    .filter((person) => covers(person, tx.today))
    .map((person) => person.id)
}

/**
 * Notifies the persons who act for the parties today: a notice on their home page, and a mail where
 * mail is configured.
 */
export async function notifyParties(
  tx: Transaction,
  parties: readonly Party[],
  message: Words,
  caseId: string,
  context: CaseContext,
  kind: 'case' | 'ended' = 'case',
): Promise<{ persons: string[]; outgoing: OutboxMessage[] }> {
  const persons = [
    ...new Set(
      parties.flatMap((party) => {
        const actors = actorsOf({ party, excluded: [] }, context)
        return actors === 'anyone' ? everyoneToday(tx) : actors
      }),
    ),
  ]
  for (const part of chunkRows(persons)) {
    tx.deferWrite(
      tx.db.insertInto('notices').values(
        part.map((person_id) => ({
          organization_id: tx.organization.id,
          id: tx.newId(),
          person_id,
          case_id: caseId,
          kind,
          message: message.ja,
          english: message.en,
          href: null,
          at: tx.now,
        })),
      ),
    )
  }
  return {
    persons,
    outgoing: persons.map((person) => ({
      kind: 'mail',
      payload: { person, subject: message.ja, caseId },
    })),
  }
}
