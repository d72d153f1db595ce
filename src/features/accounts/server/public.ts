/** What other features may use of the accounts. */
export { temporaryPassword } from './passwords.ts'
export { usablePacks } from './packChoices.ts'
export { writeFirstAdministrator } from './firstAdministrator.ts'
export { temporaryDays } from './temporaryDays.ts'

export { demandOwnPassword } from './reauthenticate.ts'
export { changeAccountByCase } from './caseEffects.ts'
export type { AccountChange } from './caseEffects.ts'
export { newToken } from './signIn.ts'
export { passwordRateLimit } from './own.ts'
export { accountOfCalendar } from './actions/calendars.ts'
