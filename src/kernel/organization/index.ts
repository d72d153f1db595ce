export { findActorAs, findActor, findActorInChain } from './acting.ts'

export { separationViolations } from './separationOfDuties.ts'

export { buildChain, chainOf } from './chain.ts'

export { crowdingDuring } from './atMost.ts'
export { claimsOfPerson } from './claims.ts'
export type { Claim } from './claims.ts'
export { covers } from './dates.ts'
export { findRoleIssues } from './roleIssues.ts'
export { stopsSomebody } from './stopping.ts'
export type { RoleIssue } from './roleIssues.ts'
export { locationOf } from './locations.ts'
export { seatsHeldBy } from './heldSeats.ts'
export { holdersOf, leadersOf } from './holders.ts'
export { allSeats, seatTitle } from './seats.ts'
export type { Roles } from './seats.ts'
export { cannotAct, staffOn } from './staff.ts'
export type { Staff } from './staff.ts'
export {
  listDay,
  movedPersonId,
  planTransfer,
  titleDay,
  missingPosts,
  missingUnits,
  transferFaultKinds,
} from './transfers/index.ts'
export type {
  Move,
  OpenCase,
  PersonFacts,
  StaffRecord,
  TransferContext,
  TransferFault,
  TransferListRow,
  TransferList,
  TransferPlan,
} from './transfers/index.ts'
export type * from './types.ts'
export { ancestors, ancestorAt, unitsUnder, isWithin } from './units.ts'
export { resolveWho } from './who.ts'
export type { Party, EntryLocation } from './who.ts'
