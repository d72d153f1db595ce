/** What other features may use of the registers. */
export {
  loadUsableEntries,
  demandActiveEntries,
  causeOf,
  caseReason,
  changeEntries,
  entriesBefore,
  loadCurrentEntries,
  locateEntries,
  writeEntries,
  writeEntry,
} from './caseEffects.ts'
export { classChanged } from './ports.ts'
export { linkCopies } from './copies.ts'
export { demandVersions } from './conflict.ts'
export { lockEntries } from './locks.ts'

export { checkImport } from './imports/check.ts'
export { runImport } from './imports/write.ts'
export { runRegisterJobs } from './registerJobs.ts'
export { rewriteEntrySearch } from './searchKeys.ts'
export { mayAdd, mayWrite } from './authorise.ts'
export { endedStates } from '#kernel/packs/states.ts'
export { returnEntries, entriesHeldBy } from './holdings.ts'
export { endFollowUpTasks, missingEntryPurpose } from './followUpTasks.ts'
export { lookupsFor } from './exports.ts'
