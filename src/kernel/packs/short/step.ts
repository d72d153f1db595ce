import { child, entriesOf, itemsOf, overlay, textOf } from '../tree.ts'
import type { MapTree, Tree } from '../tree.ts'
import { leading, listAt, mapAt, scalarAt, without } from './build.ts'
import type { Shortening } from './shortening.ts'
import { recordings } from './record.ts'
import { askBack, checking, decisionWords, giveUp, lasting as words, usualSteps } from './words.ts'
import type { DecisionWord } from './words.ts'

/** A step in its procedure: what comes after it, and where questions go back to. */
export interface StepPlace extends Shortening {
  /** The step that is written after it. */
  readonly next: string | undefined
  /** The step that is written before it. */
  readonly previous: string | undefined
  readonly start: string
  /** Who approves at the last step before that is approved. */
  readonly approvers: readonly Tree[]
  readonly formFields: ReadonlySet<string>
  readonly fieldTitle: (id: string) => string | undefined
}

const firstWord = (text: string): string => /^[a-z][a-z0-9-]*/.exec(text)?.[0] ?? ''

/**
 * `check` names who looks (`check: ciso`) or what is looked at (`check: server`): then it is written
 * as `checks`.
 */
function withChecks(step: MapTree, { faults, checklists, roleTitle }: StepPlace): MapTree {
  const written = child(step, 'check')
  const items = itemsOf(written)
  const isLooked = (item: Tree): boolean => {
    const text = textOf(item) ?? ''
    if (item.kind === 'map') return child(item, 'who') === undefined
    return /^round\s/.test(text) || checklists.has(firstWord(text))
  }
  if (written === undefined || !items.some(isLooked)) return step
  const both = items.find((item) => roleTitle(firstWord(textOf(item) ?? '')) !== undefined)
  if (both !== undefined)
    faults.add('check-either', both.at, { name: firstWord(textOf(both) ?? '') })
  const rest = without(step, ['check'])
  if (child(step, 'checks') !== undefined)
    faults.add('short-and-long', written.at, { short: 'check', long: 'checks' })
  return { ...rest, entries: new Map(rest.entries).set('checks', written) }
}

/** Keys that are gone when a step is written out. */
const shortKeys = ['approve', 'says', 'ask', 'check', 'perform', 'record', 'do']

/** A step with its short words written out. */
export function expandStep(id: string, written: Tree, place: StepPlace): Tree {
  if (written.kind !== 'map') return written
  const step = withChecks(lasting(written, place), place)
  const way = onward(step, place)
  const approved = approve(step, way, place) ?? check(step, way, place) ?? perform(step, way, place)
  const plain = without(step, shortKeys)
  const whole =
    approved === undefined ? withWay(plain, step, way) : overlay(approved, without(plain, ['then']))
  return withDefaults(id, whole as MapTree, step, place)
}

/**
 * Where a step leads: as written, with its effects on each branch; else to the step after it, or to
 * `permitted`.
 */
function onward(step: MapTree, place: StepPlace): Tree | undefined {
  const written = child(step, 'do')
  const effects = [...recordings(step, place.formFields, place), ...itemsOf(written)]
  const last = child(step, 'approve') === undefined ? undefined : 'end permitted'
  const after = place.next ?? last
  const to = child(step, 'then') ?? (after === undefined ? undefined : scalarAt(step.at, after))
  const [first] = effects
  if (first === undefined || to === undefined) return to
  const at = (written ?? first).at
  const branches = itemsOf(to).map((branch) =>
    branch.kind === 'map'
      ? overlay(
          branch,
          mapAt(at, { do: listAt(at, [...effects, ...itemsOf(child(branch, 'do'))]) }),
        )
      : mapAt(at, { do: listAt(at, effects), go: branch }),
  )
  return listAt(at, branches)
}

/**
 * `while`: a permit that lasts until the day in a field, when its end is recorded. Whoever permitted
 * it is reminded, too.
 */
function lasting(step: MapTree, { approvers, next, faults }: StepPlace): MapTree {
  const field = child(step, 'while')
  if (field === undefined) return step
  const { at } = field
  if (child(step, 'within') !== undefined)
    faults.add('short-and-long', at, { short: 'while', long: 'within' })
  const others = approvers.filter((who) => textOf(who) !== 'applicant')
  const leads = child(step, 'may') === undefined && child(step, 'perform') === undefined
  const usual = mapAt(at, {
    title: scalarAt(at, words.title),
    within: scalarAt(at, `until ${textOf(field) ?? ''}`),
    late: mapAt(at, {
      remind: listAt(at, [scalarAt(at, 'applicant'), ...others]),
      every: scalarAt(at, 'day'),
    }),
    button: leads ? scalarAt(at, words.button) : undefined,
  })
  const whole = overlay(usual, without(step, ['while'])) as MapTree
  return next === undefined && leads && child(step, 'then') === undefined
    ? leading(whole, scalarAt(at, 'end finished'))
    : whole
}

