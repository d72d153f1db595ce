import type { Expression } from '../expression.ts'
import type { ExpressionScope } from './environment.ts'
import { comparisons, mentionedPaths } from './literals.ts'
import type { ValueType } from './names.ts'

/**
 * The values that are enough to try out a condition: every level and option, both answers, and for
 * free text and numbers what they are compared with and its neighbours.
 */
export interface Dimension {
  readonly name: string
  readonly values: readonly unknown[]
}

/**
 * What the conditions look at, with the values worth trying; names that have no finite domain and
 * are compared with nothing are left out.
 */
export function dimensionsOf(
  conditions: readonly (Expression | undefined)[],
  scope: ExpressionScope,
): Dimension[] {
  const seen = new Map<
    string,
    { type: ValueType; literals: Set<string | number>; parts: Set<string> }
  >()
  for (const condition of conditions) {
    if (condition === undefined) continue
    const { ast } = scope.environment.parse(condition.source)
    for (const { name, type } of mentionedPaths(ast, scope.names))
      if (!seen.has(name)) seen.set(name, { type, literals: new Set(), parts: new Set() })
    for (const { name, literal, whole } of comparisons(ast, scope.names)) {
      seen.get(name)?.literals.add(literal)
      if (!whole && typeof literal === 'string') seen.get(name)?.parts.add(literal)
    }
  }
  return [...seen].map(([name, { type, literals, parts }]) => ({
    name,
    values: samples(type, [...literals], [...parts]),
  }))
}

function samples(
  type: ValueType,
  literals: readonly (string | number)[],
  parts: readonly string[],
): unknown[] {
  switch (type.kind) {
    case 'yes-no':
      return [true, false]
    case 'text':
      return type.options === undefined
        ? textSamples(textLiterals(literals), parts)
        : [...type.options, '']
    case 'number':
      return type.among === undefined ? numberSamples(literals) : [...type.among]
    case 'texts':
      return [
        ...textLiterals(type.options ?? literals).map((text) => [text]),
        [],
        [...textLiterals(type.options ?? literals)],
      ]
    default:
      return [null]
  }
}

const textLiterals = (literals: readonly (string | number)[]): string[] =>
  literals.filter((literal) => typeof literal === 'string')

/** A text that no condition is likely to compare with. */
export const otherText = 'ほかの文字'

/**
 * What a free text is compared with, nothing, something else, and texts in which parts stand at the
 * beginning, the end or between: each alone, every two in either order, and all of them between
 * each two.
 */
function textSamples(literals: readonly string[], parts: readonly string[]): string[] {
  const all = parts.join('')
  const single = parts.flatMap((part) => [
    part + otherText,
    otherText + part,
    otherText + part + otherText,
  ])
  const pairs = parts.flatMap((first) =>
    parts.flatMap((last) =>
      last === first ? [] : [first + last, first + otherText + last, first + all + last],
    ),
  )
  return [...new Set([...literals, ...single, ...pairs, all, '', otherText])]
}

function numberSamples(literals: readonly (string | number)[]): unknown[] {
  const near = literals.flatMap((literal) =>
    typeof literal === 'number' ? [literal - 1, literal, literal + 1] : [],
  )
  return [...new Set(near), null]
}

/** How many combinations there are. */
export function combinationCount(dimensions: readonly Dimension[]): number {
  return dimensions.reduce((product, dimension) => product * dimension.values.length, 1)
}

/**
 * Every combination of the values, as contexts for expressions: `class.confidentiality` becomes
 * `{class: {confidentiality}}`.
 */
export function* combinations(
  dimensions: readonly Dimension[],
): Generator<Record<string, unknown>> {
  const count = combinationCount(dimensions)
  for (let index = 0; index < count; index++) {
    const context: Record<string, unknown> = {}
    let rest = index
    for (const { name, values } of dimensions) {
      setPath(context, name.split('.'), values[rest % values.length])
      rest = Math.floor(rest / values.length)
    }
    yield context
  }
}

function setPath(context: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path
  if (rest.length === 0) context[key] = value
  else {
    const inner = (context[key] ??= {}) as Record<string, unknown>
    setPath(inner, rest, value)
  }
}
