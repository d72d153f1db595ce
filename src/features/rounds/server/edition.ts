import type { Round } from '#kernel/packs/round.ts'
import { packAsRead } from '#platform/access/language.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { packOfEdition } from '#features/policy/server/public.ts'

/**
 * The transaction with an edition that a turn keeps, and people and places as they are now. What
 * somebody may act for is decided by the edition in force.
 */
export async function underEdition(tx: Transaction, hash: string): Promise<Transaction> {
  const { organization } = tx
  if (hash === organization.editionHash) return tx
  const pack = packAsRead((await packOfEdition(tx.db, organization.id, hash)).pack, tx.actor)
  return { ...tx, organization: { ...organization, pack, editionHash: hash } }
}

/**
 * The rounds of turns with the transaction under their edition; turns of a round that its edition
 * does not have, because it can no longer be read, are left out.
 */
export async function roundsOfTurns(
  tx: Transaction,
  turns: readonly { readonly round: string; readonly edition_hash: string }[],
): Promise<
  (turn: { readonly round: string; readonly edition_hash: string }) => TurnRound | undefined
> {
  const known = new Map<string, Transaction>()
  for (const hash of new Set(turns.map((turn) => turn.edition_hash)))
    known.set(hash, await underEdition(tx, hash))
  return ({ round: id, edition_hash }) => {
    const day = known.get(edition_hash)
    const round = day?.organization.pack.rounds.get(id)
    return day === undefined || round === undefined ? undefined : { day, round }
  }
}

/** A round with the transaction under the edition that it is read by. */
export interface TurnRound {
  readonly day: Transaction
  readonly round: Round
}
