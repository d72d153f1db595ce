import type { Scope } from '../expressions/environment.ts'
import { suggest } from '../suggest.ts'
import { child, entriesOf, itemsOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { readFields } from './fields.ts'
import { aboutRegister, fieldNamesOf } from './known.ts'
import type { Reading } from './reading.ts'
import type { Act, VerdictKind, Outcome, HandlingRule, Safeguard, Handling } from '../handling.ts'
import { optional } from './optional.ts'
import { emptyAmong } from './filled.ts'
import { actNames, assetFields, lazy } from './scopes.ts'

/** A rule with what its overlap check needs. A rule whose condition is faulty is not `sound`: nothing can be said about when it holds. */
export interface PlacedRule {
  readonly rule: HandlingRule
  readonly tree: Tree
  readonly sound: boolean
}

/** handling.yaml; also the scope of each act. */
export function readHandling(
  reading: Reading,
  tree: Tree | undefined,
): { handling: Handling; placed: PlacedRule[]; scopes: ReadonlyMap<string, () => Scope> } {
  const scopes = new Map(
    [...reading.known.acts].map(([id, asks]) => [id, lazy(() => actNames(reading.known, asks))]),
  )
  const nowhere = lazy(() => actNames(reading.known, []))
  const acts = new Map(
    entriesOf(child(tree, 'acts')).map(([id, act]) => [
      id,
      readAct(reading, id, act, scopes.get(id) ?? nowhere),
    ]),
  )
  const safeguards = new Map(
    entriesOf(child(tree, 'safeguards')).map(([id, each]) => [
      id,
      readSafeguard(reading, id, each),
    ]),
  )
  const placed = entriesOf(child(tree, 'rules')).map(([id, each]): PlacedRule => {
    const rule = readRule(reading, id, each, acts, scopes, nowhere)
    return {
      rule,
      tree: each,
      sound:
        (child(each, 'when') === undefined) === (rule.when === undefined) &&
        rule.when?.broken === undefined,
    }
  })
  return { handling: { acts, safeguards, rules: placed.map((each) => each.rule) }, placed, scopes }
}

function readAct(reading: Reading, id: string, tree: Tree, scope: () => Scope): Act {
  const otherwise = child(tree, 'otherwise')
  const word = textOf(otherwise)
  return {
    id,
    title: reading.text(tree, 'title'),
    phrase: reading.text(tree, 'phrase'),
    about: textOf(child(tree, 'about')) !== 'nothing',
    ...optional('register', readActRegister(reading, child(tree, 'about'))),
    asks: readFields(reading, child(tree, 'asks'), scope, reading.known.acts.get(id) ?? [], () =>
      emptyAmong(reading.known.acts.get(id) ?? [], assetFields(reading.known)),
    ),
    otherwise:
      word === undefined
        ? readOutcome(reading, otherwise ?? tree)
        : { verdict: word as VerdictKind, safeguards: [] },
    ...optional('kana', textOf(child(tree, 'kana'))),
  }
}

/** `entry`, `nothing`, or `line of systems`: then entries of that register alone. */
function readActRegister(reading: Reading, about: Tree | undefined): string | undefined {
  const text = textOf(about) ?? 'entry'
  if (about === undefined || text === 'entry' || text === 'nothing') return undefined
  const register = aboutRegister(about)
  if (register === undefined)
    reading.faults.add('wrong-shape', about.at, { wanted: 'entry、nothing か line of 台帳' })
  else if (!reading.known.registers.has(register)) {
    reading.faults.add('unknown-register', about.at, {
      name: register,
      near: suggest(register, reading.known.registers.keys()),
    })
  }
  return register
}

function readSafeguard(reading: Reading, id: string, tree: Tree): Safeguard {
  const asks = fieldNamesOf(child(tree, 'asks'))
  return {
    ...reading.mechanism(id, tree),
    asks: readFields(
      reading,
      child(tree, 'asks'),
      lazy(() => actNames(reading.known, asks)),
      asks,
    ),
  }
}

const keysOf: Readonly<Record<string, readonly string[]>> = {
  allow: ['safeguards'],
  permit: ['by', 'safeguards', 'instead'],
  forbid: ['exception', 'safeguards', 'instead'],
  require: ['safeguards'],
}

/** Verdict, procedure, safeguards and what to do instead. */
function readOutcome(reading: Reading, tree: Tree): Outcome {
  const verdict = (textOf(child(tree, 'verdict')) ?? 'forbid') as VerdictKind
  for (const key of ['by', 'exception', 'safeguards', 'instead']) {
    const value = child(tree, key)
    if (value !== undefined && keysOf[verdict]?.includes(key) === false)
      reading.faults.add('verdict-key', value.at, { key, verdict }, { key: true })
  }
  const by = child(tree, 'by') ?? child(tree, 'exception')
  if (verdict === 'permit' && by === undefined)
    reading.faults.add('verdict-without-procedure', tree.at, {}, { key: true })
  return {
    verdict,
    safeguards: reading.references(
      child(tree, 'safeguards'),
      'unknown-safeguard',
      reading.known.safeguards,
    ),
    ...optional('procedure', reading.reference(by, 'unknown-procedure', reading.known.procedures)),
    ...optional('instead', textOf(child(tree, 'instead'))),
  }
}

function readRule(
  reading: Reading,
  id: string,
  tree: Tree,
  acts: ReadonlyMap<string, Act>,
  scopes: ReadonlyMap<string, () => Scope>,
  nowhere: () => Scope,
): HandlingRule {
  const act = reading.reference(child(tree, 'act'), 'unknown-act', reading.known.acts) ?? ''
  const verdict = (textOf(child(tree, 'verdict')) ?? 'require') as HandlingRule['verdict']
  const outcome = readOutcome(reading, tree)
  if (verdict === 'require' && outcome.safeguards.length === 0)
    reading.faults.add('require-nothing', tree.at, {}, { key: true })
  const when = reading.condition(child(tree, 'when'), scopes.get(act) ?? nowhere, {
    safe: verdict !== 'allow',
    emptiness: emptyAmong(reading.known.acts.get(act) ?? [], assetFields(reading.known)),
  })
  const mechanism = reading.mechanism(id, tree, '規則')
  return {
    ...mechanism,
    ...outcome,
    act,
    verdict,
    title: mechanism.title === '' ? (acts.get(act)?.title ?? id) : mechanism.title,
    overrides: readOverrides(reading, tree, act),
    ...optional('when', when),
  }
}

function readOverrides(reading: Reading, tree: Tree, act: string): string[] {
  return itemsOf(child(tree, 'overrides')).flatMap((item) => {
    const name = textOf(item)
    if (name === undefined) return []
    const other = reading.known.rules.get(name)
    if (other === undefined)
      reading.faults.add('unknown-rule', item.at, {
        name,
        near: suggest(name, reading.known.rules.keys()),
      })
    else if (other !== act) reading.faults.add('override-other-act', item.at, { rule: name })
    return [name]
  })
}
