import type { Party } from '#kernel/organization/index.ts'
import type { Round } from '#kernel/packs/round.ts'
import { roundOfStep } from '#kernel/rounds/index.ts'
import { packAsRead } from '#platform/access/language.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { packOfEdition } from '#features/policy/server/public.ts'
import { partyOfPlace } from './places.ts'

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

/** What of a row names its turn. */
export interface TurnNamed {
  readonly round: string
  readonly edition_hash: string
  /** The turn, where the row is not the turn itself. */
  readonly turn_id?: string
  readonly id?: string
  readonly case_id?: string | null
}

/**
 * The rounds of turns with the transaction under their edition; turns of a round that its edition
 * does not have, because it can no longer be read, are left out. What a step of a case asks is read as
 * a round that belongs to whoever acts at the step.
 */
export async function roundsOfTurns(
  tx: Transaction,
  turns: readonly TurnNamed[],
): Promise<(turn: TurnNamed) => TurnRound | undefined> {
  const known = new Map<string, Transaction>()
  for (const hash of new Set(turns.map((turn) => turn.edition_hash)))
    known.set(hash, await underEdition(tx, hash))
  const doers = await doersOfCases(tx, turns)
  return (turn) => {
    const day = known.get(turn.edition_hash)
    if (day === undefined) return undefined
    const { pack } = day.organization
    if (!turn.case_id) {
      const round = pack.rounds.get(turn.round)
      return round && { day, round }
    }
    const round = roundOfStep(pack, turn.round)
    return round && { day, round, doers: doers.get(turnIdOf(turn)) ?? [] }
  }
}

const turnIdOf = ({ turn_id, id = '' }: TurnNamed): string => turn_id ?? id

/** Who acts, or acted last, at the steps that opened turns. */
async function doersOfCases(
  tx: Transaction,
  turns: readonly TurnNamed[],
): Promise<ReadonlyMap<string, readonly Party[]>> {
  const ids = [...new Set(turns.flatMap((turn) => (turn.case_id ? [turnIdOf(turn)] : [])))]
  if (ids.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('occurrence_parties')
    .distinct()
    .select(['turn_id', 'place'])
    .where('organization_id', '=', tx.organization.id)
    .where('turn_id', 'in', ids)
    .where('part', '=', 'does')
    .execute()
  return new Map(
    [...Map.groupBy(rows, (row) => row.turn_id)].map(([id, of]) => [
      id,
      of.map(({ place }) => partyOfPlace(place)),
    ]),
  )
}

/** A round with the transaction under the edition that it is read by. */
export interface TurnRound {
  readonly day: Transaction
  readonly round: Round
  /** Whoever acts at the step of the case that asks it. */
  readonly doers?: readonly Party[]
}
