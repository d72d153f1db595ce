/** What the wiring may use of the meetings. */
export { roundsOfBody } from './ports.ts'
export { runMeetingJobs } from './meetingTasks.ts'
export { bodiesOf, membersOf } from './bodies.ts'
export { meetingsOf } from './store.ts'
