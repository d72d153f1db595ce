import { child, entriesOf, itemsOf, overlay, textOf } from '../tree.ts'
import type { MapTree, Tree } from '../tree.ts'
import { leading, listAt, mapAt, scalarAt, without } from './build.ts'
import { formFieldsOf } from './record.ts'
import { expandReturns } from './returns.ts'
import type { Shortening } from './shortening.ts'
import { expandStep } from './step.ts'
import { decisionWords, usualEnds } from './words.ts'
import type { DecisionWord } from './words.ts'

/**
 * A procedure with its short words written out: what is left out stands where it is meant, so that
 * whoever reads it afterwards knows one way of writing only. What is not short stays as it is.
 */
export function expandProcedure(procedure: Tree, shortening: Shortening): Tree {
  if (procedure.kind !== 'map') return procedure
  const tree = expandReturns(procedure, shortening.faults)
  const written = child(tree, 'steps')
  if (written?.kind !== 'map') return tree
  const chained = entriesOf(written).flatMap(([id, step]) => chain(id, step))
  const start = textOf(child(tree, 'start')) ?? chained[0]?.[0] ?? ''
  const formFields = formFieldsOf(tree, shortening)
  const fieldTitle = (id: string): string | undefined => textOf(child(tree, 'fields', id, 'title'))
  const steps = chained.map(([id, step], index): [string, Tree] => [
    id,
    expandStep(id, withRest(tree, step, chained, shortening), {
      previous: chained[index - 1]?.[0],
      next: chained[index + 1]?.[0],
      start,
      approvers: approversBefore(chained.slice(0, index)),
      formFields,
      fieldTitle,
      ...shortening,
    }),
  ])
  const whole = new Map(tree.entries).set('steps', { ...written, entries: new Map(steps) })
  const ends = withUsualEnds(tree, chained, steps)
  return { ...tree, entries: ends === undefined ? whole : whole.set('ends', ends) }
}

/** `rest` in a `fill`: what the acts ask and the form has, but for what is named here or at other steps. */
function withRest(
  procedure: Tree,
  step: Tree,
  steps: readonly (readonly [string, Tree])[],
  { asksOf }: Shortening,
): Tree {
  const fill = child(step, 'fill')
  const named = new Set(itemsOf(fill).map((item) => textOf(item)))
  if (step.kind !== 'map' || fill === undefined || !named.has('rest')) return step
  const others = new Set(
    steps
      .filter(([, other]) => other !== step)
      .flatMap(([, other]) => itemsOf(child(other, 'fill')).map((item) => textOf(item))),
  )
  const fields = entriesOf(child(procedure, 'fields')).filter(
    ([, field]) => child(field, 'value') === undefined,
  )
  const asked = itemsOf(child(procedure, 'asks')).flatMap((act) =>
    asksOf(textOf(child(act, 'act') ?? act) ?? ''),
  )
  const settled = new Set(
    itemsOf(child(procedure, 'asks')).flatMap((act) =>
      entriesOf(child(act, 'with')).map(([id]) => id),
    ),
  )
  const ids = new Set([...asked.filter((id) => !settled.has(id)), ...fields.map(([id]) => id)])
  const rest = [...ids].filter((id) => !others.has(id) && !named.has(id))
  const items = itemsOf(fill).flatMap((item) =>
    textOf(item) === 'rest' ? rest.map((id) => scalarAt(fill.at, id)) : [item],
  )
  return { ...step, entries: new Map(step.entries).set('fill', listAt(fill.at, items)) }
}

/**
 * A step that several approve one after the other is one step of each. The first has what is written
 * at the step; the limit and its reminders are those of all; what follows comes after the last.
 */
function chain(id: string, step: Tree): [string, Tree][] {
  const approvers = child(step, 'approve')
  if (step.kind !== 'map' || approvers?.kind !== 'list' || approvers.items.length === 0)
    return [[id, step]]
  const first = without(step, ['then', 'do'])
  const shared = mapAt(step.at, { within: child(step, 'within'), late: child(step, 'late') })
  const last = leading(mapAt(step.at, { do: child(step, 'do') }), child(step, 'then'))
  return approvers.items.map((item, index): [string, Tree] => {
    const own = ownStep(item)
    const from = index === 0 ? first : shared
    const to = index === approvers.items.length - 1 ? overlay(from, last) : from
    const name = textOf(child(item, 'id')) ?? (index === 0 ? id : `${id}-${index + 1}`)
    return [name, overlay(to, own)]
  })
}

/** Who approves at the last step that is approved. */
function approversBefore(steps: readonly (readonly [string, Tree])[]): readonly Tree[] {
  const whosIn = (tree: Tree): readonly Tree[] =>
    itemsOf(child(tree, 'who') ?? tree).flatMap((item) =>
      item.kind === 'map' ? whosIn(item) : [item],
    )
  const last = steps.findLast(([, step]) => child(step, 'approve') !== undefined)
  const approve = child(last?.[1], 'approve')
  return approve === undefined ? [] : itemsOf(approve).flatMap(whosIn)
}

/** One of several who approve: who it is, and what is written of their step alone. */
function ownStep(item: Tree): MapTree {
  if (item.kind !== 'map') return mapAt(item.at, { approve: item })
  const own = without(item, ['who', 'id'])
  return { ...own, entries: new Map(own.entries).set('approve', child(item, 'who') ?? item) }
}

/** The ends as they are written, and the usual ones that steps lead to. */
function withUsualEnds(
  tree: MapTree,
  written: readonly (readonly [string, Tree])[],
  steps: readonly (readonly [string, Tree])[],
): Tree | undefined {
  const ends = child(tree, 'ends')
  const own = new Set(entriesOf(ends).map(([id]) => id))
  const word = written
    .map(([, step]) => textOf(child(step, 'says')))
    .find((each) => each !== undefined)
  const refused = decisionWords[word as DecisionWord]?.refused
  const missing = new Map(
    steps
      .flatMap(([, step]) => endsIn(step))
      .filter(({ id }) => !own.has(id) && usualEnds[id] !== undefined)
      .map(({ id, from }) => [id, from] as const),
  )
  if (missing.size === 0) return ends
  const usual = Object.entries(usualEnds).flatMap(([id, { title, tone }]): [string, Tree][] => {
    const from = missing.get(id)
    if (from === undefined) return []
    const end: [string, Tree] = [
      id,
      mapAt(from.at, {
        title: scalarAt(from.at, id === 'refused' ? (refused ?? title) : title),
        tone: tone && scalarAt(from.at, tone),
      }),
    ]
    return [end]
  })
  return {
    kind: 'map',
    at: ends?.at ?? tree.at,
    entries: new Map([...entriesOf(ends), ...usual]),
  }
}

/** The ends that the ways out of a step lead to. */
function endsIn(step: Tree): { readonly id: string; readonly from: Tree }[] {
  const ways = [
    child(step, 'then'),
    child(step, 'skipTo'),
    ...entriesOf(child(step, 'may')).map(([, decision]) => child(decision, 'then')),
  ]
  return ways
    .flatMap((way) => itemsOf(way).map((branch) => child(branch, 'go') ?? branch))
    .flatMap((from) => {
      const id = /^end (\S+)$/.exec(textOf(from)?.trim() ?? '')?.[1]
      return id === undefined ? [] : [{ id, from }]
    })
}
