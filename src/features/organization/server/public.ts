/** What other features may use of the organisation. */
export { demandAdminister, leadsUnitOf, mayAdminister } from './authorise.ts'
export { contextLoader, organizationView } from './context.ts'
export { appointByCase, dismissByCase } from './caseEffects.ts'
export type { AppointmentOutcome } from './caseEffects.ts'
export { contacts } from './roleQueries.ts'
export { foundOrganization } from './foundOrganization.ts'
export type { EditionToAdopt } from './foundOrganization.ts'
export { demandVersion } from './version.ts'
