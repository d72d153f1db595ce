/** What other features may use of the registers. */
export {
  aboutEntries,
  demandLiving,
  causeOf,
  reasonOf,
  changeEntries,
  entriesNow,
  placesOf,
  writeEntries,
  writeEntry,
} from './forCases.ts'
export { classChanged } from './ports.ts'
export { linkCopies } from './copies.ts'
export { lockEntries } from './locks.ts'
export { namesFor } from './names.ts'
export { checkImport } from './imports/check.ts'
export { runImport } from './imports/write.ts'
export { keepLedgers } from './keeping.ts'
export { mayWrite } from './authorise.ts'
export { endedStates } from '#kernel/packs/states.ts'
export { giveBack, heldLines } from './holdings.ts'
export { begunAbout, missingPurpose } from './begun.ts'
export { lookupsFor } from './exports.ts'
