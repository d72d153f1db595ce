import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Database } from '#platform/db/database.ts'
import type { TransactionConnection } from '#platform/db/transactionConnection.ts'
import type { Gate } from '#platform/gate/gate.ts'
import { uuid7 } from '#platform/environment.ts'

/** The edition of a pack that an organisation starts with. */
export interface EditionToAdopt {
  readonly hash: string
  readonly pack: string
  readonly title: string
  readonly edition: string
  readonly inForce: string
  /** The version of the pack language by which the edition is read from now on. */
  readonly language: number
  /** Source files of the pack and of those it extends, stored permanently. */
  readonly sources: unknown
}

export interface Founding {
  readonly slug: string
  readonly title: string
  readonly demo: boolean
  readonly edition: EditionToAdopt
}

/**
 * Founds an organisation: its row, its edition of the policy, the first event of its journal.
 * `more` adds to the same transaction (the first unit and administrator). Returns the id of the
 * organisation.
 */
export async function foundOrganization(
  gate: Gate,
  founding: Founding,
  writeMore: (
    db: Kysely<Database>,
    organizationId: string,
    later: TransactionConnection['deferWrite'],
  ) => Promise<void>,
): Promise<string> {
  const organizationId = uuid7(gate.environment)
  const now = gate.environment.now()
  const { edition } = founding
  await gate.foundOrganization(organizationId, async ({ db, deferWrite: later }) => {
    await db
      .insertInto('organizations')
      .values({
        organization_id: organizationId,
        slug: founding.slug,
        title: founding.title,
        pack: edition.pack,
        edition_hash: edition.hash,
        demo: founding.demo,
        created_at: now,
      })
      .execute()
    await sql`select journal_begin()`.execute(db)
    await db
      .insertInto('pack_editions')
      .values({
        organization_id: organizationId,
        hash: edition.hash,
        pack: edition.pack,
        title: edition.title,
        edition: edition.edition,
        in_force_from: edition.inForce,
        sources: JSON.stringify(edition.sources),
        adopted_at: now,
        language: edition.language,
      })
      .execute()
    await writeMore(db, organizationId, later)
    const detail = {
      title: founding.title,
      pack: edition.pack,
      edition: edition.edition,
      hash: edition.hash,
      demo: founding.demo,
    }
    return {
      result: organizationId,
      event: {
        at: now.toISOString(),
        actor: null,
        action: 'organization.found',
        subjectKind: 'organization',
        subjectId: organizationId,
        detail: JSON.stringify(detail),
      },
    }
  })
  return organizationId
}
