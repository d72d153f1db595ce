/** What the wiring may use of the meetings. */
export { roundsOfBody } from './ports.ts'
export { runMeetingJobs } from './meetingTasks.ts'
