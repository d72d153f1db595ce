import { ParseError, TypeError as CelTypeError } from '@marcbachmann/cel-js'
import type { Expression } from '../expression.ts'
import { suggest } from '../suggest.ts'
import { forbiddenCalls, literalFaults, mentionedNames } from './literals.ts'
import type { ExpressionScope } from './environment.ts'
import { toPlainValue, coerce } from './values.ts'
import type { ExpressionFault } from './fault.ts'

/** `condition` must answer yes or no; `value` may answer anything. */
export type ExpectedResult = 'condition' | 'value'

export interface Compilation {
  readonly expression?: Expression
  readonly faults: readonly ExpressionFault[]
  /** Names of the scope that the expression uses. */
  readonly uses: readonly string[]
}

/** Compiles and type-checks an expression at its place. */
export function compile(
  source: string,
  scope: ExpressionScope,
  expected: ExpectedResult,
): Compilation {
  const check = scope.environment.check(source)
  if (!check.valid) return { faults: [toExpressionFault(check.error, scope, source)], uses: [] }
  if (expected === 'condition' && check.type !== 'bool' && check.type !== 'dyn') {
    return {
      faults: [
        {
          code: 'expression-result',
          offset: 0,
          params: { wanted: '「はい・いいえ」', got: typeTitle(check.type ?? '') },
        },
      ],
      uses: [],
    }
  }
  const program = scope.environment.parse(source)
  const forbidden = forbiddenCalls(program.ast)
  if (forbidden.length > 0) return { faults: forbidden, uses: [] }
  const faults = literalFaults(program.ast, scope.names)
  const uses = mentionedNames(program.ast, scope.names)
  const types = uses.flatMap((name) => {
    const type = scope.names[name]
    return type === undefined ? [] : [[name, type] as const]
  })
  const evaluate = (context: Readonly<Record<string, unknown>>): unknown => {
    const bindings: Record<string, unknown> = {}
    for (const [name, type] of types) {
      const value = coerce(
        Object.hasOwn(context, name) ? context[name] : undefined,
        type,
        scope.classes,
      )
      if (value !== undefined) bindings[name] = value
    }
    try {
      return toPlainValue(program(bindings))
    } catch {
      return null
    }
  }
  return { expression: { source, names: uses, evaluate }, faults, uses }
}

/** Translates an error of the CEL library into a fault of the pack. */
function toExpressionFault(
  error: unknown,
  scope: ExpressionScope,
  source: string,
): ExpressionFault {
  if (!(error instanceof CelTypeError) && !(error instanceof ParseError))
    return { code: 'expression-syntax', offset: 0, params: { summary: '形が壊れています' } }
  const offset = error.range?.start ?? 0
  const { summary } = error
  const name = /: (\S+)$/.exec(summary)?.[1] ?? ''
  const piece = source.slice(offset, error.range?.end ?? offset).trim()
  switch (error.code) {
    case 'unknown_variable':
      return {
        code: 'expression-name',
        offset,
        params: { name, near: suggest(name, Object.keys(scope.names)) },
      }
    case 'no_such_key':
      return {
        code: 'expression-name',
        offset,
        params: { name, near: suggest(name, innerNames(scope)) },
      }
    case 'no_matching_overload':
      return {
        code: 'unknown-function',
        offset,
        params: { summary: translateTypes(/'([^']+)'/.exec(summary)?.[1] ?? piece) },
      }
    case 'no_such_overload':
      return {
        code: 'expression-types',
        offset,
        params: { summary: translateTypes(summary.replace(/^no such overload: /, '')) },
      }
    case 'incompatible_ternary_branches':
      return { code: 'expression-types', offset, params: { summary: '? : の両側の種類が違います' } }
    case 'unexpected_token':
      return {
        code: 'expression-syntax',
        offset,
        params: { summary: unexpectedMessage(piece) },
      }
    case 'unexpected_character':
      return {
        code: 'expression-syntax',
        offset,
        params: { summary: unexpectedMessage(piece) },
      }
    case 'reserved_identifier':
      return {
        code: 'expression-syntax',
        offset,
        params: { summary: `「${name}」は名前に使えません` },
      }
    default:
      return {
        code: error instanceof ParseError ? 'expression-syntax' : 'expression-types',
        offset,
        params: {
          summary:
            reasons[error.code] ??
            (piece === '' ? unexpectedMessage('') : `「${piece}」の書き方が正しくありません`),
        },
      }
  }
}

/** Sentences for the library's other codes; its own are English. */
const reasons: Readonly<Record<string, string>> = {
  unterminated_string: '引用符が閉じていません',
  unterminated_triple_quoted_string: '引用符が閉じていません',
  limit_exceeded: '長すぎるか、込み入りすぎています',
  invalid_condition_type: '「? :」の前には「はい・いいえ」になるものを書きます',
  invalid_logical_operand: '「&&」「||」の両側には「はい・いいえ」になるものを書きます',
  invalid_comprehension_range: 'exists や all は、並びにだけ使えます',
  invalid_macro_argument: 'かっこの中の書き方が正しくありません',
  invalid_comparison_type: '比べられないものを比べています',
  invalid_index_type: '[ ] の中には番号か名前を書きます',
  invalid_list_element_type: '並びの中の種類がそろっていません',
  invalid_number: '数の書き方が正しくありません',
  invalid_integer: '数の書き方が正しくありません',
  invalid_hex_integer: '数の書き方が正しくありません',
  invalid_exponent: '数の書き方が正しくありません',
  invalid_escape_sequence: '「\\」の使い方が正しくありません',
  invalid_unicode_escape: '「\\」の使い方が正しくありません',
  invalid_unicode_surrogate: '「\\」の使い方が正しくありません',
  invalid_hex_escape: '「\\」の使い方が正しくありません',
  invalid_octal_escape: '「\\」の使い方が正しくありません',
  octal_escape_out_of_range: '「\\」の使い方が正しくありません',
}

function unexpectedMessage(piece: string): string {
  return piece === '' ? '途中で終わっています' : `「${piece}」はここに書けません`
}

function innerNames(scope: ExpressionScope): string[] {
  return Object.values(scope.names).flatMap((type) =>
    type.kind === 'record' || type.kind === 'records' ? Object.keys(type.names) : [],
  )
}

const titles: Readonly<Record<string, string>> = {
  string: '文字',
  double: '数',
  int: '数',
  bool: 'はい・いいえ',
  null_type: '空',
  dyn: '値',
  list: '並び',
}

function typeTitle(type: string): string {
  return titles[type.replace(/<.*/, '')] ?? 'まとまり'
}

/** Translates the types of a message such as `string == int` into Japanese words. */
function translateTypes(summary: string): string {
  return summary.replaceAll(
    /list<[^>]*>|\b(?:string|double|int|bool|null_type|dyn)\b(?:<[^>]*>)?|\bnull\b|Record\d+/g,
    (type) => (type === 'null' ? '空' : typeTitle(type)),
  )
}
