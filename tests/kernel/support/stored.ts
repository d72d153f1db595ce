import { decodeCaseState, encodeCaseState } from '#kernel/procedures/index.ts'
import type { CaseState } from '#kernel/procedures/index.ts'
import { ProblemError } from '#kernel/problems/index.ts'

/** A state after it was stored and read. */
export function throughStorage(state: CaseState): CaseState {
  const decoded = decodeCaseState(JSON.parse(encodeCaseState(state)), '第1号')
  if (!decoded.ok) throw new ProblemError(decoded.problem)
  return decoded.state
}
