import { areChanged } from '#kernel/packs/compare/affected.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson, mayAdminister } from '#platform/access/party.ts'
import { stored } from '#platform/gate/stored.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { EditionChanges } from '../contract.ts'
import type { EditionProposal } from '../contract.ts'
import { otherApprovers, isApprover } from './approvers.ts'

/** Most open cases that are named for one procedure. */
const namedCases = 10

/**
 * The edition that waits for approval or for its day, for those who may propose or approve one;
 * null for others, and where there is none.
 */
export async function openProposal(tx: Transaction): Promise<EditionProposal | null> {
  const [administers, approves] = [mayAdminister(tx), isApprover(tx)]
  if (!administers && !approves) return null
  const row = await tx.db
    .selectFrom('edition_proposals')
    .select([
      'id',
      'edition',
      'title',
      'hash',
      'in_force_from',
      'status',
      'proposed_by',
      'proposed_at',
      'decided_by',
      'cases_played',
      'changes',
      'trouble',
    ])
    .where('organization_id', '=', tx.organization.id)
    .where('status', 'in', ['proposed', 'approved'])
    .executeTakeFirst()
  if (row === undefined) return null
  const changes = stored(EditionChanges, row.changes, nouns.editionProposal.ja)
  const isOwn = row.proposed_by !== null && row.proposed_by === actorPerson(tx)
  const alone = isOwn && approves && (await otherApprovers(tx)).length === 0
  const name = (person: string | null): string | null =>
    person === null ? null : (tx.organization.view.persons.get(person)?.name ?? null)
  return {
    id: row.id,
    edition: row.edition,
    title: row.title,
    hash: row.hash,
    inForce: row.in_force_from,
    status: row.status === 'approved' ? 'approved' : 'proposed',
    proposedBy: name(row.proposed_by),
    proposedAt: row.proposed_at.toISOString(),
    decidedBy: name(row.decided_by),
    casesPlayed: row.cases_played,
    changes,
    affected: await affectedCases(tx, areChanged(changes)),
    trouble: row.trouble,
    mayApprove: row.status === 'proposed' && approves && (!isOwn || alone),
    alone,
    mayWithdraw: isOwn || administers,
  }
}

async function affectedCases(
  tx: Transaction,
  isChanged: (procedure: string) => boolean,
): Promise<EditionProposal['affected']> {
  const rows = await tx.db
    .selectFrom('cases')
    .select(['procedure', 'number'])
    .where('organization_id', '=', tx.organization.id)
    .where('status', '=', 'open')
    .orderBy('number')
    .execute()
  return [...Map.groupBy(rows, (row) => row.procedure)]
    .filter(([procedure]) => isChanged(procedure))
    .map(([procedure, cases]) => ({
      procedure,
      title: tx.organization.pack.procedures.get(procedure)?.title ?? procedure,
      open: cases.length,
      numbers: cases.slice(0, namedCases).map((row) => row.number),
    }))
}
