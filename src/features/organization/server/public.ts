/** What other features may use of the organisation. */
export { demandAdminister, leadsUnitOf, mayAdminister } from './authorise.ts'
export { contextLoader } from './context.ts'
export { absenceToday, actsToday, lastAbsence } from './away.ts'
export { appointByCase, dismissByCase } from './caseEffects.ts'

export { contacts } from './roleQueries.ts'
export { identifyOrganization } from './actions/identity.ts'
export { foundOrganization } from './foundOrganization.ts'
export type { EditionToAdopt } from './foundOrganization.ts'
export { organizationTitleAt } from './titles.ts'
export { demandVersion } from './version.ts'
