/** What other features may use of the registers. */
export { aboutEntries, changeEntries, entriesNow, placesOf, writeEntries, writeEntry } from './forCases.ts'
export { linkCopies } from './copies.ts'
export { namesFor } from './names.ts'
export { checkImport } from './imports/check.ts'
export { runImport } from './imports/write.ts'
