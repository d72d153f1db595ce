/** What the wiring and training may use of the rounds. */
export { waitingForBody } from './meetings.ts'
export { runRounds } from './job.ts'
export { closeByLines, lockOpen, openOfPersons } from './closeByLines.ts'
