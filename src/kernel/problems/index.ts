import { accountProblems } from './accounts.ts'
import { callProblems } from './calls.ts'
import { databaseProblems } from './database.ts'
import { documentProblems } from './documents.ts'
import { generalProblems } from './general.ts'
import { layoutProblems } from './layouts.ts'
import { organizationProblems } from './organization.ts'
import { packProblems } from './packs.ts'
import { procedureProblems } from './procedures.ts'
import { registerProblems } from './registers.ts'
import { transferProblems } from './transfers.ts'
import type { Ground, PlacedFault, Problem } from './problem.ts'
import { ProblemError } from './problem.ts'

export { ProblemError } from './problem.ts'
export type { Ground, PlacedFault, Problem, ProblemKind } from './problem.ts'

/** The one catalogue of everything that can be refused. `docs/reference/errors.md` is generated from it. */
export const catalogue = {
  ...generalProblems,
  ...layoutProblems,
  ...accountProblems,
  ...callProblems,
  ...databaseProblems,
  ...documentProblems,
  ...organizationProblems,
  ...packProblems,
  ...procedureProblems,
  ...registerProblems,
  ...transferProblems,
}

export type ProblemCode = keyof typeof catalogue
type ParamsOf<Code extends ProblemCode> = Parameters<(typeof catalogue)[Code]['say']>[0]

/** What may accompany a problem: the provisions it comes from and the faults of single places. */
export interface ProblemDetails {
  readonly grounds?: readonly Ground[]
  readonly faults?: readonly PlacedFault[]
}

/** Makes a problem of the catalogue; the compiler holds the code and its parameters. */
export function problem<Code extends ProblemCode>(
  code: Code,
  ...rest: ParamsOf<Code> extends undefined
    ? [params?: undefined, details?: ProblemDetails]
    : [params: ParamsOf<Code>, details?: ProblemDetails]
): Problem {
  const kind = catalogue[code]
  const [params, details] = rest
  const say = kind.say as (params: unknown) => string
  return {
    code,
    status: kind.status,
    title: kind.title,
    detail: say(params),
    params: { ...(params as object | undefined) },
    ...details,
  }
}

/** Throws a problem of the catalogue. */
export function refuse<Code extends ProblemCode>(
  code: Code,
  ...rest: Parameters<typeof problem<Code>> extends [Code, ...infer Rest] ? Rest : never
): never {
  throw new ProblemError(
    (problem as (code: ProblemCode, ...rest: unknown[]) => Problem)(code, ...(rest as unknown[])),
  )
}
