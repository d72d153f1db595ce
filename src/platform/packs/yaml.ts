import type { Document, Node, Pair, YAMLError } from 'yaml'
import { isAlias, isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml'
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
  const encoding = encodingFaults(text, positionAt)
  try {
    const document = parseDocument(text, {
      prettyErrors: false,
      uniqueKeys: true,
      version: '1.2',
      schema: 'core',
      logLevel: 'silent',
    })
    const syntax = [
      ...encoding,
      ...syntaxFaults(document.errors, positionAt),
      ...nodeFaults(document, positionAt),
    ]
    const value = valueOf(document)
    if (value === undefined || deeperThan(value, maxDepth))
      return brokenFile(path, value === undefined ? tooManyAliases : '入れ子が深すぎます', syntax)
    return {
      path,
      value,
      syntax,
      locate: (where, offset) => positionAt(offsetOf(document, where, offset, text)),
      locateKey: (where) => positionAt(keyOffsetOf(document, where, text)),
    }
  } catch {
    return brokenFile(path, unknownReason, encoding)
  }
}

/** A message of the parser's that has no sentence of its own. */
const unknownReason = '形が壊れています'
const tooManyAliases = '別名（*）の繰り返しが多すぎます'

/** The plain data of a document; undefined where its aliases cannot be resolved. */
function valueOf(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: maxAliases }) ?? null
  } catch {
    return undefined
  }
}

/** Bytes that are not UTF-8 have become U+FFFD, which nobody writes into a pack. */
function encodingFaults(text: string, positionAt: (offset: number) => Position): SyntaxFault[] {
  const at = text.indexOf('\uFFFD')
  return at < 0 ? [] : [{ code: 'file-encoding', detail: '', at: positionAt(at), broken: false }]
}

/** A file of which nothing can be read; `found` is what has already been found in it. */
function brokenFile(path: string, detail: string, found: readonly SyntaxFault[] = []): SourceFile {
  const at = { line: 1, column: 1 }
  return {
    path,
    value: null,
    syntax: found.some((fault) => fault.broken) ? found : [...found, { detail, at, broken: true }],
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
      detail: syntaxReasons[error.code],
      at: positionAt(error.pos[0]),
      broken: error.code !== 'DUPLICATE_KEY',
    }
  })
  const first = faults.find((fault) => fault.broken)
  return first === undefined ? faults : [first]
}

/** Messages for the parser's codes, for the author of the file: every code has one. */
const syntaxReasons: Readonly<Record<YAMLError['code'], string>> = {
  ALIAS_PROPS: '別名（*）には印も名前も付けられません。「*」で始まる値は引用符で囲んでください',
  BAD_ALIAS: '知らない別名（*）です。「*」で始まる値は引用符で囲んでください',
  BAD_COLLECTION_TYPE: '並びとキーが混ざっています。字下げと「-」を確かめてください',
  BAD_DIRECTIVE: '「%」で始まる行は使えません。引用符で囲むか、消してください',
  BAD_DQ_ESCAPE:
    '"…" の中の「\\」の使い方が正しくありません。「\\\\」と書くか、\'…\' で囲んでください',
  BAD_INDENT: '字下げが合っていません',
  BAD_PROP_ORDER:
    '「&」や「!」の置き場所が正しくありません。これらで始まる値は引用符で囲んでください',
  BAD_SCALAR_START: 'この文字では値を始められません。引用符で囲んでください',
  BLOCK_AS_IMPLICIT_KEY: '値の中に「: 」があります。引用符で囲んでください',
  BLOCK_IN_FLOW: '{ } や [ ] の中では、行を分けた書き方はできません',
  DUPLICATE_KEY: '同じキーが二度書かれています',
  IMPOSSIBLE: unknownReason,
  KEY_OVER_1024_CHARS: 'キーが長すぎます。コロンの書き忘れがないか確かめてください',
  MISSING_CHAR: '閉じるかっこ、引用符、コロンのどれかが足りません',
  MULTILINE_IMPLICIT_KEY: 'キーが行をまたいでいます。コロンの書き忘れがないか確かめてください',
  MULTIPLE_ANCHORS: '「&」が二つ続いています。「&」で始まる値は引用符で囲んでください',
  MULTIPLE_DOCS: '「---」で区切られた二つ目の文書があります',
  MULTIPLE_TAGS: '「!」が二つ続いています。「!」で始まる値は引用符で囲んでください',
  NON_STRING_KEY: 'キーは文字で書いてください',
  RESOURCE_EXHAUSTION: tooManyAliases,
  TAB_AS_INDENT: '字下げにタブは使えません。空白を使ってください',
  TAG_RESOLVE_FAILED: '知らない印（!）です。「!」で始まる値は引用符で囲んでください',
  UNEXPECTED_TOKEN: 'ここに書けない文字があります',
}

/**
 * What packs do not use of YAML: keys that are not plain text, such as maps or aliases; aliases
 * without an anchor; tags.
 */
function nodeFaults(
  document: Document.Parsed,
  positionAt: (offset: number) => Position,
): SyntaxFault[] {
  const faults: SyntaxFault[] = []
  const add = (node: unknown, fault: Omit<SyntaxFault, 'at'>): number =>
    faults.push({ ...fault, at: positionAt(startOf(node) ?? 0) })
  const walk = (node: unknown): void => {
    if (isAlias(node) && node.resolve(document) === undefined)
      add(node, { detail: syntaxReasons.BAD_ALIAS, broken: true })
    if (isNode(node) && node.tag !== undefined)
      add(node, { code: 'yaml-tag', detail: shownTag(node.tag), broken: false })
    if (isSeq(node)) for (const item of node.items) walk(item)
    if (!isMap(node)) return
    for (const pair of node.items) {
      if (!isScalar(pair.key)) add(pair.key, { detail: syntaxReasons.NON_STRING_KEY, broken: true })
      else walk(pair.key)
      walk(pair.value)
    }
  }
  walk(document.contents)
  return faults
}

/** `!!str` for `tag:yaml.org,2002:str`. */
function shownTag(tag: string): string {
  return tag.replace(/^tag:yaml\.org,2002:/, '!!')
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
