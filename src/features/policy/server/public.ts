/** What other features may use of the policy. */
export { unlistedIn } from './compareDocument.ts'
export { packOfEdition, editionToAdopt } from './editions.ts'
