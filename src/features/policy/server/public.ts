/** What other features may use of the policy. */
export { isApprover as mayApproveEditions } from './approvers.ts'
export { beginEditions } from './beginEditions.ts'
export { packOfEdition, editionToAdopt } from './editions.ts'
