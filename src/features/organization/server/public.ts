/** What other features may use of the organisation. */
export { demandAdminister, leadsUnitOf, mayAdminister } from './authorise.ts'
export { contextLoader, organizationView } from './context.ts'
export { appointFor, dismissFor } from './forCases.ts'
export type { Appointed } from './forCases.ts'
export { contacts } from './role-queries.ts'
export { foundOrganization } from './found.ts'
export type { EditionToAdopt } from './found.ts'
export { demandVersion } from './version.ts'
