/** What other features may use of the policy. */
export { beginEditions } from './beginEditions.ts'
export { packOfEdition, editionToAdopt } from './editions.ts'
