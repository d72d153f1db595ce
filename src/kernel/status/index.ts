export { countStates, keptStates, standingStates, worst } from './states.ts'
export type { ProvisionState, StandingState } from './states.ts'
export { provisionStanding } from './provisions.ts'
export type { ExceptionCoverage } from './provisions.ts'
export { standingsOf } from './standings.ts'
export type { MechanismStanding } from './standings.ts'
export { seatsByRole } from './seats.ts'
export type {
  FindingFacts,
  ProcedureFacts,
  RegisterFacts,
  SeatFacts,
  StatusRecords,
  StepFacts,
  StocktakeFacts,
} from './records.ts'
