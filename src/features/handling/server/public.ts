import { evaluatePolicyForEntries } from '#kernel/handling/evaluatePolicy.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import type { AboutEntry } from '#kernel/procedures/index.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { ProblemError } from '#kernel/problems/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { toQuestionEntry, question } from './ask.ts'
import type { Act } from '#kernel/packs/handling.ts'

/**
 * The ids of the safeguards that the handling rules require of a case with these fields, sorted.
 * The server derives them itself, so that no request can leave one out. Acts for which the class is
 * still unknown require none yet.
 */
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
        about.map(toQuestionEntry),
      )
      if (verdict.procedure === procedureId)
        for (const safeguard of verdict.safeguards) safeguardIds.add(safeguard.id)
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.code !== 'class-needed') throw error
    }
  }
  return [...safeguardIds].sort()
}

/**
 * The acts that a case of a procedure is for: those whose questions the procedure asks, or, if
 * it asks none, all that may lead to the procedure.
 */
export function actsOf({ handling, procedures }: Pack, procedureId: string): Act[] {
  const asks = procedures.get(procedureId)?.asks ?? []
  const leadsHere = (act: Act): boolean =>
    act.otherwise.procedure === procedureId ||
    handling.rules.some((rule) => rule.act === act.id && rule.procedure === procedureId)
  return [...handling.acts.values()].filter((act) =>
    asks.length > 0 ? asks.includes(act.id) : leadsHere(act),
  )
}
