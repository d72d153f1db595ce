import { separateAnswers } from '#kernel/procedures/index.ts'
import type { CaseState } from '#kernel/procedures/index.ts'

/** The state of a case as it is stored, by whichever version of the program. */
export function stateOf(row: { readonly state: unknown }): CaseState {
  return separateAnswers(row.state as Readonly<Record<string, unknown>>) as unknown as CaseState
}
