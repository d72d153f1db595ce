/** What the wiring may use of the rounds. */
export { checkFacts, checkViews, followCase } from './checkedCases.ts'
export { waitingForBody } from './meetings.ts'
export { runRounds } from './job.ts'
