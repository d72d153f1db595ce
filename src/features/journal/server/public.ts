/** What other features may use of the journal. */
export { mayReadJournal } from './queries.ts'
export { stopVerifications } from './verification.ts'
