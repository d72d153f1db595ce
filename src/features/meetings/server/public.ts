/** What the wiring may use of the meetings. */
export { runMeetingJobs } from './meetingTasks.ts'
