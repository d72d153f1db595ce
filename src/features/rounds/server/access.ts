import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { unitsLed } from '#platform/access/led.ts'
import { mayAdminister } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { placesOfActor } from './parties.ts'

/**
 * SQL condition: the actor may see that the occurrence `o` is there and how far it is. Those may to
 * whom it belongs in any part, the head of its unit and of the units above, and who administers the
 * policy. At a shared terminal, only who has it to do.
 */
export function seesOccurrence(tx: Transaction): RawBuilder<SqlBool> {
  if (tx.actor.kind === 'person' && tx.actor.limited)
    return sql<SqlBool>`exists (select from occurrence_parties p where p.organization_id = ${tx.organization.id} and p.occurrence_id = o.id
      and p.part = 'does' and p.place = any(${placesOfActor(tx)}::text[]))`
  if (mayAdminister(tx)) return sql<SqlBool>`true`
  return sql<SqlBool>`(o.unit_id = any(${unitsLed(tx)}::uuid[]) or exists (select from occurrence_parties p
    where p.organization_id = ${tx.organization.id} and p.occurrence_id = o.id and p.place = any(${placesOfActor(tx)}::text[])))`
}

/**
 * SQL condition: the actor may read the answers of the occurrence `o`. About a person these are for
 * who gives them, mends, looks whether it is mended, or accepts that something does not apply; about all else for everybody who sees it.
 */
export function readsAnswers(tx: Transaction): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${seesOccurrence(tx)} and (o.subject_kind <> 'person' or exists (select from occurrence_parties p
    where p.organization_id = ${tx.organization.id} and p.occurrence_id = o.id and p.part <> 'hears' and p.place = any(${placesOfActor(tx)}::text[]))))`
}

/** SQL condition: the occurrence `o` belongs to the actor in this part. */
export function hasPart(
  tx: Transaction,
  part: 'does' | 'mends' | 'verifies' | 'waives',
): RawBuilder<SqlBool> {
  return sql<SqlBool>`exists (select from occurrence_parties p where p.organization_id = ${tx.organization.id} and p.occurrence_id = o.id
    and p.part = ${part} and p.place = any(${placesOfActor(tx)}::text[]))`
}
