import type { FormField, Values } from '#ui/form/types.ts'

/** What GET /api/cases/:id answers. */
export interface CaseView {
  readonly id: string
  readonly number: string
  readonly subject: string
  readonly version: number
  readonly openedAt: string
  readonly procedure: {
    readonly id: string
    readonly title: string
    readonly form: string | null
    readonly carries: readonly string[]
  }
  readonly status: 'open' | 'ended'
  readonly outcome: { readonly id: string; readonly title: string; readonly tone: Tone } | null
  readonly applicant: { readonly id: string; readonly name: string; readonly unit: string }
  readonly about: readonly {
    readonly id: string
    readonly title: string
    readonly class: Readonly<Record<string, number>> | null
    readonly register: string
  }[]
  readonly paper: readonly {
    readonly field: string
    /** The safeguard that the field is asked about. */
    readonly safeguard?: string
    readonly title: string
    readonly value: string
    readonly changed: boolean
    readonly files?: readonly { readonly id: string; readonly name: string }[]
  }[]
  /** The case that this one began from, and those that began from it. */
  readonly linked: readonly {
    readonly id: string
    readonly number: string
    readonly subject: string
    readonly relation: 'origin' | 'following'
  }[]
  readonly line: {
    readonly end: {
      readonly id: string
      readonly title: string
      readonly tone: Tone
      readonly reached: boolean
    } | null
    readonly stops: readonly {
      readonly step: string
      readonly title: string
      readonly state: 'past' | 'current' | 'future'
      readonly who: string
      readonly persons: readonly string[]
      readonly at: string | null
      readonly due: string | null
      readonly undone: boolean
    }[]
  }
  readonly step: { readonly id: string; readonly title: string; readonly decides: boolean } | null
  readonly abilities: Abilities
  readonly history: readonly Happening[]
  readonly exceptions: readonly GrantedException[]
  /** What was signed: `sealed` while the seal still fits. */
  readonly signatures: readonly {
    readonly id: string
    readonly title: string
    readonly signer: string
    readonly signedAt: string
    readonly seal: string
    readonly sha256: string
    readonly sealed: boolean
  }[]
}

/** What is in somebody's hands, and what else is still theirs. */
export interface Holdings {
  readonly person: string
  readonly name: string
  readonly lines: readonly {
    readonly id: string
    readonly register: string
    readonly registerTitle: string
    readonly number: string
    readonly name: string
  }[]
  readonly roles: readonly string[]
  readonly tasks: number
}

/** What the case excepted from, and for whom. */
export interface GrantedException {
  readonly id: string
  readonly provisions: readonly string[]
  readonly from: string
  readonly until: string
  readonly state: 'running' | 'coming' | 'ended'
  /** The person, unit or line that it is for. */
  readonly for: string | null
  readonly everyone: boolean
  /** It ends soon, and it is mine to renew or to let end. */
  readonly mayRenew: boolean
  readonly released: boolean
}

export type Tone = 'good' | 'bad' | 'neutral'

export interface Abilities {
  readonly mayAct: boolean
  readonly mayWithdraw: boolean
  /** For whom I may record what they wrote on paper. */
  readonly mayRecord: readonly { readonly id: string; readonly name: string }[]
  readonly sign: { readonly title: string; readonly carries: readonly string[] } | null
  readonly holdings: Holdings | null
  readonly waitsFor: string
  readonly due: string | null
  readonly wholeDay: boolean
  /** It would be mine to decide, were it not my own application. */
  readonly barred: boolean
  /** Nobody is left who could act. */
  readonly stuck: boolean
  readonly why: {
    readonly code: string
    readonly title: string
    readonly detail: string
    readonly grounds: readonly { readonly provision: string }[]
  } | null
  /** Whom the case waits for in vain, where I may name another. */
  readonly handOver: { readonly from: string; readonly name: string } | null
  readonly as: string | null
  readonly insteadOf: string | null
  readonly fields: readonly FormField[]
  readonly known: Values
  readonly safeguards: readonly SafeguardView[]
  readonly decisions: readonly Decision[]
}

/** A safeguard that is asked for, with its questions and what was answered. */
export interface SafeguardView extends Confirmation {
  readonly asks: readonly FormField[]
  readonly known: Values
}

export interface Confirmation {
  readonly id: string
  readonly title: string
  readonly carries: readonly string[]
}

export interface Decision {
  readonly id: string
  readonly title: string
  readonly tone: Tone
  readonly comment: boolean
  readonly onward: boolean
  readonly confirm: readonly Confirmation[]
}

export interface Happening {
  readonly at: string
  readonly kind: string
  readonly person: string
  readonly as: string
  readonly step: string | null
  readonly decision: string
  readonly party: string | null
  readonly insteadOf: string | null
  readonly because: 'absent' | 'vacant' | 'excluded' | null
  readonly comment: string | null
  readonly late: { readonly due: string; readonly days: number } | null
  /** The signature that was given with it. */
  readonly signature: string | null
  readonly holdings: readonly {
    readonly register: string
    readonly number: string
    readonly name: string
    readonly returned: boolean
    readonly why?: string
  }[]
  readonly paper: {
    readonly recorder: string
    readonly on: string
    readonly from: string
    readonly files: readonly { readonly id: string; readonly name: string }[]
  } | null
  readonly provisions: readonly string[]
  readonly changed: readonly {
    readonly field: string
    readonly safeguard?: string
    readonly title: string
    readonly from: string
    readonly to: string
  }[]
  /** The holder in whose place it was done sees it on return. */
  readonly review: {
    readonly id: string
    readonly holder: string
    readonly seenAt: string | null
    readonly mine: boolean
  } | null
}

/** What GET /api/procedures/:procedure answers. */
export interface ProcedureView {
  readonly id: string
  readonly title: string
  readonly form: string | null
  readonly carries: readonly string[]
  readonly about: {
    readonly register: string
    readonly many: boolean
    readonly required: boolean
    readonly title: string
  } | null
  readonly fields: readonly FormField[]
  readonly steps: readonly { readonly id: string; readonly title: string }[]
  /** The first step asks for more than fields: it is done on the page of the case. */
  readonly demanding: boolean
  /** The verb of the first step's first decision. */
  readonly send: string | null
}
