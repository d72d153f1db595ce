import type { Pack } from '../packs/types.ts'

/** Where an open case stands, as far as a new edition asks. */
export interface OpenCase {
  readonly procedure: string
  readonly step: string
  /** Ids of the roles that its step waits for. */
  readonly waitsFor?: readonly string[]
  /** Whether it is about entries of a register. */
  readonly about?: boolean
}

/**
 * What becomes of an open case under a new edition. `led-on`: it goes on at another step or in
 * another procedure, or waits anew at its own step because a role it waits for is gone. `refused`:
 * the edition has no place for it and does not say where it goes on.
 */
type CaseFate =
  | { readonly kind: 'stays' }
  | { readonly kind: 'led-on'; readonly procedure: string; readonly step: string }
  | { readonly kind: 'refused'; readonly why: 'procedure' | 'step' | 'register' }

/** What becomes of one open case when `next` comes into force after `current`. */
function fateOf(current: Pack, next: Pack, open: OpenCase): CaseFate {
  const own = next.procedures.get(open.procedure)
  if (own?.steps.has(open.step)) {
    if (!sameRegister(current, next, open, own.id)) return { kind: 'refused', why: 'register' }
    return open.waitsFor?.every((role) => next.roles.has(role)) === false
      ? { kind: 'led-on', procedure: own.id, step: open.step }
      : { kind: 'stays' }
  }
  const heir =
    own ?? [...next.procedures.values()].find(({ succeeds }) => succeeds?.has(open.procedure))
  if (heir === undefined) return { kind: 'refused', why: 'procedure' }
  const step = heir.succeeds?.get(open.procedure)?.get(open.step) ?? open.step
  if (!heir.steps.has(step)) return { kind: 'refused', why: 'step' }
  return sameRegister(current, next, open, heir.id)
    ? { kind: 'led-on', procedure: heir.id, step }
    : { kind: 'refused', why: 'register' }
}

/** Whether the entries that a case is about are of the register that its procedure is then about. */
function sameRegister(current: Pack, next: Pack, open: OpenCase, to: string): boolean {
  const before = current.procedures.get(open.procedure)
  if (open.about !== true || before === undefined) return true
  return before.about?.register === next.procedures.get(to)?.about?.register
}

/** The open cases by what becomes of them. */
interface EditionChange<Case extends OpenCase> {
  readonly stays: readonly Case[]
  readonly ledOn: readonly {
    readonly open: Case
    readonly procedure: string
    readonly step: string
  }[]
  readonly refused: readonly {
    readonly open: Case
    readonly why: 'procedure' | 'step' | 'register'
  }[]
}

/** What becomes of all open cases when `next` comes into force after `current`. */
export function editionChange<Case extends OpenCase>(
  current: Pack,
  next: Pack,
  cases: readonly Case[],
): EditionChange<Case> {
  const fates = cases.map((open) => [open, fateOf(current, next, open)] as const)
  return {
    stays: fates.flatMap(([open, fate]) => (fate.kind === 'stays' ? [open] : [])),
    ledOn: fates.flatMap(([open, fate]) =>
      fate.kind === 'led-on' ? [{ open, procedure: fate.procedure, step: fate.step }] : [],
    ),
    refused: fates.flatMap(([open, fate]) =>
      fate.kind === 'refused' ? [{ open, why: fate.why }] : [],
    ),
  }
}
