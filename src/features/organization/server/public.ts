/** What other features may use of the organisation. */
export { demandAdminister, leadsUnitOf, mayAdminister } from './authorise.ts'
export { contextLoader, organizationView, systemsRegister } from './context.ts'
export { foundOrganization } from './found.ts'
export type { EditionToAdopt } from './found.ts'
