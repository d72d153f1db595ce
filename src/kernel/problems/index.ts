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
import { requestProblems } from './requests.ts'
import { roundProblems } from './rounds.ts'
import { transferProblems } from './transfers.ts'
import { inLanguage } from '../words/words.ts'
import type { Language, Said, Words } from '../words/words.ts'
import type { FaultWords, Ground, PlacedFault, Problem, ProblemText } from './problem.ts'
import { ProblemError } from './problem.ts'

export { ProblemError } from './problem.ts'
export type { FaultWords, Ground, PlacedFault, Problem, ProblemKind } from './problem.ts'

/**
 * The one catalogue of everything that can be refused. `docs/reference/errors.md` is generated from
 * it.
 */
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
  ...requestProblems,
  ...roundProblems,
  ...transferProblems,
}

export type ProblemCode = keyof typeof catalogue
/**
 * Parameters as they are given: words of the program in both languages, names from packs and data
 * as they are.
 */
type ParamsOf<Code extends ProblemCode> = Given<Parameters<(typeof catalogue)[Code]['say']>[0]>
type Given<Params> = Params extends object
  ? { readonly [Name in keyof Params]: GivenValue<Params[Name]> }
  : Params
type GivenValue<Value> = Value extends string
  ? Said
  : Value extends readonly string[]
    ? readonly Said[]
    : Value

/** What may accompany a problem: the provisions it comes from and the faults of single places. */
export interface ProblemDetails {
  readonly grounds?: readonly Ground[]
  readonly faults?: readonly FaultWords[]
}

/** Makes a problem of the catalogue; the compiler holds the code and its parameters. */
export function problem<Code extends ProblemCode>(
  code: Code,
  ...rest: ParamsOf<Code> extends undefined
    ? [params?: undefined, details?: ProblemDetails]
    : [params: ParamsOf<Code>, details?: ProblemDetails]
): Problem {
  const [params, details] = rest
  const { grounds, faults } = details ?? {}
  const text = (language: Language): ProblemText => textOf(code, params, faults, language)
  return {
    code,
    status: catalogue[code].status,
    ...text('ja'),
    ...(grounds && { grounds }),
    english: text('en'),
  }
}

function textOf(
  code: ProblemCode,
  given: object | undefined,
  faults: readonly FaultWords[] | undefined,
  language: Language,
): ProblemText {
  const kind = catalogue[code]
  const say = kind.say as (params: unknown) => Words
  const params = Object.fromEntries(
    Object.entries(given ?? {}).map(([name, value]: [string, unknown]) => [
      name,
      Array.isArray(value) ? value.map((one) => plain(one, language)) : plain(value, language),
    ]),
  )
  return {
    title: kind.title[language],
    detail: say(params)[language],
    params,
    ...(faults && { faults: faultsIn(faults, language) }),
  }
}

/** A parameter in one language: words become a string, all else stays. */
function plain(value: unknown, language: Language): unknown {
  return isWords(value) ? value[language] : value
}

function isWords(value: unknown): value is Words {
  return typeof value === 'object' && value !== null && 'ja' in value && 'en' in value
}

function faultsIn(faults: readonly FaultWords[], language: Language): readonly PlacedFault[] {
  return faults.map(({ at, detail }) => ({ at, detail: inLanguage(detail, language) }))
}

/** The problem with other faults of single places. */
export function withFaults(made: Problem, faults: readonly FaultWords[]): Problem {
  const { english } = made
  return {
    ...made,
    faults: faultsIn(faults, 'ja'),
    english: { ...english, faults: faultsIn(faults, 'en') },
  }
}

/** The problem with further parameters that are data, the same in every language. */
export function withParams(made: Problem, more: Readonly<Record<string, unknown>>): Problem {
  const { params, english } = made
  return {
    ...made,
    params: { ...params, ...more },
    english: { ...english, params: { ...english.params, ...more } },
  }
}

/** The problem in one language, as it is sent. */
export function problemIn(
  { english, ...japanese }: Problem,
  language: Language,
): Omit<Problem, 'english'> {
  return language === 'en' ? { ...japanese, ...english } : japanese
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
