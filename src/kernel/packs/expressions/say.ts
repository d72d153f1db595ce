import { parse } from '@marcbachmann/cel-js'
import type { ASTNode } from '@marcbachmann/cel-js'

/** What the names of a condition are called where it stands. */
export interface ConditionTitles {
  /** `medium`, `class.confidentiality`: 媒体, 機密性. */
  nameOf(path: readonly string[]): string | undefined
  /** The title of an option or a level that the name is compared with. */
  valueOf(path: readonly string[], literal: string | number): string | undefined
}

/** Thrown inside only: a part that has no words. */
class Wordless extends Error {}

const bounds: Readonly<Record<string, string>> = {
  '>=': '以上',
  '<=': '以下',
  '>': 'より上',
  '<': 'より下',
}
const mirrored: Readonly<Record<string, string>> = { '>=': '<=', '<=': '>=', '>': '<', '<': '>' }

/**
 * A condition in Japanese words made of titles: 「媒体」が「USBメモリ」. Undefined where a part of it
 * has no words; a half of a condition would say something else.
 */
export function sayCondition(source: string, titles: ConditionTitles): string | undefined {
  try {
    return sayNode(parse(source).ast, titles, false)
  } catch {
    return undefined
  }
}

function sayNode(node: ASTNode, titles: ConditionTitles, negated: boolean): string {
  switch (node.op) {
    case '!_':
      return sayNode(node.args, titles, !negated)
    case '&&':
    case '||': {
      // Neither both is either not the one or not the other.
      const both = (node.op === '&&') !== negated
      const parts = flattened(node, node.op).map((part) => {
        const words = sayNode(part, titles, negated)
        return part.op === '&&' || part.op === '||' ? `（${words}）` : words
      })
      return parts.join(both ? '、かつ' : '、または')
    }
    case '==':
    case '!=':
      return sayEqual(node.args, titles, (node.op === '!=') !== negated)
    case '>=':
    case '<=':
    case '>':
    case '<':
      return sayBound(node.op, node.args, titles, negated)
    case 'in':
      return sayIn(node.args, titles, negated)
    case 'id':
    case '.':
      return `${titled(node, titles)}が「${negated ? 'いいえ' : 'はい'}」`
    default:
      throw new Wordless()
  }
}

function flattened(node: ASTNode, op: '&&' | '||'): readonly ASTNode[] {
  return node.op === op ? (node.args as ASTNode[]).flatMap((part) => flattened(part, op)) : [node]
}

function sayEqual(
  [left, right]: readonly [ASTNode, ASTNode],
  titles: ConditionTitles,
  not: boolean,
): string {
  const [subject, literal] = sides(left, right)
  const name = titled(subject, titles)
  if (literal === '') return not ? `${name}が書かれている` : `${name}が空`
  return `${name}が${valued(subject, literal, titles)}${not ? 'でない' : ''}`
}

function sayBound(
  op: string,
  [left, right]: readonly [ASTNode, ASTNode],
  titles: ConditionTitles,
  negated: boolean,
): string {
  const size = left.op === 'call' && left.args[0] === 'size' ? left.args[1][0] : undefined
  if (size !== undefined && op === '>' && literalOf(right) === 0)
    return `${titled(size, titles)}が${negated ? 'ない' : 'ある'}`
  const [subject, literal] = sides(left, right)
  const sign = subject === left ? op : (mirrored[op] ?? op)
  return `${titled(subject, titles)}が${valued(subject, literal, titles)}${bounds[sign] ?? ''}${negated ? 'でない' : ''}`
}

function sayIn(
  [left, right]: readonly [ASTNode, ASTNode],
  titles: ConditionTitles,
  negated: boolean,
): string {
  if (right.op === 'list') {
    const values = right.args.map((item) => valued(left, demand(literalOf(item)), titles)).join('')
    return `${titled(left, titles)}が${values}の${negated ? 'どれでもない' : 'どれか'}`
  }
  const value = valued(right, demand(literalOf(left)), titles)
  return `${titled(right, titles)}に${value}が${negated ? 'ない' : 'ある'}`
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

function titled(node: ASTNode, titles: ConditionTitles): string {
  return `「${demand(titles.nameOf(pathOf(node)))}」`
}

function valued(
  subject: ASTNode,
  literal: string | number | boolean,
  titles: ConditionTitles,
): string {
  if (typeof literal === 'boolean') return `「${literal ? 'はい' : 'いいえ'}」`
  const title = titles.valueOf(pathOf(subject), literal)
  if (title !== undefined) return `「${title}」`
  if (typeof literal === 'number') return String(literal)
  throw new Wordless()
}

function demand<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Wordless()
  return value
}
