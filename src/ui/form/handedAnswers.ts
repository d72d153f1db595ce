import type { Values } from './types.ts'

const prefix = 'sekisho.answers.'

/**
 * Hands answers from one page to the form of another, in this tab and for one person: they never
 * stand in an address, in its history or in a log.
 */
export function handAnswers(form: string, person: string, values: Values): void {
  globalThis.sessionStorage?.setItem(prefix + form, JSON.stringify({ person, values }))
}

/** The answers that were handed to a form by this person; none where there are none to be read. */
export function handedAnswers(form: string, person: string): Values {
  try {
    const handed: unknown = JSON.parse(globalThis.sessionStorage?.getItem(prefix + form) ?? 'null')
    if (typeof handed !== 'object' || handed === null) return {}
    const { person: owner, values } = handed as { person?: unknown; values?: unknown }
    return owner === person && typeof values === 'object' && values !== null
      ? (values as Values)
      : {}
  } catch {
    return {}
  }
}
