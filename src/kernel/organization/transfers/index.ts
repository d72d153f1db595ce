import type { SeparationOfDuties } from '../../packs/types.ts'
import type { Roles } from '../seats.ts'
import type { OrganizationView } from '../types.ts'
import { applyMoves } from './applyMoves.ts'
import { findTransferFaults } from './check.ts'
import { readMoves } from './moves.ts'
import type { Move, OpenCase, PersonFacts, TransferFault, TransferList } from './types.ts'

export { movedPersonId } from './applyMoves.ts'
export { listDay, titleDay } from './listDay.ts'
export { missingPosts } from './missingPosts.ts'
export { missingUnits } from './missingUnits.ts'
export { transferFaultKinds } from './faults.ts'

export type * from './types.ts'

/** Everything that a list of transfers means for an organization. */
export interface TransferPlan {
  readonly moves: readonly Move[]
  /** Errors first, then by line. */
  readonly faults: readonly TransferFault[]
  /** The organization as it will be on the day. */
  readonly after: OrganizationView
}

/** What a list is read and checked against. */
export interface TransferContext {
  readonly org: OrganizationView
  readonly facts: ReadonlyMap<string, PersonFacts>
  readonly roles: Roles
  readonly separationOfDuties: readonly SeparationOfDuties[]
  readonly cases: readonly OpenCase[]
  readonly keepers: readonly string[]
}

/** Reads a list, computes the organization as of its day, and finds all faults at once. */
export function planTransfer(
  list: TransferList,
  { org, facts, ...rest }: TransferContext,
): TransferPlan {
  const { moves, faults } = readMoves(list, org, facts)
  const after = applyMoves(org, moves, list.on)
  const allFaults = [
    ...faults,
    ...findTransferFaults({ before: org, after, on: list.on, moves, ...rest }),
  ]
  const weight = (fault: TransferFault): number => (fault.kind === 'error' ? 0 : 1)
  return {
    moves,
    after,
    faults: allFaults.toSorted(
      (a, b) => weight(a) - weight(b) || (a.row ?? Infinity) - (b.row ?? Infinity),
    ),
  }
}
