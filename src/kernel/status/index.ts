export {
  countStates,
  keptStates,
  provisionStates,
  standingStates,
  worst,
  wrongStates,
} from './states.ts'
export type { ProvisionState, StandingState } from './states.ts'
export { provisionStanding } from './provisions.ts'
export type { ExceptionCoverage, ProvisionStanding } from './provisions.ts'
export { standingsOf } from './standings.ts'
export type { MechanismStanding, Standing } from './standings.ts'
export { seatsByRole } from './seats.ts'
export type {
  FindingFacts,
  ProcedureFacts,
  RegisterFacts,
  SeatFacts,
  StatusRecords,
  StepFacts,
  StocktakeFacts,
  Waiting,
} from './records.ts'
