import { sql } from 'kysely'
import { Type } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { isByMachine, leftToMachines } from './left.ts'
import { setTasksOfTurns } from './tokens.ts'

/**
 * Turns of a round in which something was left to machines that people have now to do: its date has
 * passed, or the token can no longer be used.
 */
async function silentTurns(tx: Transaction, id: string): Promise<string[]> {
  const round = tx.organization.pack.rounds.get(id)
  if (round === undefined || !isByMachine(round)) return []
  // A task says of how many subjects it is; one that says less was made before the machine fell silent.
  const { rows } = await sql<{ turn: string }>`
    select distinct w.turn from (
      select r.id as turn, r.title, p.place, count(*) as count from round_turns r
      join occurrences o on o.organization_id = r.organization_id and o.turn_id = r.id and o.closed_at is null and (o.asked = 0 or o.answered < o.asked)
      join occurrence_parties p on p.organization_id = o.organization_id and p.occurrence_id = o.id and p.part = 'does'
      where r.organization_id = ${tx.organization.id} and r.round = ${id} and r.closed_at is null and not ${leftToMachines(tx)}
      group by r.id, r.title, p.place) w
    left join tasks t on t.organization_id = ${tx.organization.id} and t.purpose = 'round/' || w.turn::text || '/' || w.place and t.done_at is null
    where t.id is null or (w.count > 1 and t.subject <> w.title || '・' || w.count || '件')
    order by 1`.execute(tx.db)
  return rows.map(({ turn }) => turn)
}

/** Whether a machine has fallen silent whose work nobody has yet. */
export const isMachineSilent = async (tx: Transaction, round: string): Promise<boolean> =>
  (await silentTurns(tx, round)).length > 0

/** Gives to people what a machine left undone. */
export const passToPeople = defineAction({
  name: 'machine.silent',
  title: { ja: '機械の答えが来ないものを人に渡した', en: 'Gave people what a machine left undone' },
  input: Type.Object({ round: Type.String() }),
  async authorise(tx, input) {
    const turns = await silentTurns(tx, input.round)
    return turns.length === 0 ? refuse('not-found', { what: nouns.recurringWork }) : turns
  },
  async run(tx, input, turns) {
    await setTasksOfTurns(tx, turns)
    return {
      result: null,
      event: { subject: { kind: 'round', id: input.round }, detail: { turns } },
    }
  },
})
