import { evaluatePolicyForEntries } from '#kernel/handling/evaluatePolicy.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import type { AboutEntry } from '#kernel/procedures/index.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { ProblemError } from '#kernel/problems/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { toAskedEntry, question } from './ask.ts'
import type { Act } from '#kernel/packs/handling.ts'

/** The safeguards that the handling rules ask of a case of this procedure, as it is filled in now. The server works them out; nobody can leave one away. */
export function safeguardsOfCase(
  tx: Transaction,
  procedureId: string,
  about: readonly AboutEntry[],
  fields: FieldValues,
): string[] {
  const { pack } = tx.organization
  const safeguardIds = new Set<string>()
  for (const act of actsOf(pack, procedureId)) {
    try {
      const verdict = evaluatePolicyForEntries(
        pack,
        question(tx, act.id, fields),
        about.map(toAskedEntry),
      )
      if (verdict.procedure === procedureId)
        for (const safeguard of verdict.safeguards) safeguardIds.add(safeguard.id)
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.code !== 'class-needed') throw error
    }
  }
  return [...safeguardIds].sort()
}

/** The acts that a case of a procedure is for: those whose questions it puts; where it puts none, all that may lead to it. */
export function actsOf({ handling, procedures }: Pack, procedureId: string): Act[] {
  const asks = procedures.get(procedureId)?.asks ?? []
  const leads = (act: Act): boolean =>
    act.otherwise.procedure === procedureId ||
    handling.rules.some((rule) => rule.act === act.id && rule.procedure === procedureId)
  return [...handling.acts.values()].filter((act) =>
    asks.length > 0 ? asks.includes(act.id) : leads(act),
  )
}
