import type { ExceptedRule, RuleTrace } from './types.ts'
import type { HandlingRule } from '../packs/handling.ts'

/** The rule that takes the place of another, where both hold. */
export function overriderOf(
  rule: HandlingRule,
  matched: readonly HandlingRule[],
): HandlingRule | undefined {
  return matched.find((other) => other.overrides.includes(rule.id))
}

/**
 * What became of the rules of an act: those that hold and are not set aside, those that made the
 * answer, those that are set aside.
 */
export interface RuleOutcomes {
  readonly matched: readonly HandlingRule[]
  /** Those of them that hold for certain; no other sets a rule aside. */
  readonly certain: readonly HandlingRule[]
  readonly contributing: ReadonlySet<HandlingRule>
  readonly excepted: ReadonlyMap<HandlingRule, ExceptedRule>
}

/** A line for every rule of the act. */
export function traceOf(
  rules: readonly HandlingRule[],
  { matched, certain, contributing: counting, excepted }: RuleOutcomes,
): RuleTrace[] {
  return rules.map((rule): RuleTrace => {
    const overrider = matched.includes(rule) ? overriderOf(rule, certain)?.id : undefined
    const until = excepted.get(rule)?.until
    return {
      rule: rule.id,
      title: rule.title,
      verdict: rule.verdict,
      matched: matched.includes(rule) || until !== undefined,
      counts: counting.has(rule),
      ...(rule.when === undefined ? {} : { when: rule.when.source }),
      ...(overrider === undefined ? {} : { overriddenBy: overrider }),
      ...(until === undefined ? {} : { exceptedUntil: until }),
    }
  })
}
