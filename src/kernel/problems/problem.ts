import type { Said, Words } from '../words/words.ts'

/**
 * One kind of problem in the catalogue: an HTTP status, a short title, and the sentence a person
 * reads.
 */
export interface ProblemKind<Params> {
  readonly status: number
  readonly title: Words
  /**
   * One clear sentence with the place and what to do, in both languages. It is called once a
   * language, with the parameters in that language.
   */
  readonly say: (params: Params) => Words
}

/** Where a refusal comes from: the provision and, where known, the rule of the pack. */
export interface Ground {
  readonly provision: string
  readonly rule?: string
}

/** What of a problem depends on the language. */
export interface ProblemText {
  readonly title: string
  readonly detail: string
  readonly params: Readonly<Record<string, unknown>>
  /** Faults of single places (fields of a form, cells of a sheet), each with its own sentence. */
  readonly faults?: readonly PlacedFault[]
}

/**
 * A problem as data: what the CLI prints and, with the text in the requested language, what the API
 * answers (RFC 9457). Its own text is Japanese.
 */
export interface Problem extends ProblemText {
  readonly code: string
  readonly status: number
  readonly grounds?: readonly Ground[]
  readonly english: ProblemText
}

/**
 * A fault at a place: a JSON pointer into the input, or the name of a column and the number of a
 * row.
 */
export interface PlacedFault {
  readonly at: string
  readonly detail: string
}

/** A fault at a place, said in both languages; one that is a plain string is said so in both. */
export interface FaultWords {
  readonly at: string
  readonly detail: Said
}

/**
 * The only error that features throw; everything else that is thrown is a defect and becomes
 * `unexpected`.
 */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.name = 'ProblemError'
    this.problem = problem
  }
}
