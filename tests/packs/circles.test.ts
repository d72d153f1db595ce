import { beforeAll, describe, expect, it } from 'vitest'
import { loadEdition } from '#platform/packs/edition.ts'
import { edited, hinataTexts } from './support.ts'

let texts: ReadonlyMap<string, string>
beforeAll(async () => {
  texts = await hinataTexts()
})

const text = (rest: string): string => `{ title: 項目, type: text${rest} }`
const reads = (id: string): string => text(`, when: "${id} != ''"`)

/** Fields of the procedure, and the circles that are reported among them. */
const rows: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
  ['no conditions', { a: text(''), b: text('') }, []],
  ['a chain', { a: text(''), b: reads('a'), c: reads('b') }, []],
  ['two that read the same field', { a: text(''), b: reads('a'), c: reads('a') }, []],
  ['a field that reads itself', { a: reads('a') }, ['a → a']],
  ['two fields', { a: reads('b'), b: reads('a') }, ['a → b → a']],
  ['three fields', { a: reads('b'), b: reads('c'), c: reads('a') }, ['a → b → c → a']],
  [
    'a field that leads into a circle',
    { a: reads('b'), b: reads('c'), c: reads('b') },
    ['b → c → b'],
  ],
  [
    'two circles',
    { a: reads('b'), b: reads('a'), c: reads('d'), d: reads('c') },
    ['a → b → a', 'c → d → c'],
  ],
  [
    'fields that are required by each other, but always shown',
    { a: text(`, required: "b != ''"`), b: text(`, required: "a != ''"`) },
    [],
  ],
]

/** The chains of fields in the sentences of `field-circle`. */
const circlesOf = (file: string, from: string, to: string): readonly string[] =>
  loadEdition('hinata', edited(texts, file, from, to)).faults.flatMap(({ code, detail }) =>
    code === 'field-circle' ? [/（([a-z]+(?: → [a-z]+)+)）/.exec(detail)?.[1] ?? detail] : [],
  )

describe('conditions of fields that read each other in a circle', () => {
  it.each(rows)('%s, in a procedure', (_what, fields, circles) => {
    const lines = Object.entries(fields).map(([id, field]) => `  ${id}: ${field}\n`)
    expect(circlesOf('procedures/exempt.yaml', 'fields:\n', `fields:\n${lines.join('')}`)).toEqual(
      circles,
    )
  })

  it.each(rows)('%s, in a register', (_what, fields, circles) => {
    const lines = Object.entries(fields).map(([id, field]) => `  ${id}: ${field}\n`)
    expect(circlesOf('registers/systems.yaml', 'fields:\n', `fields:\n${lines.join('')}`)).toEqual(
      circles,
    )
  })

  it.each(rows)('%s, in the questions of an act', (_what, fields, circles) => {
    const asks = Object.entries(fields).map(([id, field]) => `${id}: ${field}`)
    const act = `acts:
  ponder:
    title: 考える
    phrase: 考える
    about: nothing
    asks: { ${asks.join(', ')} }
    otherwise: allow
`
    expect(circlesOf('handling.yaml', 'acts:\n', act)).toEqual(circles)
  })
})
