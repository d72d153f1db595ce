import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import type { Register } from '#kernel/packs/register.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { changeEntries } from './caseEffects.ts'
import type { Cause } from './caseEffects.ts'
import { facetLexeme } from './prepare.ts'
import { endedStates } from '#kernel/packs/states.ts'

/** An entry that is in the hands of a person. */
export interface Holding {
  readonly register: string
  readonly registerTitle: string
  readonly id: string
  readonly number: string
  readonly name: string
  readonly state: string
}

/**
 * Every entry in the hands of a person, by the registers that record it, that has neither ended nor
 * been returned.
 */
export async function entriesHeldBy(tx: Transaction, person: string): Promise<Holding[]> {
  const holdings: Holding[] = []
  for (const register of tx.organization.pack.registers.values()) {
    if (register.heldBy === undefined) continue
    const inactive = inactiveStates(tx, register)
    let query = tx.db
      .selectFrom('entries')
      .select(['id', 'number', 'name', 'state'])
      .where('organization_id', '=', tx.organization.id)
      .where('register', '=', register.id)
      .where(sql<SqlBool>`search @@ ${facetLexeme(`${register.heldBy}:${person}`)}::tsquery`)
    if (inactive.length > 0) query = query.where('state', 'not in', inactive)
    holdings.push(
      ...(await query.orderBy('number').execute()).map((row) => ({
        register: register.id,
        registerTitle: register.title,
        ...row,
      })),
    )
  }
  return holdings
}

function inactiveStates(tx: Transaction, register: Register): string[] {
  return [
    ...endedStates(tx.organization.pack, register),
    ...(register.returned === undefined ? [] : [register.returned]),
  ]
}

/**
 * Returns entries: each takes the state that its register names for returned entries. Returns their
 * numbers.
 */
export async function returnEntries(
  tx: Transaction,
  entries: readonly Pick<Holding, 'id' | 'register'>[],
  cause: Cause,
): Promise<string[]> {
  const numbers: string[] = []
  for (const [register, given] of Map.groupBy(entries, (row) => row.register)) {
    const returned = tx.organization.pack.registers.get(register)?.returned
    numbers.push(
      ...(await changeEntries(
        tx,
        given.map(({ id }) => id),
        { ...(returned === undefined ? {} : { state: returned }), fields: {} },
        cause,
      )),
    )
  }
  return numbers
}
