import type { ExpressionScope } from '../expressions/environment.ts'
import { suggest } from '../suggest.ts'
import { child, entriesOf, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { readFields } from './fields.ts'
import { refuseShould } from './demands.ts'
import { checkMeanings } from './meanings.ts'
import { aboutRegister, fieldSymbolsOf } from './symbols.ts'
import type { PackReader } from './packReader.ts'
import type { Act, VerdictKind, Outcome, HandlingRule, Safeguard, Handling } from '../handling.ts'
import { optional } from './optional.ts'
import { emptyAmong } from './filled.ts'
import { actNames, assetFields, lazyScope } from './scopes.ts'

/** An act with what the checks of its rules need. */
export interface ActPlace {
  readonly act: Act
  readonly tree: Tree
  readonly scope: () => ExpressionScope
}

/**
 * A rule with what its overlap check needs. A faulty rule is not `sound`:
 * nothing can be said about when it holds.
 */
export interface LocatedRule {
  readonly rule: HandlingRule
  readonly tree: Tree
  readonly sound: boolean
}

/** handling.yaml; also the scope of each act. */
export function readHandling(
  reader: PackReader,
  tree: Tree | undefined,
): {
  handling: Handling
  locatedRules: LocatedRule[]
  places: readonly ActPlace[]
  scopes: ReadonlyMap<string, () => ExpressionScope>
} {
  const scopes = new Map(
    [...reader.symbols.acts].map(([id, asks]) => [
      id,
      lazyScope(() => actNames(reader.symbols, asks)),
    ]),
  )
  const defaultScope = lazyScope(() => actNames(reader.symbols, []))
  const acts = new Map(
    entriesOf(child(tree, 'acts')).map(([id, act]) => [
      id,
      readAct(reader, id, act, scopes.get(id) ?? defaultScope),
    ]),
  )
  const safeguards = new Map(
    entriesOf(child(tree, 'safeguards')).map(([id, item]) => [id, readSafeguard(reader, id, item)]),
  )
  const locatedRules = entriesOf(child(tree, 'rules')).map(([id, item]): LocatedRule => {
    const known = reader.faults.count
    const rule = readRule(reader, id, item, acts, scopes, defaultScope)
    return {
      rule,
      tree: item,
      sound:
        reader.faults.count === known &&
        (child(item, 'when') === undefined) === (rule.when === undefined) &&
        rule.when?.broken === undefined,
    }
  })
  return {
    handling: { acts, safeguards, rules: locatedRules.map((item) => item.rule) },
    locatedRules,
    places: [...acts.values()].flatMap((act) => {
      const at = child(tree, 'acts', act.id)
      return at === undefined ? [] : [{ act, tree: at, scope: scopes.get(act.id) ?? defaultScope }]
    }),
    scopes,
  }
}

function readAct(reader: PackReader, id: string, tree: Tree, scope: () => ExpressionScope): Act {
  const otherwise = child(tree, 'otherwise')
  const word = textOf(otherwise)
  const asks = readFields(
    reader,
    child(tree, 'asks'),
    scope,
    reader.symbols.acts.get(id) ?? [],
    () => emptyAmong(reader.symbols.acts.get(id) ?? [], assetFields(reader.symbols)),
  )
  checkMeanings(reader, child(tree, 'asks'), asks)
  refuseShould(reader, child(tree, 'asks'))
  return {
    id,
    title: reader.text(tree, 'title'),
    phrase: reader.text(tree, 'phrase'),
    about: textOf(child(tree, 'about')) !== 'nothing',
    ...optional('register', readActRegister(reader, child(tree, 'about'))),
    asks,
    otherwise:
      word === undefined
        ? {
            ...readOutcome(reader, otherwise ?? tree),
            ...optional('because', textOf(child(otherwise, 'because'))),
          }
        : { verdict: word as VerdictKind, safeguards: [] },
    ...optional('kana', textOf(child(tree, 'kana'))),
  }
}

/** `entry`, `nothing`, or `line of systems`: then entries of that register alone. */
function readActRegister(reader: PackReader, about: Tree | undefined): string | undefined {
  const text = textOf(about) ?? 'entry'
  if (about === undefined || text === 'entry' || text === 'nothing') return undefined
  const register = aboutRegister(about)
  if (register === undefined)
    reader.faults.add('wrong-shape', about.at, { wanted: 'entry、nothing か line of 台帳' })
  else if (!reader.symbols.registers.has(register)) {
    reader.faults.add('unknown-register', about.at, {
      name: register,
      near: suggest(register, reader.symbols.registers.keys()),
    })
  }
  return register
}

function readSafeguard(reader: PackReader, id: string, tree: Tree): Safeguard {
  const names = fieldSymbolsOf(child(tree, 'asks'))
  const asks = readFields(
    reader,
    child(tree, 'asks'),
    lazyScope(() => actNames(reader.symbols, names)),
    names,
  )
  checkMeanings(reader, child(tree, 'asks'), asks)
  refuseShould(reader, child(tree, 'asks'))
  return { ...reader.mechanism(id, tree), asks }
}

const allowedKeys: Readonly<Record<string, readonly string[]>> = {
  allow: ['safeguards', 'because'],
  permit: ['by', 'safeguards', 'instead'],
  forbid: ['exception', 'safeguards', 'instead'],
  require: ['safeguards'],
}

/** Verdict, procedure, safeguards and what to do instead. */
function readOutcome(reader: PackReader, tree: Tree): Outcome {
  const verdict = (textOf(child(tree, 'verdict')) ?? 'forbid') as VerdictKind
  for (const key of ['by', 'exception', 'safeguards', 'instead', 'because']) {
    const value = child(tree, key)
    if (value !== undefined && allowedKeys[verdict]?.includes(key) === false)
      reader.faults.add('verdict-key', value.at, { key, verdict }, { key: true })
  }
  const by = child(tree, 'by') ?? child(tree, 'exception')
  if (verdict === 'permit' && by === undefined)
    reader.faults.add('verdict-without-procedure', tree.at, {}, { key: true })
  return {
    verdict,
    safeguards: reader.references(
      child(tree, 'safeguards'),
      'unknown-safeguard',
      reader.symbols.safeguards,
    ),
    ...optional('procedure', reader.reference(by, 'unknown-procedure', reader.symbols.procedures)),
    ...optional('instead', textOf(child(tree, 'instead'))),
  }
}

function readRule(
  reader: PackReader,
  id: string,
  tree: Tree,
  acts: ReadonlyMap<string, Act>,
  scopes: ReadonlyMap<string, () => ExpressionScope>,
  defaultScope: () => ExpressionScope,
): HandlingRule {
  const act = reader.reference(child(tree, 'act'), 'unknown-act', reader.symbols.acts) ?? ''
  const verdict = (textOf(child(tree, 'verdict')) ?? 'require') as HandlingRule['verdict']
  const outcome = readOutcome(reader, tree)
  const isRequire = textOf(child(tree, 'verdict')) === 'require'
  if (isRequire && outcome.safeguards.length === 0)
    reader.faults.add('require-nothing', tree.at, {}, { key: true })
  const when = reader.condition(child(tree, 'when'), scopes.get(act) ?? defaultScope, {
    safe: verdict !== 'allow',
    emptiness: emptyAmong(reader.symbols.acts.get(act) ?? [], assetFields(reader.symbols)),
  })
  const mechanism = reader.mechanism(id, tree, '規則')
  return {
    ...mechanism,
    ...outcome,
    act,
    verdict,
    title: mechanism.title === '' ? (acts.get(act)?.title ?? id) : mechanism.title,
    overrides: readOverrides(reader, tree, act),
    ...optional('when', when),
  }
}

function readOverrides(reader: PackReader, tree: Tree, act: string): string[] {
  return itemsOf(child(tree, 'overrides')).flatMap((item) => {
    const name = textOf(item)
    if (name === undefined) return []
    const other = reader.symbols.rules.get(name)
    if (other === undefined)
      reader.faults.add('unknown-rule', item.at, {
        name,
        near: suggest(name, reader.symbols.rules.keys()),
      })
    else if (other !== act) reader.faults.add('override-other-act', item.at, { rule: name })
    return [name]
  })
}
