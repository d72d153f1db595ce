/** What other features may use of the tasks. */
export { planErrands, remindErrands, runErrands, setAllErrands, setErrands } from './errands.ts'
export type { Errand, ErrandPlan } from './errands.ts'
export { notify } from './notify.ts'
export { anyone, keyOf, placeOf } from './places.ts'
export { personsOf } from './recipients.ts'
