import { decideAll } from '#kernel/decide/decide.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import type { AboutEntry } from '#kernel/procedures/index.ts'
import { ProblemError } from '#kernel/problems/index.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { entryAsked, question } from './ask.ts'

/** The safeguards that the handling rules ask of a case of this procedure, as it is filled in now. The server works them out; nobody can leave one away. */
export function safeguardsOfCase(handle: Handle, procedureId: string, about: readonly AboutEntry[], fields: FieldValues): string[] {
  const { pack } = handle.organization
  const asked = new Set<string>()
  for (const act of pack.handling.acts.values()) {
    const leads = act.otherwise.procedure === procedureId || pack.handling.rules.some((rule) => rule.act === act.id && rule.procedure === procedureId)
    if (!leads) continue
    try {
      const verdict = decideAll(pack, question(handle, act.id, fields), about.map(entryAsked))
      if (verdict.procedure === procedureId) for (const safeguard of verdict.safeguards) asked.add(safeguard.id)
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.code !== 'class-needed') throw error
    }
  }
  return [...asked].sort()
}
