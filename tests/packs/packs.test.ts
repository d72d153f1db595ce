import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { containsWords } from '#kernel/fields/wordSearch.ts'
import { evaluatePolicy } from '#kernel/handling/evaluatePolicy.ts'
import { runGoldenCases } from '#kernel/packs/golden/run.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { bundledPacks } from '#tests/support/packLibrary.ts'
import { classes, questions } from './questions.ts'
import { showFault } from './support.ts'
import type { ClassValue } from '#kernel/packs/classification.ts'

/** What a policy has no form for. */
const unknownWords: Readonly<Record<string, readonly string[]>> = { hokkaido: ['在宅'] }

const strictness = { allow: 0, permit: 1, forbid: 2 } as const

describe('every pack of the program', () => {
  it('loads without a fault', async () => {
    const ids = await bundledPacks.ids()
    expect(ids).toContain('otari')
    const loaded = await Promise.all(ids.map((id) => bundledPacks.load(id)))
    expect(loaded.flatMap((each) => each.faults.map(showFault))).toEqual([])
  })
})

const documents = (
  await Promise.all((await bundledPacks.ids()).map((id) => bundledPacks.edition(id)))
)
  .filter(({ pack }) => pack.shared !== true)
  .map(({ pack }) => pack.id)

describe.each(documents)('the pack %s', (id) => {
  let pack: Pack
  beforeAll(async () => {
    pack = (await bundledPacks.edition(id)).pack
  })
  const acts = () => fc.constantFrom(...pack.handling.acts.values())

  it('has golden cases that come out as expected and touch every rule and every branch', () => {
    const { results, uncovered: untouched } = runGoldenCases(pack)
    expect(results.filter((result) => result.faults.length > 0)).toEqual([])
    expect(untouched).toEqual({ rules: [], branches: [] })
  })

  it('shows its procedures in four to nine sections, each of which somebody can read at a glance', () => {
    const groups = [...pack.procedures.values()].map((each) => each.group)
    expect(groups).not.toContain(undefined)
    expect([...pack.groups].toSorted()).toEqual([...new Set(groups)].toSorted())
    expect(pack.groups.length).toBeGreaterThanOrEqual(4)
    expect(pack.groups.length).toBeLessThanOrEqual(9)
    for (const group of pack.groups)
      expect([group, groups.filter((each) => each === group).length <= 9]).toEqual([group, true])
  })

  it('says of every form and every register what it is for, in sections that are read at a glance', () => {
    expect([...pack.procedures.values()].filter(({ use }) => use === undefined)).toEqual([])
    const registers = [...pack.registers.values()]
    expect(registers.filter(({ use }) => use === undefined)).toEqual([])
    const groups = registers.map(({ group }) => group)
    expect([...pack.registerGroups].toSorted()).toEqual([...new Set(groups)].toSorted())
    expect(pack.registerGroups.length).toBeLessThanOrEqual(9)
    for (const group of pack.registerGroups)
      expect([group, groups.filter((each) => each === group).length <= 9]).toEqual([group, true])
  })

  it('finds its forms by the words that people use', () => {
    const finds = (query: string): boolean =>
      [...pack.procedures.values()].some(({ title, use = '', words = [] }) =>
        containsWords([title, use, ...words], query),
      )
    for (const query of [
      'パソコン',
      'ぱそこん',
      '在宅',
      'wifi',
      'Ｗｉ－Ｆｉ',
      'USB',
      '捨てる',
      'なくした',
    ])
      expect([query, finds(query) || unknownWords[id]?.includes(query) === true]).toEqual([
        query,
        true,
      ])
    for (const query of unknownWords[id] ?? [])
      expect([query, finds(query)]).toEqual([query, false])
  })

  it('gives exactly one verdict to every question, whatever the order of its rules', () => {
    fc.assert(
      fc.property(
        acts().chain((act) => questions(pack, act)),
        (question) => {
          const verdict = evaluatePolicy(pack, question)
          expect(
            verdict.trace
              .filter((each) => each.counts && each.verdict !== 'require')
              .map((each) => each.rule),
          ).toEqual(verdict.rule === undefined ? [] : [verdict.rule])
          const turned = evaluatePolicy(
            { ...pack, handling: { ...pack.handling, rules: pack.handling.rules.toReversed() } },
            question,
          )
          expect(turned).toEqual(verdict)
          if (verdict.verdict === 'permit') expect(verdict.procedure).toBeDefined()
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('never answers more laxly about a higher class', () => {
    const asked = acts().chain((act) => fc.tuple(questions(pack, act), classes(pack)))
    fc.assert(
      fc.property(asked, ([question, other]) => {
        const higher: ClassValue = Object.fromEntries(
          Object.entries(other).map(([axis, level]) => [
            axis,
            Math.max(level, question.class?.[axis] ?? level),
          ]),
        )
        expect(
          strictness[evaluatePolicy(pack, { ...question, class: higher }).verdict],
        ).toBeGreaterThanOrEqual(strictness[evaluatePolicy(pack, question).verdict])
      }),
      { numRuns: 1000 },
    )
  })
})
