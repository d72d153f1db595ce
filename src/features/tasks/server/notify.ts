import { inParts } from '#platform/db/parts.ts'
import type { Outgoing } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'

/** Puts a notice on the home page of each person; returns the mails that go with it. */
export async function notify(
  handle: Handle,
  persons: readonly string[],
  message: string,
  href: string,
): Promise<Outgoing[]> {
  for (const part of inParts(persons)) {
    handle.later(
      handle.db.insertInto('notices').values(
        part.map((person_id) => ({
          organization_id: handle.organization.id,
          id: handle.newId(),
          person_id,
          kind: 'general' as const,
          href,
          message,
          at: handle.now,
        })),
      ),
    )
  }
  return persons.map((person) => ({ kind: 'mail', payload: { person, subject: message, href } }))
}
