import type { Document, Node, Pair, YAMLError } from 'yaml'
import { isMap, isScalar, isSeq, parseDocument } from 'yaml'
import type { Path, Position, SourceFile, SyntaxFault } from '#kernel/packs/source.ts'

/** Largest file of a pack, bytes (a policy of 3,000 provisions takes about 1 MB). */
const maxBytes = 4 * 1024 * 1024
/** Limit of values repeated by YAML aliases; packs need no more. */
const maxAliases = 50
/** Deepest nesting of values in a pack. */
const maxDepth = 30

/** Reads one file of a pack. Syntax faults come with the file; it never throws. */
export function readYaml(path: string, text: string): SourceFile {
  if (text.length > maxBytes) return brokenFile(path, 'ファイルが大きすぎます')
  const positionAt = positionLookup(text)
  try {
    const document = parseDocument(text, {
      prettyErrors: false,
      uniqueKeys: true,
      version: '1.2',
      schema: 'core',
      logLevel: 'silent',
    })
    const value: unknown = document.toJS({ maxAliasCount: maxAliases })
    if (deeperThan(value, maxDepth)) return brokenFile(path, '入れ子が深すぎます')
    return {
      path,
      value,
      syntax: [
        ...syntaxFaults(document.errors, positionAt),
        ...nonScalarKeyFaults(document, positionAt),
      ],
      locate: (where, offset) => positionAt(offsetOf(document, where, offset, text)),
      locateKey: (where) => positionAt(keyOffsetOf(document, where, text)),
    }
  } catch (error) {
    return brokenFile(path, error instanceof Error ? firstLine(error.message) : '形が壊れています')
  }
}

function brokenFile(path: string, detail: string): SourceFile {
  const at = { line: 1, column: 1 }
  return {
    path,
    value: null,
    syntax: [{ detail, at, broken: true }],
    locate: () => at,
    locateKey: () => at,
  }
}

/**
 * Finds line and column of an offset. The parser's own counter loses lines when it recovers from a
 * fault.
 */
function positionLookup(text: string): (offset: number) => Position {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    const clamped = Math.max(0, Math.min(offset, text.length))
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= clamped) low = middle
      else high = middle
    }
    return { line: low + 1, column: clamped - (starts[low] ?? 0) + 1 }
  }
}

/**
 * All duplicate keys, and the first of the faults that break the file: those after it only come
 * from the parser's recovery.
 */
function syntaxFaults(
  errors: readonly YAMLError[],
  positionAt: (offset: number) => Position,
): SyntaxFault[] {
  const faults = errors.map((error): SyntaxFault => {
    return {
      detail: syntaxReasons[error.code] ?? firstLine(error.message),
      at: positionAt(error.pos[0]),
      broken: error.code !== 'DUPLICATE_KEY',
    }
  })
  const first = faults.find((fault) => fault.broken)
  return first === undefined ? faults : [first]
}

/** Messages for the parser's codes, for the author of the file. */
const syntaxReasons: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: '同じキーが二度書かれています',
  TAB_AS_INDENT: '字下げにタブは使えません。空白を使ってください',
  BAD_INDENT: '字下げが合っていません',
  MISSING_CHAR: '閉じるかっこ、引用符、コロンのどれかが足りません',
  UNEXPECTED_TOKEN: 'ここに書けない文字があります',
  BLOCK_AS_IMPLICIT_KEY: '値の中に「: 」があります。引用符で囲んでください',
  MULTILINE_IMPLICIT_KEY: 'キーが行をまたいでいます。コロンの書き忘れがないか確かめてください',
  MULTIPLE_DOCS: '「---」で区切られた二つ目の文書があります',
  BAD_ALIAS: '知らない別名（*）です。「*」で始まる値は引用符で囲んでください',
  TAG_RESOLVE_FAILED: '知らない印（!）です。「!」で始まる値は引用符で囲んでください',
}

/** Packs use no keys that are not plain text, such as maps or aliases. */
function nonScalarKeyFaults(
  document: Document.Parsed,
  positionAt: (offset: number) => Position,
): SyntaxFault[] {
  const faults: SyntaxFault[] = []
  const walk = (node: unknown): void => {
    if (isSeq(node)) for (const item of node.items) walk(item)
    if (!isMap(node)) return
    for (const pair of node.items) {
      if (!isScalar(pair.key))
        faults.push({
          detail: 'キーは文字で書いてください',
          at: positionAt((pair.key as Node | null)?.range?.[0] ?? 0),
          broken: true,
        })
      walk(pair.value)
    }
  }
  walk(document.contents)
  return faults
}

function pairOf(node: unknown, key: string | number): Pair | undefined {
  return isMap(node)
    ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key))
    : undefined
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0]
}

/**
 * The offset in the text where a value begins; where the value is missing, that of its nearest
 * parent.
 */
function offsetOf(
  document: Document.Parsed,
  path: Path,
  offset: number | undefined,
  text: string,
): number {
  let node: unknown = document.contents
  let position = startOf(node) ?? 0
  for (const key of path) {
    const pair = pairOf(node, key)
    const next: unknown = isSeq(node) ? node.items[Number(key)] : pair?.value
    position = startOf(next) ?? startOf(pair?.key) ?? position
    node = next
  }
  return offset === undefined ? position : offsetInScalar(node, offset, text, position)
}

function keyOffsetOf(document: Document.Parsed, path: Path, text: string): number {
  const parent = path.slice(0, -1)
  let node: unknown = document.contents
  for (const key of parent) node = isSeq(node) ? node.items[Number(key)] : pairOf(node, key)?.value
  return startOf(pairOf(node, path.at(-1) ?? '')?.key) ?? offsetOf(document, path, undefined, text)
}

/**
 * The offset in the file of the nth character of a text value: an escape has two characters in the
 * file, a folded line break is one space in the value.
 */
function offsetInScalar(node: unknown, offset: number, text: string, start: number): number {
  if (!isScalar(node)) return start
  if (node.type === 'BLOCK_LITERAL') return offsetInBlock(String(node.value), offset, text, start)
  if (node.type !== 'PLAIN' && node.type !== 'QUOTE_DOUBLE' && node.type !== 'QUOTE_SINGLE')
    return start
  const escape = node.type === 'QUOTE_DOUBLE' ? '\\' : "'"
  const end = node.range?.[1] ?? start
  const fold = /[ \t]*\n\s*/y
  let position = node.type === 'PLAIN' ? start : start + 1
  for (let seen = 0; seen < offset && position < end; seen++) {
    fold.lastIndex = position
    const folded = fold.exec(text)?.[0].length
    if (folded !== undefined) position += folded
    else position += node.type !== 'PLAIN' && text[position] === escape ? 2 : 1
  }
  return Math.min(position, end)
}

function offsetInBlock(value: string, offset: number, text: string, start: number): number {
  const before = value.slice(0, offset).split('\n')
  let line = text.indexOf('\n', start) + 1
  for (let seen = 1; seen < before.length; seen++) line = text.indexOf('\n', line) + 1
  const indent = /^ */.exec(text.slice(line))?.[0].length ?? 0
  return line + indent + (before.at(-1)?.length ?? 0)
}

function deeperThan(value: unknown, depth: number): boolean {
  if (value === null || typeof value !== 'object') return false
  return depth === 0 || Object.values(value).some((child) => deeperThan(child, depth - 1))
}

const firstLine = (message: string): string => message.split('\n')[0] ?? message
