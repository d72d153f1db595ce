import { decodeCaseState } from '#kernel/procedures/index.ts'
import type { CaseState } from '#kernel/procedures/index.ts'
import { ProblemError } from '#kernel/problems/index.ts'

/** What reading the state of a case takes of its row. */
interface StateRow {
  readonly number: string
  readonly state: unknown
}

/** The state of one case. Refuses with `case-unreadable` or `case-newer`, which name the case. */
export function stateOf(row: StateRow): CaseState {
  const decoded = decodeCaseState(row.state, row.number)
  if (!decoded.ok) throw new ProblemError(decoded.problem)
  return decoded.state
}

/** The state of a case among others; undefined where it cannot be read, so that the others can be. */
export function readableState(row: StateRow): CaseState | undefined {
  const decoded = decodeCaseState(row.state, row.number)
  return decoded.ok ? decoded.state : undefined
}
