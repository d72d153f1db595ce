import type { Register, Stocktake } from '#kernel/packs/register.ts'
import { within } from '#kernel/organization/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorUnit, isAmong, mayAdminister } from '#platform/access/party.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { mayWrite } from '#features/registers/server/public.ts'

/** A ledger that is taken stock of. */
export type Counted = Register & { readonly stocktake: Stocktake }

export function countedRegister(handle: Handle, id: string): Counted {
  const register = handle.organization.pack.registers.get(id)
  return register?.stocktake === undefined
    ? refuse('not-found', { what: nouns.stocktakeRegister })
    : { ...register, stocktake: register.stocktake }
}

/** The unit's own people, who answers for its stocktake, and who keeps the ledger there. */
export function mayAnswer(handle: Handle, register: Counted, unit: string | null): boolean {
  return (
    (unit !== null && actorUnit(handle) === unit) ||
    mayClose(handle, register, unit) ||
    mayWrite(handle, register, { unit_id: unit })
  )
}

/** Who answers for a unit's stocktake or keeps the ledger there; the administrators for all. */
export function mayClose(
  handle: Handle,
  { stocktake, keptBy }: Counted,
  unit: string | null,
): boolean {
  const place = unit === null ? [] : [{ unit }]
  return (
    mayAdminister(handle) || isAmong(handle, stocktake.by, place) || isAmong(handle, keptBy, place)
  )
}

/** Those who may answer, and the people of the units above. */
export function maySee(handle: Handle, register: Counted, unit: string | null): boolean {
  const own = actorUnit(handle)
  return (
    (unit !== null && own !== undefined && within(handle.organization.view, unit, own)) ||
    mayAnswer(handle, register, unit)
  )
}
