import { verifyJournal } from '#platform/journal/verify.ts'
import type { JournalCheckOptions } from '#platform/journal/verify.ts'
import type { Services } from '#platform/services.ts'
import type { JournalVerdict } from '../contract.ts'

/** Recomputes the whole chain of the organisation, and compares the rows with what it says. */
export async function verifyOrganization(
  { gate, seals }: Services,
  organizationId: string,
  watch: Pick<JournalCheckOptions, 'progress' | 'signal'> = {},
): Promise<JournalVerdict> {
  const outside = await seals.outsideHead(organizationId)
  const check = await gate.readSnapshot(organizationId, (db) =>
    verifyJournal(db, organizationId, {
      ...watch,
      key: seals.keyOf(organizationId),
      ...(outside ? { outside } : {}),
    }),
  )
  return { ...check, broken: check.broken.map((fault) => ({ ...fault })) }
}
