export { actingAs, actingFor, actingIn } from './acting.ts'
export type { Acting } from './acting.ts'
export { apartBroken } from './apart.ts'
export type { ApartBroken } from './apart.ts'
export { chainFor, chainOf } from './chain.ts'
export type { ActingAs, ChainLink } from './chain.ts'
export { allClaims, claims } from './claims.ts'
export type { Claim } from './claims.ts'
export { covers } from './dates.ts'
export { looseEnds } from './looseEnds.ts'
export type { LooseEnd } from './looseEnds.ts'
export { placedOf, placesIn } from './places.ts'
export { rolesOf, seatsHeld } from './roles.ts'
export { holdersOf, leaders } from './holders.ts'
export { allSeats, seatTitle } from './seats.ts'
export type { Roles } from './seats.ts'
export { seatKey, staffOn } from './staff.ts'
export type { Staff } from './staff.ts'
export { heldFrom, idOf, planTransfer, standingOf, transferFaultKinds } from './transfers/index.ts'
export type {
  Move,
  MoveKind,
  OpenCase,
  PersonFacts,
  Standing,
  TransferContext,
  TransferFault,
  TransferLine,
  TransferList,
  TransferPlan,
} from './transfers/index.ts'
export type * from './types.ts'
export { ancestors, climb, unitsUnder, within } from './units.ts'
export { belongsUnder, resolveWho } from './who.ts'
export type { Party, Placed, WhoContext } from './who.ts'
