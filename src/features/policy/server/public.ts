/** What other features may use of the policy. */
export { unlistedIn } from './compareDocument.ts'
export { documentDepartures } from './departures.ts'
export { editionComing, workBehind } from './ports.ts'
export type { CasesUnderEdition, ComingEdition, SoughtWork, WorkBehind } from './ports.ts'
export { isApprover as mayApproveEditions } from './approvers.ts'
export { compareStandingCounts, sumStandingCounts } from './countJobs.ts'
export { beginEditions } from './beginEditions.ts'
export { packOfEdition, editionToAdopt } from './editions.ts'
