import { signal } from './latch.ts'

/** The account whose session this page last read; undefined before that. */
const account = signal<string | undefined>(undefined)

/** Where the page that comes next finds that this one was left because of another person. */
const metKey = 'sekisho.otherPerson'

/** The account for which this page makes its requests. */
export const currentAccount = account.get

/** The page belongs to nobody any more: whoever signs in next on it is no stranger. */
export function forgetAccount(): void {
  account.set(undefined)
}

/**
 * Notes whose session was read. Where it is another person's than before, everything that this page
 * knows and holds is left behind.
 */
export function noteAccount(id: string): void {
  if (account.get() !== undefined && account.get() !== id) leaveToOtherPerson()
  else account.set(id)
}

/**
 * Loads the program anew: forms, waiting requests and cached replies are the former person's. What
 * that person typed stays under their name on this device (`form/draft.ts`).
 */
export function leaveToOtherPerson(): void {
  globalThis.sessionStorage.setItem(metKey, '1')
  globalThis.location.assign('/')
}

/** Whether the page before was left because of another person; true once. */
export function takeOtherPerson(): boolean {
  const met = globalThis.sessionStorage.getItem(metKey) !== null
  globalThis.sessionStorage.removeItem(metKey)
  return met
}
