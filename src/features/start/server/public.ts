/** What the wiring may use of the start list. */
export { mailTaken } from './actions.ts'
