import { decodeCaseState } from '#kernel/procedures/index.ts'
import type { CaseState } from '#kernel/procedures/index.ts'
import { ProblemError } from '#kernel/problems/index.ts'

/** The columns from which the state of a case is decoded. */
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

/**
 * The state of a case in a list; undefined where it cannot be decoded, so that the other cases are
 * still listed.
 */
export function readableState(row: StateRow): CaseState | undefined {
  const decoded = decodeCaseState(row.state, row.number)
  return decoded.ok ? decoded.state : undefined
}
