/** What the wiring may use of the rounds. */
export { waitingForBody } from './meetings.ts'
export { workBehind } from './behind.ts'
export { runRounds } from './job.ts'
