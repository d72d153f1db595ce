import type { FaultCollector } from '../faults.ts'
import { child, entriesOf, itemsOf, overlay, textOf } from '../tree.ts'
import type { MapTree, Tree } from '../tree.ts'
import { listAt, mapAt, scalarAt, without } from './build.ts'
import { returning } from './words.ts'

/**
 * `returns`: what was taken comes back, and is ticked thing by thing. Its fields, its time limit and
 * the three ways on (all there, all there but damaged, something missing) are written out; each
 * field and each key of the step may be written otherwise, the ways as a whole.
 */
export function expandReturns(procedure: MapTree, faults: FaultCollector): MapTree {
  const steps = child(procedure, 'steps')
  const found = entriesOf(steps).find(([, step]) => child(step, 'returns') !== undefined)
  const word = child(found?.[1], 'returns')
  if (steps?.kind !== 'map' || found === undefined || word === undefined) return procedure
  const [id, step] = found
  const about = child(procedure, 'about')
  const register = /^lines? of (\S+)$/.exec(textOf(child(about, 'type') ?? about) ?? '')?.[1]
  if (register === undefined) faults.add('returns-nothing', word.at, {}, { key: true })
  if (child(step, 'may') !== undefined)
    faults.add('short-and-long', word.at, { short: 'returns', long: 'may' })
  const fields = fieldsOf(word, register ?? '')
  const form = child(procedure, 'fields')
  const written = new Map(entriesOf(form))
  for (const [field, usual] of fields.entries) {
    const other = written.get(field)
    // They stand together, in their order.
    written.delete(field)
    written.set(field, other === undefined ? usual : overlay(usual, other))
  }
  const own = child(step, 'then')
  const usual = stepOf(word, [...fields.entries.keys()], own?.kind === 'scalar' ? own : undefined)
  const rest = without(step as MapTree, own?.kind === 'scalar' ? ['returns', 'then'] : ['returns'])
  const whole = overlay(usual, rest)
  const entries = new Map(procedure.entries)
    .set('fields', { kind: 'map', at: form?.at ?? word.at, entries: written })
    .set('steps', { ...steps, entries: new Map(steps.entries).set(id, whole) })
  return { ...procedure, entries }
}

/** When it came back, what came back, what did not and why, what is damaged. */
function fieldsOf(word: Tree, register: string): MapTree {
  const { at } = word
  const text = (value: string): Tree => scalarAt(at, value)
  const flag = scalarAt(at, true)
  const { titles, helps } = returning
  return mapAt(at, {
    returnedAt: mapAt(at, {
      title: text(titles.returnedAt),
      type: text('date-time'),
      moment: flag,
      required: flag,
      after: child(word, 'after'),
    }),
    back: mapAt(at, {
      title: text(titles.back),
      type: text(`lines of ${register}`),
      among: text('about'),
      help: text(helps.back),
    }),
    missing: mapAt(at, {
      title: text(titles.missing),
      type: text('long-text'),
      required: flag,
      when: text(`!${allBack}`),
    }),
    lacking: mapAt(at, {
      title: text(titles.lacking),
      type: text('long-text'),
      help: text(helps.lacking),
    }),
  })
}

const allBack = 'about.all(a, a.id in back)'

function stepOf(word: Tree, fields: readonly string[], then: Tree | undefined): MapTree {
  const { at } = word
  const text = (value: string): Tree => scalarAt(at, value)
  const others = itemsOf(child(word, 'tell'))
  return mapAt(at, {
    title: text(returning.title),
    within: text(`until ${textOf(child(word, 'by')) ?? ''}`),
    late: mapAt(at, {
      remind: listAt(at, [
        text('applicant'),
        ...others.filter((who) => textOf(who) !== 'applicant'),
      ]),
      every: text('day'),
    }),
    fill: listAt(at, fields.map(text)),
    button: text(returning.button),
    // oxlint-disable-next-line unicorn/no-thenable -- a key of packs; trees are not awaited
    then: listAt(at, waysOf(word, then ?? text('end returned'))),
  })
}

function waysOf(word: Tree, home: Tree): readonly Tree[] {
  const { at } = word
  const text = (value: string): Tree => scalarAt(at, value)
  const way = (when: string | undefined, effects: readonly Tree[], go: Tree): Tree =>
    mapAt(at, {
      when: when === undefined ? undefined : text(when),
      do: effects.length === 0 ? undefined : listAt(at, effects),
      go,
    })
  const change = (state: Tree | undefined, which: string | undefined): readonly Tree[] =>
    state === undefined
      ? []
      : [
          mapAt(at, {
            change: mapAt(at, { state }),
            ...(which === undefined ? {} : { [which]: text('back') }),
          }),
        ]
  const state = child(word, 'state')
  const tell = child(word, 'tell')
  const whole = [...change(state, undefined), ...itemsOf(child(word, 'whole'))]
  const damaged = tell === undefined ? [] : [mapAt(at, { tell, message: text(returning.damaged) })]
  return [
    ...(tell === undefined ? [] : [way(`${allBack} && lacking == ''`, whole, home)]),
    way(allBack, [...whole, ...damaged], home),
    way(
      undefined,
      [
        ...change(state, 'of'),
        ...change(child(word, 'missing'), 'notIn'),
        ...itemsOf(child(word, 'lost')),
      ],
      text('end lost'),
    ),
  ]
}
