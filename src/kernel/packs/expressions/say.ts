import { parse } from '@marcbachmann/cel-js'
import type { ASTNode } from '@marcbachmann/cel-js'
import { grammars } from './grammar.ts'
import type { Bound, Grammar } from './grammar.ts'
import type { Language } from '../../words/words.ts'

/** What the names of a condition are called where it stands. */
export interface ConditionTitles {
  /** `medium`, `class.confidentiality`: 媒体, 機密性. */
  nameOf(path: readonly string[]): string | undefined
  /** The title of an option or a level that the name is compared with. */
  valueOf(path: readonly string[], literal: string | number): string | undefined
}

/** Thrown inside only: a part that has no words. */
class Wordless extends Error {}

const mirrored: Readonly<Record<Bound, Bound>> = { '>=': '<=', '<=': '>=', '>': '<', '<': '>' }

/** The titles, and how sentences are made of them. */
interface Saying extends ConditionTitles {
  readonly grammar: Grammar
}

/**
 * A condition in words made of titles: 「媒体」が「USBメモリ」. Undefined where a part of it has no
 * words; a half of a condition would say something else.
 */
export function sayCondition(
  source: string,
  titles: ConditionTitles,
  language: Language = 'ja',
): string | undefined {
  try {
    return sayNode(parse(source).ast, { ...titles, grammar: grammars[language] }, false)
  } catch {
    return undefined
  }
}

function sayNode(node: ASTNode, saying: Saying, negated: boolean): string {
  const { grammar } = saying
  switch (node.op) {
    case '!_':
      return sayNode(node.args, saying, !negated)
    case '&&':
    case '||': {
      // Neither both is either not the one or not the other.
      const both = (node.op === '&&') !== negated
      const parts = flattened(node, node.op).map((part) => {
        const words = sayNode(part, saying, negated)
        return part.op === '&&' || part.op === '||' ? grammar.bracketed(words) : words
      })
      return parts.join(both ? grammar.and : grammar.or)
    }
    case '==':
    case '!=':
      return sayEqual(node.args, saying, (node.op === '!=') !== negated)
    case '>=':
    case '<=':
    case '>':
    case '<':
      return sayBound(node.op, node.args, saying, negated)
    case 'in':
      return sayIn(node.args, saying, negated)
    case 'id':
    case '.':
      return grammar.is(titled(node, saying), grammar.yesNo(!negated), false)
    case 'rcall':
      return sayAllTicked(node, saying, negated)
    default:
      throw new Wordless()
  }
}

/** `about.all(a, a.id in back)`: everything that the case is about is among those of a field. */
function sayAllTicked(
  { args }: Extract<ASTNode, { op: 'rcall' }>,
  saying: Saying,
  negated: boolean,
): string {
  const [call, whole, [each, test]] = args as [string, ASTNode, readonly ASTNode[]]
  const of = each?.op === 'id' ? each.args : undefined
  if (call !== 'all' || of === undefined || test?.op !== 'in' || pathOf(whole)[0] !== 'about')
    throw new Wordless()
  const [member, field] = test.args
  if (pathOf(member).join('.') !== `${of}.id`) throw new Wordless()
  return saying.grammar.holdsAll(titled(field, saying), negated)
}

function flattened(node: ASTNode, op: '&&' | '||'): readonly ASTNode[] {
  return node.op === op ? (node.args as ASTNode[]).flatMap((part) => flattened(part, op)) : [node]
}

function sayEqual(
  [left, right]: readonly [ASTNode, ASTNode],
  saying: Saying,
  not: boolean,
): string {
  const [subject, literal] = sides(left, right)
  const name = titled(subject, saying)
  if (literal === '') return saying.grammar.isWritten(name, not)
  return saying.grammar.is(name, valued(subject, literal, saying), not)
}

function sayBound(
  op: Bound,
  [left, right]: readonly [ASTNode, ASTNode],
  saying: Saying,
  negated: boolean,
): string {
  const size = left.op === 'call' && left.args[0] === 'size' ? left.args[1][0] : undefined
  if (size !== undefined && op === '>' && literalOf(right) === 0)
    return saying.grammar.hasAny(titled(size, saying), negated)
  const [subject, literal] = sides(left, right)
  const sign = subject === left ? op : mirrored[op]
  const value = valued(subject, literal, saying)
  return saying.grammar.isBound(titled(subject, saying), value, sign, negated)
}

function sayIn(
  [left, right]: readonly [ASTNode, ASTNode],
  saying: Saying,
  negated: boolean,
): string {
  if (right.op === 'list') {
    const values = right.args.map((item) => valued(left, demand(literalOf(item)), saying))
    return saying.grammar.isOneOf(titled(left, saying), values, negated)
  }
  const value = valued(right, demand(literalOf(left)), saying)
  return saying.grammar.has(titled(right, saying), value, negated)
}

/** The side that is a name, and the literal on the other. */
function sides(left: ASTNode, right: ASTNode): [ASTNode, string | number | boolean] {
  const literal = literalOf(right)
  return literal === undefined ? [right, demand(literalOf(left))] : [left, literal]
}

function literalOf(node: ASTNode): string | number | boolean | undefined {
  if (node.op !== 'value') return undefined
  const value: unknown = node.args
  if (typeof value === 'bigint') return Number(value)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined
}

function pathOf(node: ASTNode): readonly string[] {
  if (node.op === 'id') return [node.args]
  if (node.op === '.') return [...pathOf(node.args[0]), node.args[1]]
  throw new Wordless()
}

function titled(node: ASTNode, { nameOf, grammar }: Saying): string {
  return grammar.quoted(demand(nameOf(pathOf(node))))
}

function valued(
  subject: ASTNode,
  literal: string | number | boolean,
  { valueOf, grammar }: Saying,
): string {
  if (typeof literal === 'boolean') return grammar.yesNo(literal)
  const title = valueOf(pathOf(subject), literal)
  if (title !== undefined) return grammar.quoted(title)
  if (typeof literal === 'number') return String(literal)
  throw new Wordless()
}

function demand<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Wordless()
  return value
}