/** `check`: another person looks at what the step before did, and has it done again. */
function check(step: MapTree, way: Tree | undefined, place: StepPlace): MapTree | undefined {
  const by = child(step, 'check')
  if (by === undefined) return undefined
  const { at } = by
  const { previous, faults } = place
  if (child(step, 'by') !== undefined)
    faults.add('short-and-long', at, { short: 'check', long: 'by' })
  if (previous === undefined) faults.add('checks-nothing', at, {}, { key: true })
  const text = (value: string): Tree => scalarAt(at, value)
  const who = textOf(itemsOf(by)[0]) ?? ''
  const field = /^person in (\S+)$/.exec(who)?.[1]
  const title =
    field === undefined
      ? place.roleTitle(/^[a-z][a-z0-9-]*/.exec(who)?.[0] ?? '')
      : place.fieldTitle(field)
  return mapAt(at, {
    title: title === undefined ? undefined : text(`${title}の確認`),
    by,
    decides: scalarAt(at, false),
    may: mapAt(at, {
      confirm: leading(mapAt(at, { title: text(checking.right), tone: text('good') }), way),
      redo: leading(
        mapAt(at, { title: text(checking.wrong), comment: scalarAt(at, true) }),
        previous === undefined ? undefined : text(previous),
      ),
    }),
  })
}

/** A step without decisions leads on. */
function withWay(plain: MapTree, step: MapTree, way: Tree | undefined): MapTree {
  if (child(step, 'may') !== undefined || way === undefined) return plain
  return { ...plain, entries: new Map(plain.entries).set('then', way) }
}

/** `approve`: who decides, with the decisions that they always have. */
function approve(step: MapTree, way: Tree | undefined, place: StepPlace): MapTree | undefined {
  const who = soleItem(child(step, 'approve'))
  if (who === undefined) return undefined
  const { at } = who
  if (child(step, 'by') !== undefined)
    place.faults.add('short-and-long', at, { short: 'approve', long: 'by' })
  const own = who.kind === 'map' ? who : undefined
  const by = child(own, 'who') ?? who
  const said = child(step, 'says')
  const words = decisionWords[(textOf(said) ?? '許可') as DecisionWord] ?? decisionWords['許可']
  const text = (value: string): Tree => scalarAt(at, value)
  const comment = scalarAt(at, true)
  const asks = child(step, 'ask')
  const mayAsk = !(asks?.kind === 'scalar' && asks.value === false)
  const back = asks?.kind === 'scalar' && typeof asks.value === 'string' ? asks : text(place.start)
  const decisions = mapAt(at, {
    permit: leading(
      mapAt(at, { title: text(words.permit), tone: text('good') }),
      way ?? text('end permitted'),
    ),
    ask: mayAsk ? leading(mapAt(at, { title: text(askBack), comment }), back) : undefined,
    refuse: leading(
      mapAt(at, { title: text(words.refuse), tone: text('bad'), comment }),
      text('end refused'),
    ),
  })
  const role = /^([a-z][a-z0-9-]*)/.exec(textOf(itemsOf(by)[0]) ?? '')?.[1]
  const title = role === undefined ? undefined : place.roleTitle(role)
  return mapAt(at, {
    title:
      title === undefined
        ? undefined
        : text(`${title}の${textOf(said) === '承認' ? '承認' : '許可'}`),
    by,
    may: decisions,
  })
}

/** A list of one says the same as its one item. */
function soleItem(tree: Tree | undefined): Tree | undefined {
  return tree?.kind === 'list' && tree.items.length === 1 ? tree.items[0] : tree
}

/** `perform`: what was decided is done, or given up. */
function perform(step: MapTree, way: Tree | undefined, { faults }: StepPlace): MapTree | undefined {
  const done = child(step, 'perform')
  const [written] = entriesOf(done)
  if (done === undefined || written === undefined) return undefined
  const count = entriesOf(done).length
  if (count > 1) faults.add('perform-many', done.at, { count })
  if (child(step, 'may') !== undefined)
    faults.add('short-and-long', done.at, { short: 'perform', long: 'may' })
  const [id, title] = written
  const text = (value: string): Tree => scalarAt(done.at, value)
  return mapAt(done.at, {
    decides: scalarAt(done.at, false),
    may: mapAt(done.at, {
      [id]: leading(mapAt(title.at, { title, tone: text('good') }), way),
      cancel: leading(mapAt(done.at, { title: text(giveUp) }), text('end cancelled')),
    }),
  })
}

/** What a step means where it says nothing: the applicant acts, and its id may be its title. */
function withDefaults(id: string, step: MapTree, { at }: MapTree, place: StepPlace): MapTree {
  const usual = usualSteps[id]
  const leads = child(step, 'then') !== undefined
  const isTitled = child(step, 'title') !== undefined
  const late = child(step, 'late')
  const by = child(step, 'by') ?? scalarAt(at, 'applicant')
  const defaults = mapAt(at, {
    title: usual && scalarAt(at, usual.title),
    by,
    // Where the title is another, what is pressed is called after it, as it always was.
    button: usual && leads && !isTitled ? scalarAt(at, usual.button) : undefined,
  })
  const whole = overlay(defaults, step) as MapTree
  if (child(whole, 'title') === undefined)
    place.faults.add('missing-key', step.at, { name: 'title' }, { key: true })
  for (const [, decision] of entriesOf(child(whole, 'may')))
    for (const name of ['title', 'then'])
      if (decision.kind === 'map' && !decision.entries.has(name))
        place.faults.add('missing-key', decision.at, { name })
  if (late?.kind !== 'scalar') return whole
  return { ...whole, entries: new Map(whole.entries).set('late', reminders(late, by)) }
}

/** `late: day`: the applicant and whoever has to act are reminded so often. */
function reminders(late: Tree, by: Tree): Tree {
  const whos = itemsOf(by).map((who) => child(who, 'who') ?? who)
  const others = whos.filter((who) => textOf(who) !== 'applicant')
  return mapAt(late.at, {
    remind: listAt(late.at, [scalarAt(late.at, 'applicant'), ...others]),
    every: late,
  })
}
