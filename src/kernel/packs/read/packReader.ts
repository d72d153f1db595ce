import { isDay } from '../../calendar/days.ts'
import { unreadable } from '../expression.ts'
import type { Expression } from '../expression.ts'
import { unsaidNames } from '../check/empty.ts'
import type { EmptyUse } from '../check/empty.ts'
import { compile } from '../expressions/compile.ts'
import { createScope } from '../expressions/environment.ts'
import type { ExpressionScope } from '../expressions/environment.ts'
import { globalNames } from '../expressions/names.ts'
import type { PackFaultCode, FaultCollector } from '../faults.ts'
import { suggest } from '../suggest.ts'
import { child, flagOf, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { Choice } from '../choice.ts'
import { choiceTypes, organizationType, withChoices } from './choiceSymbols.ts'
import type { ChoiceSymbol } from './choiceSymbols.ts'
import { optional } from './optional.ts'
import type { PackSymbols } from './symbols.ts'
import { provisionOfPart } from '../parts.ts'
import type { Carrying, Mechanism } from '../mechanism.ts'

/** Fault codes of names that something refers to, with what the name is of. */
type ReferenceCode = Extract<
  PackFaultCode,
  | 'unknown-role'
  | 'unknown-post'
  | 'unknown-procedure'
  | 'unknown-register'
  | 'unknown-act'
  | 'unknown-rule'
  | 'unknown-safeguard'
  | 'unknown-provision'
  | 'unknown-heading'
  | 'unknown-field'
  | 'unknown-step'
  | 'unknown-end'
  | 'unknown-state'
  | 'unknown-axis'
  | 'unknown-person'
  | 'unknown-unit'
  | 'unknown-entry'
  | 'unknown-item'
  | 'unknown-decision'
  | 'unknown-group'
  | 'unknown-register-group'
  | 'unknown-checklist'
  | 'unknown-round'
  | 'unknown-choice'
>

/**
 * What the readers of all files share: where faults go, what is known, and how the common parts are
 * read.
 */
export class PackReader {
  readonly faults: FaultCollector
  readonly symbols: PackSymbols
  private organization: ExpressionScope | undefined

  constructor(symbols: PackSymbols, faults: FaultCollector) {
    this.symbols = symbols
    this.faults = faults
  }

  /** The text under a key; empty where it is missing, which the shape has already reported. */
  text(tree: Tree | undefined, key: string): string {
    return textOf(child(tree, key)) ?? ''
  }

  /** A day that exists. */
  day(tree: Tree | undefined, key: string): string | undefined {
    const value = child(tree, key)
    const text = textOf(value)
    if (
      value !== undefined &&
      text !== undefined &&
      /^\d{4}-\d{2}-\d{2}$/.test(text) &&
      !isDay(text)
    )
      this.faults.add('bad-date', value.at, { text })
    return text
  }

  flag(tree: Tree | undefined, key: string, otherwise = false): boolean {
    return flagOf(child(tree, key), otherwise)
  }

  texts(tree: Tree | undefined, key: string): string[] {
    return itemsOf(child(tree, key)).flatMap((item) => textOf(item) ?? [])
  }

  /**
   * A name that must be known; the name itself is returned even where it is not, so that reading
   * goes on.
   */
  reference(
    tree: Tree | undefined,
    code: ReferenceCode,
    validNames: Pick<ReadonlySet<string>, 'has'> & { keys(): Iterable<string> },
  ): string | undefined {
    const name = textOf(tree)
    if (tree === undefined || name === undefined) return undefined
    if (!validNames.has(name))
      this.faults.add(code, tree.at, { name, near: suggest(name, validNames.keys()) })
    return name
  }

  /** A name within a text: `line of servers`. */
  named(
    tree: Tree | undefined,
    name: string,
    code: ReferenceCode,
    validNames: Pick<ReadonlySet<string>, 'has'> & { keys(): Iterable<string> },
  ): void {
    if (tree !== undefined && !validNames.has(name))
      this.faults.add(code, tree.at, { name, near: suggest(name, validNames.keys()) })
  }

  /** The choice of the organisation that `organization.technical` stands for. */
  choice(tree: Tree, type: Choice['type']): ChoiceSymbol | undefined {
    const name = (textOf(tree) ?? '').replace(/^organization\./, '')
    const choices = this.symbols.choices ?? new Map<string, ChoiceSymbol>()
    this.named(tree, name, 'unknown-choice', choices)
    const choice = choices.get(name)
    if (choice === undefined || choice.type === type) return choice
    this.faults.add('choice-kind', tree.at, {
      name,
      type: choiceTypes[choice.type],
      wanted: choiceTypes[type],
    })
    return undefined
  }

  references(
    tree: Tree | undefined,
    code: ReferenceCode,
    validNames: Pick<ReadonlySet<string>, 'has'> & { keys(): Iterable<string> },
  ): string[] {
    const names: string[] = []
    for (const item of itemsOf(tree)) {
      const name = this.reference(item, code, validNames)
      if (name === undefined) continue
      if (names.includes(name)) this.faults.add('duplicate', item.at, { what: '並びの中の', name })
      else names.push(name)
    }
    return names
  }

  /** The provisions, and the parts of provisions, that something carries. */
  carrying(tree: Tree | undefined): Carrying {
    const carries: string[] = []
    const parts: string[] = []
    const whole = new Set<string>()
    for (const item of itemsOf(child(tree, 'carries'))) {
      const name = textOf(item)
      if (name === undefined) continue
      const part = this.partOf(name, item)
      if ((part === undefined ? whole.has(name) : parts.includes(name)) === true)
        this.faults.add('duplicate', item.at, { what: '並びの中の', name })
      else if (part === undefined) whole.add(name)
      else parts.push(name)
      const ref = part ?? name
      if (part === undefined) this.reference(item, 'unknown-provision', this.symbols.provisions)
      if (!carries.includes(ref)) carries.push(ref)
    }
    const narrow = parts.filter((part) => !whole.has(provisionOfPart(part)))
    return { carries, ...optional('parts', narrow.length === 0 ? undefined : narrow) }
  }

  /** The provision of a ref like `REF/2`, where REF has parts or is a provision without any. */
  private partOf(name: string, item: Tree): string | undefined {
    const ref = provisionOfPart(name)
    const count = this.symbols.provisions.get(ref)
    if (ref === name || this.symbols.provisions.has(name) || count === undefined) return undefined
    const number = Number(name.slice(ref.length + 1))
    if (number < 1 || number > count)
      this.faults.add('unknown-provision-part', item.at, { ref, part: number, count })
    return ref
  }

  /**
   * Id, title, provisions and applicability. `what` names a mechanism that must carry a provision,
   * `how` says what else would do.
   */
  mechanism(id: string, tree: Tree, what?: string, how?: string): Mechanism {
    const carrying = this.carrying(tree)
    if (
      what !== undefined &&
      carrying.carries.length === 0 &&
      !this.symbols.shared &&
      child(tree, 'carries') === undefined
    ) {
      this.faults.add(
        'no-carries',
        tree.at,
        { what: `${what}「${id}」`, ...optional('how', how) },
        { key: true },
      )
    }
    const applies = this.applies(tree)
    return {
      id,
      title: this.text(tree, 'title'),
      ...carrying,
      ...(applies === undefined ? {} : { applies }),
    }
  }

  /** On which organisations something runs. */
  applies(tree: Tree): Expression | undefined {
    return this.onOrganization(child(tree, 'applies'))
  }

  /** A condition on the organisation and its choices. */
  onOrganization(tree: Tree | undefined): Expression | undefined {
    return this.condition(tree, () => this.organizationScope(), {
      safe: true,
      emptiness: () => 'never',
      since: 3,
    })
  }

  /**
   * A condition. `use` says what it decides: then it must say what the names mean that may be
   * empty.
   */
  condition(
    tree: Tree | undefined,
    scope: () => ExpressionScope,
    use?: EmptyUse,
  ): Expression | undefined {
    const source = textOf(tree)
    if (tree === undefined || source === undefined) return undefined
    const expression = this.compileAt(tree, source, scope(), 'condition')
    if (use !== undefined) this.demandSaid(tree, source, scope(), use)
    return expression
  }

  private demandSaid(tree: Tree, source: string, scope: ExpressionScope, use: EmptyUse): void {
    const names = unsaidNames(source, scope, use)
    if (names.length > 0)
      this.faults.add(
        'expression-empty',
        tree.at,
        { names: names.join('、') },
        { offset: 0, since: use.since },
      )
  }

  /** An expression that may answer anything; a number or yes/no stands for itself. */
  value(tree: Tree, scope: ExpressionScope, use?: EmptyUse): Expression | undefined {
    if (tree.kind !== 'scalar' || tree.value === null) return undefined
    const source = String(tree.value)
    const expression = this.compileAt(tree, source, scope, 'value')
    if (use !== undefined) this.demandSaid(tree, source, scope, { value: true, ...use })
    return expression
  }

  private compileAt(
    tree: Tree,
    source: string,
    scope: ExpressionScope,
    expected: 'condition' | 'value',
  ): Expression | undefined {
    const compilation = compile(source, scope, expected)
    for (const fault of compilation.faults)
      this.faults.add(fault.code, tree.at, fault.params as never, { offset: fault.offset })
    const { expression } = compilation
    if (expression !== undefined) return withChoices(expression, this.symbols.choices)
    return this.faults.kept ? unreadable(source) : undefined
  }

  private organizationScope(): ExpressionScope {
    this.organization ??= createScope({
      ...globalNames,
      organization: organizationType(this.symbols.choices),
    })
    return this.organization
  }
}
