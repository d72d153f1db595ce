/** What other features may use of the cases. */
export { watchExceptions } from './exceptions/expiry.ts'
export { askReviews } from './reviews.ts'
export { remindLateCases } from './reminders.ts'
export { beginCase, actOnCase } from './actions.ts'
export { showCase } from './show.ts'
export { reclassifyCases } from './reclassify.ts'
export {
  notify,
  personsOf,
  planErrands,
  remindErrands,
  runErrands,
  setAllErrands,
  setErrands,
} from './errands.ts'
export type { Errand, ErrandPlan } from './errands.ts'
export { decideInMeeting, lockDecided, waitingForBody } from './inMeetings.ts'
export type { WaitingForBody } from './inMeetings.ts'
export { caseForm } from './print.ts'
export type { CaseForm } from './print.ts'
export type { StepSeal } from './seals.ts'
