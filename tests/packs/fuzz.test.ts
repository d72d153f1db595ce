import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { compile } from '#kernel/packs/expressions/compile.ts'
import { createScope } from '#kernel/packs/expressions/environment.ts'
import { suggest } from '#kernel/packs/suggest.ts'
import { readYaml } from '#platform/packs/yaml.ts'
import { hinataTexts, loadFixture } from './support.ts'

let texts: Map<string, string>
let paths: string[]
beforeAll(async () => {
  texts = await hinataTexts()
  paths = [...texts.keys()]
})

/** Every fault must stand inside its file. */
function loads(changed: Map<string, string>): void {
  const { faults, edition } = loadFixture('hinata', changed)
  expect(edition === undefined).toBe(faults.length > 0)
  for (const fault of faults) {
    const lines = (changed.get(fault.file) ?? '').split('\n')
    expect(fault.line).toBeGreaterThanOrEqual(1)
    expect(fault.line).toBeLessThanOrEqual(Math.max(1, lines.length))
    expect(fault.column).toBeLessThanOrEqual((lines[fault.line - 1]?.length ?? 0) + 1)
    expect(fault.detail).toMatch(/。$/)
  }
}

const pieces = fc.constantFrom(
  ': ',
  '- ',
  '{',
  '}',
  '[',
  ']',
  ',',
  '"',
  "'",
  '#',
  '\n',
  '\n  ',
  '&a ',
  '*a',
  '!x ',
  '|\n',
  '>',
  '---\n',
  'null',
  'true',
  '3',
  '~',
  '\t',
  '。',
  '\u0000',
  '__proto__',
  'end',
  'of',
  ' of unit',
)

describe('whatever is done to a pack', () => {
  it('text put in, left out or doubled anywhere never throws, and every fault stands in its file', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.nat(),
        fc.nat({ max: 60 }),
        pieces,
        (which, where, length, piece) => {
          const path = paths[which % paths.length] ?? ''
          const text = texts.get(path) ?? ''
          const at = where % (text.length + 1)
          loads(new Map(texts).set(path, text.slice(0, at) + piece + text.slice(at + length)))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('a file replaced by any data never throws', () => {
    fc.assert(
      fc.property(fc.nat(), fc.json({ maxDepth: 4 }), (which, json) =>
        loads(new Map(texts).set(paths[which % paths.length] ?? '', json)),
      ),
      { numRuns: 40 },
    )
  })

  it('lines of one file put into another never throw', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (which, other, where) => {
        const path = paths[which % paths.length] ?? ''
        const lines = (texts.get(path) ?? '').split('\n')
        const foreign = (texts.get(paths[other % paths.length] ?? '') ?? '').split('\n')
        lines.splice(
          where % lines.length,
          1,
          ...foreign.slice(where % foreign.length, (where % foreign.length) + 3),
        )
        loads(new Map(texts).set(path, lines.join('\n')))
      }),
      { numRuns: 40 },
    )
  })
})

/** Nine lines, each nine times the one before. */
const multiplying = [...'bcdefghi'].reduce(
  (text, name, index) =>
    `${text}${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[index]}`).join(',')}]\n`,
  'a: &a [x,x,x]\n',
)

describe('hostile YAML', () => {
  it.each([
    ['deep lists', '['.repeat(20_000)],
    ['deep maps', '{a: '.repeat(5000)],
    ['deep blocks', '- '.repeat(20_000)],
    ['aliases that multiply', multiplying],
    ['an alias of itself', 'a: &a [*a]'],
    ['keys of prototypes', '__proto__: { polluted: true }\nconstructor: 1'],
    ['binary', '\u0000\u0001\uffff'],
    ['a large file', `a: ${'x'.repeat(5_000_000)}`],
  ])('%s: is refused or harmless', (_name, text) => {
    const file = readYaml('hinata/posts.yaml', text)
    expect(file.locate(['a', 'b', 3]).line).toBeGreaterThanOrEqual(1)
    loadFixture('hinata', new Map(texts).set('hinata/posts.yaml', text))
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})

describe('expressions', () => {
  const scope = createScope({
    medium: { kind: 'text', options: ['紙'] },
    count: { kind: 'number' },
    done: { kind: 'yes-no' },
    class: { kind: 'record', names: { c: { kind: 'number', among: [1, 2] } } },
    lines: { kind: 'records', names: { form: { kind: 'text' } } },
    tags: { kind: 'texts' },
  })
  const sources = [
    "medium == '紙'",
    'count > 3 || done',
    '!done',
    'class.c >= 2',
    "lines.exists(l, l.form == '紙')",
    "'a' in tags",
    'count / 0 > 1',
    'days(medium, medium) > 1',
    'size(tags) == count',
    "lines[7].form == 'x'",
  ]

  it('any text compiles or is a fault, and what compiles never throws', () => {
    const words = fc.constantFrom(
      'medium',
      'count',
      'done',
      'class',
      'c',
      'lines',
      '==',
      '&&',
      '(',
      ')',
      '.',
      "'",
      '1',
      '!',
      '[',
      ']',
      '{',
      ':',
      '?',
      ' ',
      'in',
      'null',
      '\\',
      '"',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words).map((list) => list.join(' ')),
        ),
        fc.dictionary(fc.string(), fc.anything()),
        (source, context) => {
          const compiled = compile(source, scope, 'value')
          expect(compiled.expression === undefined).toBe(
            compiled.faults.some(
              (fault) => fault.code !== 'unknown-option' && fault.code !== 'unknown-level',
            ),
          )
          compiled.expression?.evaluate(context)
        },
      ),
    )
  })

  it('never throws whatever the context holds', () => {
    const context = fc.record(
      {
        medium: fc.anything(),
        count: fc.anything(),
        done: fc.anything(),
        class: fc.anything(),
        lines: fc.anything(),
        tags: fc.anything(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.constantFrom(...sources), context, (source, values) => {
        const answer = compile(source, scope, 'condition').expression?.evaluate(values)
        expect([true, false, null]).toContain(answer)
      }),
    )
  })

  it('never suggests a name that is far off', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.array(fc.string()), (name, known) => {
        const near = suggest(name, known)
        expect(near === undefined || known.includes(near)).toBe(true)
      }),
    )
  })
})
