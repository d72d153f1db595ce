/** What other features may use of the policy. */
export { packOfEdition, toAdopt } from './editions.ts'
