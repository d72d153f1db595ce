/** What the wiring and training may use of the rounds. */
export { checkFacts, checkViews, followCase } from './checkedCases.ts'
export { waitingForBody } from './meetings.ts'
export { runRounds } from './job.ts'
export { closeByLines, lockOpen, openOfPersons } from './closeByLines.ts'
/** What a feature may use that looks at what was answered. */
export { seesOccurrence } from './access.ts'
export { demandIndependence, openAll, ownOccurrences, readableOccurrence } from './occurrence.ts'
export type { OpenedOccurrence } from './occurrence.ts'
export { actsFor, doersAt, mendersAt, mendingAt, namesOf } from './parties.ts'
export { shownValue } from './queries/occurrence.ts'
export { closerOf } from './queries/words.ts'
export { answersIn, occurrences } from './store.ts'
export type { StandingRow } from './store.ts'
