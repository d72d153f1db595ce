import type { Register, Stocktake } from '#kernel/packs/register.ts'
import { isWithin } from '#kernel/organization/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorUnit, isAmong, mayAdminister } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { mayWrite } from '#features/registers/server/public.ts'

/** A register of which stocktakes are taken. */
export type StocktakeRegister = Register & { readonly stocktake: Stocktake }

export function stocktakeRegister(tx: Transaction, id: string): StocktakeRegister {
  const register = tx.organization.pack.registers.get(id)
  return register?.stocktake === undefined
    ? refuse('not-found', { what: nouns.stocktakeRegister })
    : { ...register, stocktake: register.stocktake }
}

/**
 * Whether the actor may confirm entries: persons of the unit, who is responsible for its stocktake,
 * and who keeps the register there.
 */
export function mayAnswer(
  tx: Transaction,
  register: StocktakeRegister,
  unit: string | null,
): boolean {
  return (
    (unit !== null && actorUnit(tx) === unit) ||
    mayClose(tx, register, unit) ||
    mayWrite(tx, register, { unit_id: unit })
  )
}

/**
 * Whether the actor may close the part of a unit: who is responsible for its stocktake or keeps the
 * register there; administrators for all.
 */
export function mayClose(
  tx: Transaction,
  { stocktake, keptBy }: StocktakeRegister,
  unit: string | null,
): boolean {
  const place = unit === null ? [] : [{ unit }]
  return mayAdminister(tx) || isAmong(tx, stocktake.by, place) || isAmong(tx, keptBy, place)
}

/**
 * Whether the actor may see the part of a unit: those who may confirm, and persons of the units
 * above.
 */
export function maySee(tx: Transaction, register: StocktakeRegister, unit: string | null): boolean {
  const own = actorUnit(tx)
  return (
    (unit !== null && own !== undefined && isWithin(tx.organization.view, unit, own)) ||
    mayAnswer(tx, register, unit)
  )
}
