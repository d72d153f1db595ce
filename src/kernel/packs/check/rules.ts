import type { ASTNode } from '@marcbachmann/cel-js'
import { holds } from '../expression.ts'
import type { Expression } from '../expression.ts'
import { combinationCount, combinations, dimensionsOf } from '../expressions/domain.ts'
import type { Dimension } from '../expressions/domain.ts'
import type { ExpressionScope } from '../expressions/environment.ts'
import { mentionedPaths, walk } from '../expressions/literals.ts'
import type { FaultCollector } from '../faults.ts'
import type { ActPlace, LocatedRule } from '../read/handling.ts'
import { child } from '../tree.ts'
import { exampleOf } from './overlap.ts'

/** More combinations than this are not tried. */
const maxCombinations = 50_000

/**
 * Rules that never decide, and classes that an act allows only because no rule speaks of them. Only
 * what can be proved is reported: conditions that calculate, or look into texts and lists, are
 * taken as if they might hold.
 */
export function checkRules(
  rules: readonly LocatedRule[],
  acts: readonly ActPlace[],
  faults: FaultCollector,
): void {
  for (const place of acts) {
    const own = rules.filter(({ rule }) => rule.act === place.act.id)
    checkNever(
      own.filter(({ sound }) => sound),
      place.scope(),
      faults,
    )
    if (own.every(({ sound }) => sound)) checkFallThrough(own, place, faults)
  }
}

function checkNever(
  rules: readonly LocatedRule[],
  scope: ExpressionScope,
  faults: FaultCollector,
): void {
  for (const { rule, tree } of rules) {
    if (!isDecidable(rule.when, scope)) continue
    const overriders = rules.filter(
      (other) =>
        other.rule.overrides.includes(rule.id) &&
        other.rule.applies === undefined &&
        isDecidable(other.rule.when, scope),
    )
    const dimensions = finelySampled([rule, ...overriders.map((other) => other.rule)], scope)
    if (combinationCount(dimensions) > maxCombinations) continue
    const at = child(tree, 'when') ?? tree
    const held = [...combinations(dimensions)].filter((context) => holds(rule.when, context, false))
    if (held.length === 0) faults.add('rule-never', at.at, { rule: rule.id }, { offset: 0 })
    const by = overriders.find((other) =>
      held.every((context) => holds(other.rule.when, context, false)),
    )
    if (held.length > 0 && by !== undefined)
      faults.add('rule-overridden', tree.at, { rule: rule.id, by: by.rule.id }, { key: true })
  }
}

function checkFallThrough(
  rules: readonly LocatedRule[],
  { act, tree, scope }: ActPlace,
  faults: FaultCollector,
): void {
  if (!act.about || act.otherwise.verdict !== 'allow' || act.otherwise.because !== undefined) return
  const { names } = scope()
  const classType = names['class']
  const axes = classType?.kind === 'record' ? Object.entries(classType.names) : []
  const conditions = rules.map(({ rule }) => rule.when)
  const asked = dimensionsOf(conditions, scope()).map(answered)
  const levels = axes.flatMap(([axis, type]): Dimension[] =>
    type.kind === 'number' ? [{ name: `class.${axis}`, values: type.among ?? [] }] : [],
  )
  const named = levels.filter((level) => asked.some(({ name }) => name === level.name))
  const weighed = named.length > 0 ? named : levels
  const dimensions = [
    ...weighed,
    ...asked.filter(({ name }) => !weighed.some((level) => level.name === name)),
  ]
  if (combinationCount(dimensions) > maxCombinations) return
  for (const context of combinations(dimensions)) {
    const level = (name: string): unknown =>
      (context['class'] as Readonly<Record<string, unknown>>)[name.slice('class.'.length)]
    if (weighed.every(({ name, values }) => level(name) === values[0])) continue
    if (rules.some(({ rule }) => holds(rule.when, context, true))) continue
    faults.add(
      'class-falls-through',
      child(tree, 'otherwise')?.at ?? tree.at,
      { act: act.id, example: exampleOf(context) },
      { key: true },
    )
    return
  }
}

/** What has been answered: a choice is one of its options. */
function answered(dimension: Dimension): Dimension {
  const values = dimension.values.filter((value) => value !== '' && value !== null)
  return values.length === 0 ? dimension : { ...dimension, values }
}

/** The samples of conditions, with numbers between every two that they compare with. */
function finelySampled(
  rules: readonly { readonly when?: Expression }[],
  scope: ExpressionScope,
): Dimension[] {
  return dimensionsOf(
    rules.map((rule) => rule.when),
    scope,
  ).map((dimension) => {
    const numbers = dimension.values.filter((value) => typeof value === 'number')
    if (numbers.length === 0 || dimension.name.startsWith('class.')) return dimension
    const sorted = numbers.toSorted((a, b) => a - b)
    const between = sorted.slice(1).map((value, index) => (value + (sorted[index] ?? value)) / 2)
    return { ...dimension, values: [...dimension.values, ...between] }
  })
}

const plainOps: ReadonlySet<string> = new Set([
  'value',
  'id',
  '.',
  'list',
  '&&',
  '||',
  '!_',
  '-_',
  '?:',
])
const compared: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'in'])

/**
 * Whether the samples are enough to say that a condition never holds: it only compares names with
 * values that are written there.
 */
function isDecidable(when: Expression | undefined, scope: ExpressionScope): boolean {
  if (when === undefined) return true
  const { ast } = scope.environment.parse(when.source)
  if (mentionedPaths(ast, scope.names).some(({ type }) => type.kind === 'any')) return false
  let decidable = true
  walk(ast, (node) => {
    if (compared.has(node.op)) decidable &&= comparesWithLiteral(node)
    else decidable &&= plainOps.has(node.op)
  })
  return decidable
}

function comparesWithLiteral(node: ASTNode): boolean {
  const [left, right] = node.args as readonly [ASTNode, ASTNode]
  return isLiteral(left) !== isLiteral(right)
}

function isLiteral(node: ASTNode): boolean {
  if (node.op === 'value') return true
  if (node.op === '-_') return isLiteral(node.args as unknown as ASTNode)
  return node.op === 'list' && node.args.every(isLiteral)
}
