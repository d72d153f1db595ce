/** What other features may use of the policy. */
export { packOfEdition, editionToAdopt } from './editions.ts'
