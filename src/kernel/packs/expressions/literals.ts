import type { ASTNode } from '@marcbachmann/cel-js'
import { suggest } from '../suggest.ts'
import type { NameTypes, ValueType } from './names.ts'
import type { ExpressionFault } from './fault.ts'

/** A value that a condition compares a name with: samples for trying out a condition. */
export interface Comparison {
  /** `medium`, `class.confidentiality`, `asset.form` */
  readonly name: string
  readonly type: ValueType
  readonly literal: string | number
  readonly offset: number
  /** The whole value is compared, not a part of a text. */
  readonly whole: boolean
}

/** Calls that compare a text with another. */
const textCalls: ReadonlySet<string> = new Set(['startsWith', 'endsWith', 'contains'])

/** Every comparison of a name with a literal in an expression. */
export function comparisons(ast: ASTNode, names: NameTypes): readonly Comparison[] {
  const results: Comparison[] = []
  walk(ast, (node) => {
    if (node.op === 'rcall' && textCalls.has(node.args[0])) {
      const reference = nameOf(node.args[1], names)
      if (reference !== undefined)
        for (const literal of node.args[2].flatMap(literalsOf))
          results.push({ ...reference, ...literal, whole: false })
      return
    }
    if (
      !Array.isArray(node.args) ||
      node.args.length !== 2 ||
      !['==', '!=', '<', '<=', '>', '>=', 'in'].includes(node.op)
    )
      return
    const [left, right] = node.args as [ASTNode, ASTNode]
    for (const [subject, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const reference = nameOf(subject, names)
      if (reference === undefined) continue
      for (const literal of literalsOf(other))
        results.push({ ...reference, ...literal, whole: true })
    }
  })
  return results
}

/** Literals that a choice or an axis can never be. */
export function literalFaults(ast: ASTNode, names: NameTypes): ExpressionFault[] {
  return comparisons(ast, names)
    .filter((comparison) => comparison.whole)
    .flatMap(({ name, type, literal, offset }): ExpressionFault[] => {
      if (
        (type.kind === 'text' || type.kind === 'texts') &&
        type.options !== undefined &&
        typeof literal === 'string' &&
        literal !== ''
      ) {
        if (type.options.includes(literal)) return []
        return [
          {
            code: 'unknown-option',
            offset,
            params: { field: name, name: literal, near: suggest(literal, type.options) },
          },
        ]
      }
      if (
        type.kind === 'number' &&
        type.among !== undefined &&
        typeof literal === 'number' &&
        !type.among.includes(literal)
      ) {
        return [{ code: 'unknown-level', offset, params: { axis: name, level: String(literal) } }]
      }
      return []
    })
}

/**
 * Calls that packs may not make: a regular expression can take time without end on a text that
 * someone else wrote.
 */
export function forbiddenCalls(ast: ASTNode): ExpressionFault[] {
  const faults: ExpressionFault[] = []
  walk(ast, (node) => {
    if ((node.op === 'rcall' || node.op === 'call') && node.args[0] === 'matches')
      faults.push({ code: 'unknown-function', offset: node.start, params: { summary: 'matches' } })
  })
  return faults
}

/** The names of the scope that an expression uses, each once. */
export function mentionedNames(ast: ASTNode, names: NameTypes): string[] {
  const usedNames = new Set<string>()
  walk(ast, (node) => {
    if (node.op === 'id' && Object.hasOwn(names, node.args)) usedNames.add(node.args)
  })
  return [...usedNames]
}

/** The paths that an expression reads: `medium`, `class.confidentiality`. */
export function mentionedPaths(
  ast: ASTNode,
  names: NameTypes,
): { readonly name: string; readonly type: ValueType }[] {
  const paths = new Map<string, ValueType>()
  walk(ast, (node) => {
    const reference = node.op === 'id' || node.op === '.' ? nameOf(node, names) : undefined
    if (
      reference !== undefined &&
      reference.type.kind !== 'record' &&
      reference.type.kind !== 'records'
    )
      paths.set(reference.name, reference.type)
  })
  return [...paths].map(([name, type]) => ({ name, type }))
}

function nameOf(node: ASTNode, names: NameTypes): { name: string; type: ValueType } | undefined {
  if (node.op === 'id') {
    const type = Object.hasOwn(names, node.args) ? names[node.args] : undefined
    return type === undefined ? undefined : { name: node.args, type }
  }
  if (node.op !== '.') return undefined
  const [object, key] = node.args
  const outer = nameOf(object, names)
  if (outer?.type.kind !== 'record') return undefined
  const type = Object.hasOwn(outer.type.names, key) ? outer.type.names[key] : undefined
  return type === undefined ? undefined : { name: `${outer.name}.${key}`, type }
}

function literalsOf(node: ASTNode): { literal: string | number; offset: number }[] {
  if (node.op === 'list') return node.args.flatMap(literalsOf)
  if (node.op !== 'value') return []
  const { args } = node
  if (typeof args === 'string' || typeof args === 'number')
    return [{ literal: args, offset: node.start }]
  return typeof args === 'bigint' ? [{ literal: Number(args), offset: node.start }] : []
}

/** Visits every node; the operands of a node are its args, nested in lists. */
export function walk(node: ASTNode, visit: (node: ASTNode) => void): void {
  visit(node)
  const inner = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) inner(item)
    else if (value !== null && typeof value === 'object' && 'op' in value)
      walk(value as ASTNode, visit)
  }
  inner(node.args)
}
