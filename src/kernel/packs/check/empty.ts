import type { ASTNode } from '@marcbachmann/cel-js'
import { compile } from '../expressions/compile.ts'
import { combinationCount, combinations, dimensionsOf, otherText } from '../expressions/domain.ts'
import type { Dimension } from '../expressions/domain.ts'
import type { ExpressionScope } from '../expressions/environment.ts'
import { comparisons, mentionedPaths, walk } from '../expressions/literals.ts'
import type { FieldSymbol, NameTypes, ValueType } from '../expressions/names.ts'

/**
 * Whether a name may be empty where an expression is evaluated: never, or not where it is required
 * (`unless`). Where it is not shown (`only`) it is nothing but empty.
 */
export type Emptiness =
  | 'never'
  | { readonly unless?: string | undefined; readonly only?: string | undefined }

/**
 * What an expression decides: `safe` is the answer that permits less or asks for more; undefined
 * where neither does. A `value` is only copied.
 */
export interface EmptyUse {
  readonly safe: boolean | undefined
  readonly value?: boolean
  /** Nothing is decided where this does not hold: the field that would be required is not shown. */
  readonly only?: string | undefined
  /**
   * The language in which this use came under the rule, where that was later than the rule itself.
   */
  readonly since?: number
  emptiness(path: string): Emptiness
}

/** More combinations than this are not tried; the names then have to say what empty means. */
const mostCombinations = 20_000

/**
 * The names of an expression that may be empty where it is evaluated, and of which it does not say
 * what empty means: left empty, they would decide otherwise than in the safe direction.
 */
export function unsaidNames(source: string, scope: ExpressionScope, use: EmptyUse): string[] {
  const { expression } = compile(source, scope, 'value')
  if (expression === undefined) return []
  const { ast } = scope.environment.parse(source)
  const named = mentionedPaths(ast, scope.names)
    .filter(({ name, type }) => {
      if (use.value === true && !reckons(ast, type)) return false
      const emptiness = use.emptiness(name)
      if (emptiness === 'never' || says(ast, scope.names, name, type)) return false
      const compiled = (text: string | undefined) =>
        text === undefined ? undefined : compile(text, scope, 'value').expression
      const unless = compiled(emptiness.unless)
      const conditions = [compiled(emptiness.only), compiled(use.only)]
      const dimensions = dimensionsOf([expression, unless, ...conditions], scope).map((each) =>
        calls(ast, 'days') || calls(ast, 'date') ? dated(each) : each,
      )
      const own = dimensions.find((each) => each.name === name)
      const rest = dimensions.filter((each) => each.name !== name)
      if (own === undefined) return false
      if (combinationCount(rest) * own.values.length > mostCombinations) return true
      return decidesByEmpty(own, rest, (context, empty) =>
        empty &&
        (unless?.evaluate(context) === true ||
          conditions.some((condition) => condition?.evaluate(context) === false))
          ? skipped
          : expression.evaluate(context),
      )(use.safe)
    })
    .map(({ name }) => name)
  return [...named, ...unsaidInside(ast, scope.names), ...unsaidFacts(ast, scope.names)]
}

/**
 * Numbers of the entries or rows that an expression goes through, which may be empty and are looked
 * at without `has`.
 */
function unsaidInside(ast: ASTNode, names: NameTypes): string[] {
  const numbers = new Set(
    Object.values(names).flatMap((type) =>
      type.kind === 'records'
        ? Object.entries(type.names).flatMap(([id, inner]) =>
            inner.kind === 'number' && inner.alwaysRequired !== true && inner.empty === undefined
              ? [id]
              : [],
          )
        : [],
    ),
  )
  const read = new Set<string>()
  const said = new Set<string>()
  walk(ast, (node) => {
    if (node.op === 'call' && node.args[0] === 'has')
      for (const each of node.args[1]) if (each.op === '.') said.add(each.args[1])
    if (node.op !== '.') return
    const [object, key] = node.args
    const outside = object.op === 'id' && Object.hasOwn(names, object.args)
    if (!outside && object.op !== '.' && numbers.has(key)) read.add(key)
  })
  return [...read.difference(said)]
}

