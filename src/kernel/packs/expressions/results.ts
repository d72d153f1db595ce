import type { ASTNode } from '@marcbachmann/cel-js'
import type { ExpressionScope } from './environment.ts'

/**
 * What an expression may answer: what stands under a name, a value written out, or something of a
 * CEL type (`string`, `double`, `list<string>` …).
 */
export type ExpressionResult =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'type'; readonly type: string }

/**
 * Everything that an expression may answer, each way of a `? :` by itself; nothing where it does
 * not compile.
 */
export function possibleResults(
  source: string,
  scope: ExpressionScope,
): readonly ExpressionResult[] {
  const check = scope.environment.check(source)
  return check.valid ? resultsOf(scope.environment.parse(source).ast, check.type ?? 'dyn') : []
}

function resultsOf(node: ASTNode, type: string): readonly ExpressionResult[] {
  if (node.op === '?:') return node.args.slice(1).flatMap((branch) => resultsOf(branch, type))
  if (node.op === 'id') return [{ kind: 'name', name: node.args }]
  if (node.op !== 'value') return [{ kind: 'type', type }]
  const { args } = node
  if (typeof args === 'bigint') return [{ kind: 'literal', value: Number(args) }]
  return typeof args === 'string' || typeof args === 'number' || typeof args === 'boolean'
    ? [{ kind: 'literal', value: args }]
    : []
}
