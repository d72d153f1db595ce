import type { ASTNode } from '@marcbachmann/cel-js'
import type { Scope } from './environment.ts'

/** What an expression may answer: what stands under a name, a value written out, or something of a CEL type (`string`, `double`, `list<string>` …). */
export type Answer =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'type'; readonly type: string }

/** Everything that an expression may answer, each way of a `? :` by itself; nothing where it does not compile. */
export function answersOf(source: string, scope: Scope): readonly Answer[] {
  const checked = scope.environment.check(source)
  return checked.valid ? answers(scope.environment.parse(source).ast, checked.type ?? 'dyn') : []
}

function answers(node: ASTNode, type: string): readonly Answer[] {
  if (node.op === '?:') return node.args.slice(1).flatMap((way) => answers(way, type))
  if (node.op === 'id') return [{ kind: 'name', name: node.args }]
  if (node.op !== 'value') return [{ kind: 'type', type }]
  const { args } = node
  if (typeof args === 'bigint') return [{ kind: 'literal', value: Number(args) }]
  return typeof args === 'string' || typeof args === 'number' || typeof args === 'boolean'
    ? [{ kind: 'literal', value: args }]
    : []
}
