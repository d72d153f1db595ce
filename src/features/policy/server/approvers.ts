import { holdersOf } from '#kernel/organization/holders.ts'
import { staffOn } from '#kernel/organization/staff.ts'
import type { Who } from '#kernel/packs/who.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'
import type { Said } from '#kernel/words/words.ts'
import {
  actorPerson,
  isAmong,
  mayAdminister,
  partiesForTransaction,
  partyNames,
} from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

/** Who approves editions by the pack in force; undefined where it leaves that to who administers. */
const namedApprovers = (tx: Transaction): readonly Who[] | undefined =>
  tx.organization.pack.grants.approveEditions

/** Whether the actor is among those who approve editions, whoever proposed it. */
export function isApprover(tx: Transaction): boolean {
  const named = namedApprovers(tx)
  return named === undefined ? mayAdminister(tx) : named.some((who) => isAmong(tx, who))
}

/** How a refusal names those who approve editions. */
export function approverNames(tx: Transaction): Said {
  const { administer } = tx.organization.pack.grants
  const named = namedApprovers(tx)
  return named === undefined
    ? listed([partyNames(tx, administer), nouns.administrators])
    : partyNames(tx, named)
}

/** Persons other than the actor who could approve: with an account that can sign in today. */
export async function otherApprovers(tx: Transaction): Promise<readonly string[]> {
  const accounts = await tx.db
    .selectFrom('accounts')
    .select(['person_id', 'administrator'])
    .where('organization_id', '=', tx.organization.id)
    .where('person_id', 'is distinct from', actorPerson(tx) ?? null)
    .where('ended_at', 'is', null)
    .where('suspended_at', 'is', null)
    .orderBy('person_id')
    .execute()
  const named = namedApprovers(tx)
  const approvers = personsOf(tx, named ?? tx.organization.pack.grants.administer)
  return accounts
    .filter(
      ({ person_id, administrator }) =>
        (named === undefined && administrator) ||
        approvers === 'anyone' ||
        approvers.has(person_id),
    )
    .map(({ person_id }) => person_id)
}

function personsOf(tx: Transaction, whos: readonly Who[]): ReadonlySet<string> | 'anyone' {
  const { view, pack } = tx.organization
  const staff = staffOn(view, tx.today)
  const persons = new Set<string>()
  for (const party of whos.flatMap((who) => partiesForTransaction(tx, who))) {
    if (party === 'anyone') return 'anyone'
    if ('person' in party) persons.add(party.person)
    else for (const { person } of holdersOf(staff, pack.roles, party.seat)) persons.add(person)
  }
  return persons
}
