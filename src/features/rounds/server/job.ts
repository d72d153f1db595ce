import { ProblemError } from '#kernel/problems/index.ts'
import type { Gate } from '#platform/gate/gate.ts'
import { performAction } from '#platform/gate/perform.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { RecurringJob } from '#platform/jobs/outbox.ts'
import { isRoundDue, lookAtRound } from './look.ts'
import { isMachineSilent, passToPeople } from './machines/silent.ts'
import { isReminderDue, remindRound } from './reminders.ts'
import { turns } from './store.ts'

const program = { kind: 'program', name: 'rounds' } as const

/** The rounds of the edition in force, and those that are still open from before. */
async function roundsToLookAt(tx: Transaction): Promise<string[]> {
  // What a step of a case asks follows the case.
  const open = await turns(tx).where('closed_at', 'is', null).where('case_id', 'is', null).execute()
  return [...new Set([...tx.organization.pack.rounds.keys(), ...open.map(({ round }) => round)])]
}

/**
 * Opens what is due, closes what is done, and reminds of what is late. Safe to run at any time, by
 * several at once, and repeatedly: what asks for nothing leaves no trace.
 */
export const runRounds: RecurringJob = async ({ organizationId, services: { gate } }) => {
  const rounds = await gate.transact(organizationId, program, 'read', roundsToLookAt)
  for (const round of rounds) await runRound(gate, organizationId, round)
}

/** The same for one round alone. */
export async function runRound(gate: Gate, organizationId: string, round: string): Promise<void> {
  const isDue = (of: typeof isRoundDue): Promise<boolean> =>
    gate.transact(organizationId, program, 'read', (tx) => of(tx, round))
  if (await isDue(isRoundDue))
    await unlessDone(() => performAction(gate, organizationId, program, lookAtRound, { round }))
  if (await isDue(isMachineSilent))
    await unlessDone(() => performAction(gate, organizationId, program, passToPeople, { round }))
  if (await isDue(isReminderDue))
    await unlessDone(() => performAction(gate, organizationId, program, remindRound, { round }))
}

/** Does something that another process may have done meanwhile: then there is nothing left to do. */
async function unlessDone(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof ProblemError && error.problem.code === 'not-found')) throw error
  }
}
