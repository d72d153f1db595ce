/** What other features may use of the files. */
export { demandOwnFiles, fileNames, filesIn, storedFile } from './ownFiles.ts'
