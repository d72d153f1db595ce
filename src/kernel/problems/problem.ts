/** One kind of problem in the catalogue: an HTTP status, a short title, and the sentence a person reads. */
export interface ProblemKind<Params> {
  readonly status: number
  readonly title: string
  /** One clear Japanese sentence with the place and what to do. */
  readonly say: (params: Params) => string
}

/** A group of the catalogue. Each area keeps its own file; `index.ts` merges them. */
export type ProblemGroup = Readonly<Record<string, ProblemKind<never>>>

/** Where a refusal comes from: the provision and, where known, the rule of the pack. */
export interface Ground {
  readonly provision: string
  readonly rule?: string
}

/** A problem as data: what the API answers (RFC 9457) and what the CLI prints. */
export interface Problem {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly params: Readonly<Record<string, unknown>>
  readonly grounds?: readonly Ground[]
  /** Faults of single places (fields of a form, cells of a sheet), each with its own sentence. */
  readonly faults?: readonly PlacedFault[]
}

/** A fault at a place: a JSON pointer into the input, or the name of a column and the number of a row. */
export interface PlacedFault {
  readonly at: string
  readonly detail: string
}

/** The only error that features throw; everything else that is thrown is a defect and becomes `unexpected`. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.name = 'ProblemError'
    this.problem = problem
  }
}
