/** What other features may use of the accounts. */
export { temporaryPassword } from './passwords.ts'
export { totpRequired } from './rules.ts'
export { demandOwnPassword } from './prove.ts'
export { changeAccountFor } from './forCases.ts'
export type { AccountChange } from './forCases.ts'
