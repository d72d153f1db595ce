import { holds } from '../expression.ts'
import { combinationCount, combinations, dimensionsOf } from '../expressions/domain.ts'
import type { ExpressionScope } from '../expressions/environment.ts'
import type { FaultCollector } from '../faults.ts'
import type { LocatedRule } from '../read/handling.ts'
import type { HandlingRule } from '../handling.ts'

/** More combinations than this are not tried (about half a second). */
const maxCombinations = 50_000

/**
 * Two rules that decide may not hold together unless one overrides the other; all combinations that
 * the conditions can tell apart are tried.
 */
export function checkOverlap(
  rules: readonly LocatedRule[],
  scopes: ReadonlyMap<string, () => ExpressionScope>,
  faults: FaultCollector,
): void {
  checkLoops(rules, faults)
  const acts = new Set(rules.map(({ rule }) => rule.act))
  for (const act of acts) {
    const decidingRules = rules.filter(
      ({ rule, sound }) => sound && rule.act === act && rule.verdict !== 'require',
    )
    const scope = scopes.get(act)
    if (decidingRules.length < 2 || scope === undefined) continue
    const dimensions = dimensionsOf(
      decidingRules.map(({ rule }) => rule.when),
      scope(),
    )
    const count = combinationCount(dimensions)
    if (count > maxCombinations) {
      for (const { tree } of decidingRules.slice(0, 1))
        faults.add('rules-too-many-cases', tree.at, { act, count }, { key: true })
      continue
    }
    const reported = new Set<string>()
    for (const context of combinations(dimensions)) {
      const matched = decidingRules.filter(({ rule }) => holds(rule.when, context, false))
      if (matched.length > 1) reportCollisions(matched, context, reported, faults)
    }
  }
}

function reportCollisions(
  matched: readonly LocatedRule[],
  context: Record<string, unknown>,
  reported: Set<string>,
  faults: FaultCollector,
): void {
  const active = unoverridden(matched.map(({ rule }) => rule))
  const [first, ...others] = matched.filter(({ rule }) => active.includes(rule))
  for (const other of others) {
    const pair = `${first?.rule.id} ${other.rule.id}`
    if (first === undefined || reported.has(pair)) continue
    reported.add(pair)
    faults.add(
      'rules-collide',
      other.tree.at,
      { one: first.rule.id, other: other.rule.id, example: exampleOf(context) },
      { key: true },
    )
  }
}

/** The rules that no other of them overrides. */
function unoverridden(rules: readonly HandlingRule[]): HandlingRule[] {
  const overridden = new Set(rules.flatMap((rule) => rule.overrides))
  return rules.filter((rule) => !overridden.has(rule.id))
}

/** A combination in words: `class.confidentiality = 3、medium = 紙`. */
export function exampleOf(context: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(context).flatMap(([name, value]): string[] => {
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      return Object.entries(value).map(
        ([inner, innerValue]) => `${name}.${inner} = ${String(innerValue)}`,
      )
    return [`${name} = ${value === '' || value === null ? '（空）' : String(value)}`]
  })
  return parts.length === 0 ? 'いつでも' : parts.join('、')
}

function checkLoops(rules: readonly LocatedRule[], faults: FaultCollector): void {
  const byId = new Map(rules.map(({ rule }) => [rule.id, rule]))
  for (const { rule, tree } of rules) {
    const seen = new Set<string>()
    const queue = [...rule.overrides]
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      if (id === rule.id) {
        faults.add(
          'override-loop',
          tree.at,
          { rules: [...new Set([rule.id, ...seen])].join('、') },
          { key: true },
        )
        break
      }
      if (seen.has(id)) continue
      seen.add(id)
      queue.push(...(byId.get(id)?.overrides ?? []))
    }
  }
}
