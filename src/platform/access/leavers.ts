import type { Transaction } from '../gate/transaction.ts'

/**
 * Whether the last day of a person is over. A person whose first day is still to come has not left:
 * they may have to sign something before it. The last active administrator may still sign in,
 * because nobody else could appoint a successor.
 */
export async function hasLeft(
  tx: Transaction,
  person: string,
  administrator: boolean,
): Promise<boolean> {
  const lastDay = tx.organization.view.persons.get(person)?.to
  if (lastDay === undefined || lastDay >= tx.today) return false
  return !administrator || (await hasOtherAdministrator(tx, person))
}

async function hasOtherAdministrator(tx: Transaction, person: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('accounts as a')
    .innerJoin('persons as p', (join) =>
      join.onRef('p.organization_id', '=', 'a.organization_id').onRef('p.id', '=', 'a.person_id'),
    )
    .select('a.id')
    .where('a.organization_id', '=', tx.organization.id)
    .where('a.administrator', '=', true)
    .where('a.ended_at', 'is', null)
    .where('a.suspended_at', 'is', null)
    .where('a.person_id', '!=', person)
    .where((eb) => eb.or([eb('p.to_on', 'is', null), eb('p.to_on', '>=', tx.today)]))
    .executeTakeFirst()
  return row !== undefined
}
