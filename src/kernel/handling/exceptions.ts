import type { ExceptedRule, Question } from './types.ts'
import type { HandlingRule } from '../packs/handling.ts'
import type { GrantedException } from './grantedException.ts'

/** Whom and what a question or a state is about. */
export interface ExceptionSubject {
  readonly person?: string
  readonly unit?: string
  readonly entry?: string
  /** Where the entry stands: its system, its area … */
  readonly places?: readonly string[]
}

/** Whether an exception runs on a day. */
export function isRunning(
  { from, until }: Pick<GrantedException, 'from' | 'until'>,
  today: string,
): boolean {
  return from <= today && today <= until
}

/** Whether an exception is for everyone. */
export function isForEveryone({ person, unit, entry }: GrantedException): boolean {
  return person === undefined && unit === undefined && entry === undefined
}

/** The exceptions that run on a day for a person, their unit or an entry. */
export function exceptionsFor(
  exceptions: readonly GrantedException[],
  place: ExceptionSubject,
  today: string,
): readonly GrantedException[] {
  return exceptions.filter(
    (exception) =>
      isRunning(exception, today) &&
      (exception.person === undefined || exception.person === place.person) &&
      (exception.unit === undefined || exception.unit === place.unit) &&
      (exception.entry === undefined ||
        exception.entry === place.entry ||
        place.places?.includes(exception.entry) === true),
  )
}

/**
 * The exceptions that together except from every one of some provisions, those that end last first;
 * none where one of them stays.
 */
export function coveringExceptions(
  provisions: readonly string[],
  exceptions: readonly GrantedException[],
): readonly GrantedException[] {
  if (provisions.length === 0) return []
  const latestFirst = exceptions.toSorted((a, b) =>
    a.until === b.until ? (a.id < b.id ? -1 : 1) : a.until > b.until ? -1 : 1,
  )
  const used = new Set<GrantedException>()
  for (const provision of provisions) {
    const covering = latestFirst.find((exception) => exception.provisions.includes(provision))
    if (covering === undefined) return []
    used.add(covering)
  }
  return latestFirst.filter((exception) => used.has(exception))
}

/**
 * The rules that carry nothing but provisions from which exceptions except; they neither decide nor
 * override nor add.
 */
export function findExceptedRules(
  rules: readonly HandlingRule[],
  question: Question,
): ReadonlyMap<HandlingRule, ExceptedRule> {
  const { exceptions = [], applicant, entry, places, today = '' } = question
  const place = {
    ...(applicant && { person: applicant.id, unit: applicant.unit }),
    ...(entry !== undefined && { entry }),
    ...(places && { places }),
  }
  const activeExceptions = exceptions.length === 0 ? [] : exceptionsFor(exceptions, place, today)
  return new Map(
    rules.flatMap((rule): [HandlingRule, ExceptedRule][] => {
      const coveringSet = coveringExceptions(rule.carries, activeExceptions)
      const firstEnding = coveringSet.at(-1)
      if (firstEnding === undefined) return []
      const by = coveringSet.map((exception) => ({
        case: exception.case,
        number: exception.number,
        until: exception.until,
      }))
      return [
        [
          rule,
          {
            rule: rule.id,
            title: rule.title,
            provisions: rule.carries,
            by,
            until: firstEnding.until,
          },
        ],
      ]
    }),
  )
}
