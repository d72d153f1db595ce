/** What the wiring may use of the meetings. */
export { callMeetings } from './due.ts'
