/** What other features may use of the cases. */
export { watchExceptions } from './exceptions/expiry.ts'
export { askReviews } from './reviews.ts'
export { remindLateCases } from './reminders.ts'
export { beginCase, actOnCase } from './actions.ts'
export { showCase } from './show.ts'
export { reclassifyCases } from './reclassify.ts'
export { notify, personsOf, planErrands, remindErrands, runErrands, setErrands } from './errands.ts'
export type { Errand, ErrandPlan } from './errands.ts'
