import { sql } from 'kysely'
import type { SqlBool } from 'kysely'
import type { Register } from '#kernel/packs/register.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { changeEntries } from './forCases.ts'
import type { Cause } from './forCases.ts'
import { facetLexeme } from './prepare.ts'
import { endedStates } from '#kernel/packs/states.ts'

/** A line that is in a person's hands. */
export interface Holding {
  readonly register: string
  readonly registerTitle: string
  readonly id: string
  readonly number: string
  readonly name: string
  readonly state: string
}

/** Every line that is in a person's hands by the ledgers that say so, and is neither over nor given back. */
export async function heldLines(handle: Handle, person: string): Promise<Holding[]> {
  const found: Holding[] = []
  for (const register of handle.organization.pack.registers.values()) {
    if (register.heldBy === undefined) continue
    const over = overStates(handle, register)
    let query = handle.db
      .selectFrom('entries')
      .select(['id', 'number', 'name', 'state'])
      .where('organization_id', '=', handle.organization.id)
      .where('register', '=', register.id)
      .where(sql<SqlBool>`search @@ ${facetLexeme(`${register.heldBy}:${person}`)}::tsquery`)
    if (over.length > 0) query = query.where('state', 'not in', over)
    found.push(
      ...(await query.orderBy('number').execute()).map((line) => ({
        register: register.id,
        registerTitle: register.title,
        ...line,
      })),
    )
  }
  return found
}

function overStates(handle: Handle, register: Register): string[] {
  return [
    ...endedStates(handle.organization.pack, register),
    ...(register.returned === undefined ? [] : [register.returned]),
  ]
}

/** Lines were given back: each takes the state that its ledger names for that. Returns their numbers. */
export async function giveBack(
  handle: Handle,
  lines: readonly Pick<Holding, 'id' | 'register'>[],
  cause: Cause,
): Promise<string[]> {
  const numbers: string[] = []
  for (const [register, given] of Map.groupBy(lines, (line) => line.register)) {
    const returned = handle.organization.pack.registers.get(register)?.returned
    numbers.push(
      ...(await changeEntries(
        handle,
        given.map(({ id }) => id),
        { ...(returned === undefined ? {} : { state: returned }), fields: {} },
        cause,
      )),
    )
  }
  return numbers
}
