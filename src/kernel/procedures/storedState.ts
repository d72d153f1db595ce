import { Compile } from 'typebox/compile'
import { problem } from '../problems/index.ts'
import type { Problem } from '../problems/index.ts'
import { separateAnswers } from './answers.ts'
import type { CaseState } from './state.ts'
import { caseStateSchema } from './stateSchema.ts'

type Stored = Readonly<Record<string, unknown>>

/**
 * What turns version n of the stored form into version n + 1, at place n. A state passes through
 * every upgrade that is younger than it, so that an upgrade is never changed after a release. It is
 * handed what was stored, unchecked.
 */
const upgrades: readonly ((stored: Stored) => Stored)[] = [
  // 0 → 1: the version was added; nothing else changed.
  (stored) => stored,
  // 1 → 2: answers about safeguards have a map of their own.
  separateAnswers,
  // 2 → 3: events keep the words of their day, and a case can be led on by an edition.
  (stored) => stored,
]

/** The version that `encodeCaseState` writes. States without one are of version 0. */
export const caseStateVersion = upgrades.length

const validator = Compile(caseStateSchema)

/** A stored state that was read, or why it cannot be. */
export type DecodedState =
  | { readonly ok: true; readonly state: CaseState }
  | { readonly ok: false; readonly problem: Problem }

/** The text in which a state is stored: its properties and the version of their form. */
export function encodeCaseState(state: CaseState): string {
  return JSON.stringify({ version: caseStateVersion, ...state })
}

/**
 * Reads a stored state (parsed JSON) of any version up to the present one. `number` names the case
 * in the problem: `case-newer` where a later version of the program wrote it, `case-unreadable`
 * where it has another shape.
 */
export function decodeCaseState(stored: unknown, number: string): DecodedState {
  if (!isRecord(stored)) return unreadable(number, '/')
  const { version = 0, ...rest }: Stored = stored
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0)
    return unreadable(number, '/version')
  if (version > caseStateVersion) return { ok: false, problem: problem('case-newer', { number }) }
  const state = upgrades.slice(version).reduce((older, upgrade) => upgrade(older), rest)
  if (validator.Check(state)) return { ok: true, state }
  return unreadable(number, validator.Errors(state)[0]?.instancePath || '/')
}

function isRecord(value: unknown): value is Stored {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function unreadable(number: string, place: string): DecodedState {
  return { ok: false, problem: problem('case-unreadable', { number, place }) }
}
