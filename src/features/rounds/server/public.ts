/** What the wiring may use of the rounds. */
export { runRounds } from './job.ts'
