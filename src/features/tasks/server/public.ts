/** What other features may use of the tasks. */
export {
  planAdHocTasks,
  remindAdHocTasks,
  applyAdHocTaskPlan,
  setAllAdHocTasks,
  setAdHocTasks,
} from './adHocTasks.ts'
export type { AdHocTask } from './adHocTasks.ts'
export { notify } from './notify.ts'
export { anyone, keyOf, placeOf } from './places.ts'
export { TaskTexts } from './taskTexts.ts'
export { personsOf } from './recipients.ts'
