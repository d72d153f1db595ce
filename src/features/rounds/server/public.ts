/** What the wiring may use of the rounds. */
export { waitingForBody } from './meetings.ts'
export { runRound, runRounds } from './job.ts'
