export { countStates, keptStates, standingStates, worst } from './states.ts'
export type { ProvisionState, StandingState } from './states.ts'
export { provisionStanding } from './provisions.ts'
export type { ExceptionCoverage } from './provisions.ts'
export { stateOfRound } from './rounds.ts'
export { standingsOf } from './standings.ts'
export type { MechanismStanding } from './standings.ts'
export { withComingTurns } from './ahead.ts'
export { seatsByRole } from './seats.ts'
export type {
  FindingFacts,
  ItemFacts,
  OpenWork,
  ProcedureFacts,
  RegisterFacts,
  RoundFacts,
  SeatFacts,
  StatusRecords,
  StepFacts,
  StocktakeFacts,
} from './records.ts'