/**
 * Facts that an expression reads without `has`. An expression that reads a missing fact cannot be
 * evaluated.
 */
function unsaidFacts(ast: ASTNode, names: NameTypes): string[] {
  const read = new Set<string>()
  const said = new Set<string>()
  walk(ast, (node) => {
    if (node.op === 'call' && node.args[0] === 'has')
      for (const each of node.args[1]) {
        const fact = factOf(each, names)
        if (fact !== undefined) said.add(fact)
      }
    const fact = factOf(node, names)
    if (fact !== undefined) read.add(fact)
  })
  return [...read.difference(said)]
}

/**
 * The path of the fact that a node reads: `organization.people`, also where it is written
 * `organization['people']`.
 */
function factOf(node: ASTNode, names: NameTypes): string | undefined {
  if (node.op !== '.' && node.op !== '[]') return undefined
  const [object, key] = node.args
  if (object.op !== 'id' || !Object.hasOwn(names, object.args)) return undefined
  if (names[object.args]?.kind !== 'facts') return undefined
  if (typeof key === 'string') return `${object.args}.${key}`
  return key.op === 'value' ? `${object.args}.${String(key.args)}` : object.args
}

const skipped = Symbol('cannot be empty here')

/** Whether an answer that is empty leads elsewhere than in the safe direction. */
function decidesByEmpty(
  { name, values }: Dimension,
  rest: readonly Dimension[],
  answer: (context: Readonly<Record<string, unknown>>, empty: boolean) => unknown,
): (safe: boolean | undefined) => boolean {
  const filled = values.filter((value) => value !== '' && value !== null)
  return (safe) => {
    for (const context of combinations(rest)) {
      const left = answer(context, true)
      if (left === skipped) continue
      const given = filled.map((value) =>
        JSON.stringify(answer(within(context, name.split('.'), value), false)),
      )
      const empty = JSON.stringify(left)
      if (given.every((each) => each === empty)) continue
      if (safe === undefined || left === null || left !== safe) return true
    }
    return false
  }
}

function within(
  context: Readonly<Record<string, unknown>>,
  [key = '', ...rest]: readonly string[],
  value: unknown,
): Record<string, unknown> {
  const inner = context[key]
  const record = inner !== null && typeof inner === 'object' ? inner : {}
  return {
    ...context,
    [key]: rest.length === 0 ? value : within({ ...record }, rest, value),
  }
}

function calls(ast: ASTNode, name: string): boolean {
  let found = false
  walk(ast, (node) => {
    if (node.op === 'call' && node.args[0] === name) found = true
  })
  return found
}

/**
 * Where days are calculated, any free text may be a day: one in the far past and one in the far
 * future.
 */
function dated(dimension: Dimension): Dimension {
  const free = dimension.values.includes(otherText)
  return free
    ? { ...dimension, values: [...dimension.values, '1990-01-01', '2090-01-01'] }
    : dimension
}

const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%'])

/**
 * An expression that does more with a name than hand its value on; a text that is put together with
 * others is handed on.
 */
function reckons(ast: ASTNode, type: ValueType): boolean {
  let found = false
  walk(ast, (node) => {
    if (node.op === '?:' || (type.kind !== 'text' && arithmetic.has(node.op))) found = true
  })
  return found
}

/**
 * An empty list is an answer of its own: nothing is among it. Texts say it by a comparison with '',
 * fields by their key `empty`.
 */
function says(ast: ASTNode, names: NameTypes, name: string, type: ValueType): boolean {
  if (type.kind === 'texts' || type.kind === 'any' || type.kind === 'facts') return true
  if ('empty' in type && type.empty !== undefined) return true
  return comparisons(ast, names).some((each) => each.name === name && each.literal === '')
}

/**
 * What may be empty of fields that are all filled in at once: those of a register, the questions of
 * an act.
 */
export function emptinessOf(field: FieldSymbol): Emptiness {
  if (field.alwaysRequired === true) return 'never'
  const { requiredWhen: unless, shownWhen: only } = field
  return unless !== undefined && unless === only ? 'never' : { unless, only }
}
