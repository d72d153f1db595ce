import { actorsOf } from '#kernel/procedures/index.ts'
import type { CaseContext } from '#kernel/procedures/index.ts'
import { covers } from '#kernel/organization/index.ts'
import type { Party } from '#kernel/organization/who.ts'
import { inParts } from '#platform/db/parts.ts'
import type { Outgoing } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'

/** All who work here today. */
function everyone(handle: Handle): string[] {
  return [...handle.organization.view.persons.values()]
    .filter((person) => covers(person, handle.today))
    .map((person) => person.id)
}

/** Tells the persons who act for the parties today: a notice on their home page, and a mail where mail is set up. */
export async function tell(
  handle: Handle,
  parties: readonly Party[],
  message: string,
  caseId: string,
  context: CaseContext,
): Promise<{ persons: string[]; outgoing: Outgoing[] }> {
  const persons = [
    ...new Set(
      parties.flatMap((party) => {
        const actors = actorsOf({ party, excluded: [] }, context)
        return actors === 'anyone' ? everyone(handle) : actors
      }),
    ),
  ]
  for (const part of inParts(persons)) {
    handle.later(
      handle.db.insertInto('notices').values(
        part.map((person_id) => ({
          organization_id: handle.organization.id,
          id: handle.newId(),
          person_id,
          case_id: caseId,
          kind: 'case' as const,
          message,
          at: handle.now,
        })),
      ),
    )
  }
  return {
    persons,
    outgoing: persons.map((person) => ({
      kind: 'mail',
      payload: { person, subject: message, caseId },
    })),
  }
}
