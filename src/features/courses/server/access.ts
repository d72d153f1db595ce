import type { CourseLine, Round } from '#kernel/packs/round.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorUnit } from '#platform/access/party.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { mayAdd } from '#features/registers/server/public.ts'

/** A round that courses are made for. */
export type TaughtRound = Round & { readonly course: CourseLine }

/** The rounds that courses can be made for. */
export function taughtRounds(tx: Transaction): TaughtRound[] {
  return [...tx.organization.pack.rounds.values()].filter(
    (round): round is TaughtRound => round.course !== undefined,
  )
}

export function taughtRound(tx: Transaction, id: string): TaughtRound {
  return (
    taughtRounds(tx).find((round) => round.id === id) ??
    refuse('not-found', { what: nouns.recurringWork })
  )
}

/** The unit that a line of the ledger of a round belongs to; null where that is the organisation's. */
export function unitOfLine(
  tx: Transaction,
  { course }: Pick<TaughtRound, 'course'>,
  unit: string | null | undefined,
): string | null {
  const register = tx.organization.pack.registers.get(course.register)
  return register?.belongsTo === 'unit' ? (unit ?? null) : null
}

/** Whether the actor writes in the ledger of a round, there where the unit is, or where she is. */
export function mayTeach(
  tx: Transaction,
  round: TaughtRound,
  unit: string | null | undefined = actorUnit(tx),
): boolean {
  if (tx.actor.kind === 'person' && tx.actor.limited === true) return false
  const register = tx.organization.pack.registers.get(round.course.register)
  if (register === undefined) return false
  return mayAdd(tx, register, { unit_id: unitOfLine(tx, round, unit) })
}

/** The rounds whose ledger the actor writes in where she is. */
export function roundsTaught(tx: Transaction): TaughtRound[] {
  return taughtRounds(tx).filter((round) => mayTeach(tx, round))
}

/** Who does not write in the ledger of all these rounds finds nothing. */
export function demandTeaching(
  tx: Transaction,
  rounds: readonly string[],
  unit?: string | null,
): TaughtRound[] {
  const known = taughtRounds(tx).filter(({ id }) => rounds.includes(id))
  const here = unit === undefined ? actorUnit(tx) : unit
  if (known.length === 0 || !known.every((round) => mayTeach(tx, round, here)))
    refuse('not-found', { what: nouns.course })
  return known
}
