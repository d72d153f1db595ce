/** What other features may use of the accounts. */
export { totpRequired } from './rules.ts'
