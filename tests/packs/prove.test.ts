import { beforeAll, describe, expect, it } from 'vitest'
import { carriersOf } from '#kernel/packs/carriers.ts'
import { playCase } from '#kernel/packs/golden/run.ts'
import type { GoldenCase } from '#kernel/packs/golden/types.ts'
import { changedAt, gone, partAt } from '#kernel/packs/prove/edit.ts'
import type { Keys } from '#kernel/packs/prove/edit.ts'
import { takenOut, turned } from '#kernel/packs/prove/mutants.ts'
import { provePack } from '#kernel/packs/prove/prove.ts'
import { observe } from '#kernel/packs/prove/reads.ts'
import { suggestProofs } from '#kernel/packs/prove/suggest.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { bundledPacks } from '#tests/support/packLibrary.ts'
import { minatoWith } from './minatoWorld.ts'
import { edited, hinata, hinataTexts, loadFixture, showFault } from './support.ts'

let pack: Pack
let hinataFiles: ReadonlyMap<string, string>
beforeAll(async () => {
  pack = await hinata()
  hinataFiles = await hinataTexts()
})

const named = (...names: string[]): GoldenCase[] =>
  names.map((name) => {
    const golden = pack.cases.find((each) => each.name === name)
    if (golden === undefined) throw new Error(`no case ${name}`)
    return golden
  })

/** The pack with only these cases, which name these provisions. */
const proving = (cases: readonly GoldenCase[], ...proves: string[]): Pack => ({
  ...pack,
  cases: cases.map((golden) => ({ ...golden, proves })),
})

const survivorsAt = (of: Pack, path: string): string[] =>
  provePack(of)
    .unproved.filter((each) => each.path === path)
    .flatMap((each) => each.survivors.map(({ mutation }) => mutation))

/** Everything beside the way to a part, level by level: the very same values in both. */
function expectSameElsewhere(one: unknown, other: unknown, [key, ...rest]: Keys): void {
  if (key === undefined) return
  const entries = (whole: unknown): Map<unknown, unknown> =>
    whole instanceof Map
      ? new Map(whole)
      : new Map<unknown, unknown>(
          Array.isArray(whole)
            ? whole.map((item) => [item, item])
            : Object.entries((whole ?? {}) as Record<string, unknown>),
        )
  const [before, after] = [entries(one), entries(other)]
  const part = [partAt(one, [key]), partAt(other, [key])]
  const others = (all: Map<unknown, unknown>): unknown[] =>
    [...all.entries()].filter(([id, value]) => id !== key && !part.includes(value)).flat()
  const [old, now] = [others(before), others(after)]
  if (now.length !== old.length || now.some((each, index) => each !== old[index]))
    expect(now).toBe(old)
  if (rest.length > 0) expectSameElsewhere(part[0], part[1], rest)
}

describe('a changed pack', () => {
  it('equals the pack everywhere but at its one place, where it differs', async () => {
    const recurring = await minatoWith('- x: { round: talk, expect: {} }')
    for (const each of [pack, recurring, (await bundledPacks.edition('hokkaido')).pack])
      for (const carrier of carriersOf(each))
        for (const mutant of [takenOut(each, carrier), ...turned(each, carrier)]) {
          // Rounds take their times from choices: they change with them.
          const rounds = carrier.kind === 'choice' ? each.rounds : mutant.pack.rounds
          expectSameElsewhere(each, { ...mutant.pack, rounds }, mutant.keys)
          expect(partAt(mutant.pack, mutant.keys), mutant.keys.join('/')).not.toBe(
            partAt(each, mutant.keys),
          )
        }
  })

  it.each([
    ['roles/chief-officer', ['out', 'unheld', 'undeputed']],
    ['roles/committee', ['out', 'unheld', 'unlimited']],
    ['roles/committee/tasks/plans', ['out']],
    ['roles/apart/self-approval', ['out']],
    ['classification/grounds/personal', ['out', 'lowest']],
    ['handling/rules/take-out-3', ['out', 'always', 'allow']],
    ['handling/rules/take-out-digital', ['out', 'always']],
    ['registers/assets', ['out', 'anyone', 'anyone']],
    ['registers/assets/fields/handlers', ['out', 'optional', 'always']],
    ['registers/assets/stocktake', ['out', 'anyone', 'tenfold']],
    ['procedures/take-out/steps/approve-chief', ['out', 'always', 'anyone']],
    ['procedures/take-out/steps/return', ['out', 'unlimited', 'unlimited']],
    ['contacts', ['out', 'lax', 'anyone']],
  ])('turns what the shape of %s has', (path, mutations) => {
    const carrier = carriersOf(pack).find((each) => each.path === path)
    if (carrier === undefined) throw new Error(`no carrier ${path}`)
    expect(
      [takenOut(pack, carrier), ...turned(pack, carrier)].map((each) => each.mutation),
    ).toEqual(mutations)
  })

  const fieldIn = (changed: string): readonly string[] => {
    const texts = edited(
      hinataFiles,
      'registers/assets.yaml',
      'fields:\n',
      `fields:\n  tried: { title: 試し, ${changed}, carries: 2-1(2) }\n`,
    )
    const { edition, faults } = loadFixture('hinata', texts)
    if (edition === undefined) throw new Error(faults.map(showFault).join('\n'))
    const carrier = carriersOf(edition.pack).find(
      ({ path }) => path === 'registers/assets/fields/tried',
    )
    return carrier === undefined
      ? []
      : turned(edition.pack, carrier).map(
          ({ mutation, keys }) => `${mutation} ${keys.at(-1) ?? ''}`,
        )
  }

  it.each([
    ['type: yes-no, should: yes', ['lax should']],
    ['type: yes-no, must: yes', ['lax must']],
    ['type: text, required', ['optional required']],
    ['type: yes-no, required, must: yes', ['lax must']],
    ['type: yes-no, required, must: "!value"', ['lax must']],
    ['type: text, required, must: "value != \'無し\'"', ['optional required', 'lax must']],
    ['type: persons, required, min: 1', ['optional required']],
    ['type: persons, required, min: 2', ['optional required', 'unlimited min']],
    ['type: persons, min: 1', ['unlimited min']],
    [
      'type: text, when: "name != \'\'", required: "name != \'\'"',
      ['always when', 'optional required'],
    ],
  ])('is not made where it would change nothing: %s', (changed, mutations) => {
    expect(fieldIn(changed)).toEqual(mutations)
  })

  it('is not made of a moment that the program fills in by itself', () => {
    const carrier = { kind: 'field', path: 'procedures/take-out/fields/departedAt' } as const
    expect(turned(pack, carrier).map(({ mutation }) => mutation)).not.toContain('optional')
  })

  it('lets passwords hold what they may not', () => {
    const carrier = { kind: 'accounts', path: 'accounts' } as const
    expect(turned(pack, carrier).map(({ keys }) => keys.join('/'))).toContain(
      'accounts/password/notContaining',
    )
  })

  it('is made of maps, lists and objects, of which the old ones stay as they were', () => {
    const whole = { map: new Map([['a', { list: [{ id: 'x' }, { value: 3 }, 'z'] }]]) }
    const changed = changedAt(whole, ['map', 'a', 'list', '3'], () => gone)
    expect(changed).toEqual({ map: new Map([['a', { list: [{ id: 'x' }, 'z'] }]]) })
    expect(changedAt(whole, ['map', 'a', 'list', 'x', 'id'], () => 'y')).toEqual({
      map: new Map([['a', { list: [{ id: 'y' }, { value: 3 }, 'z'] }]]),
    })
    expect(changedAt(whole, ['map', 'a'], () => gone)).toEqual({ map: new Map() })
    expect(whole.map.get('a')?.list).toHaveLength(3)
  })
})

describe('a case', () => {
  it('comes out the same whatever is changed where it does not look', () => {
    let left = 0
    for (const golden of pack.cases) {
      const { outcome, hasRead } = observe(pack, golden)
      for (const carrier of carriersOf(pack))
        for (const mutant of [takenOut(pack, carrier), ...turned(pack, carrier)]) {
          if (hasRead(mutant.keys)) continue
          left += 1
          expect(playCase(mutant.pack, golden), `${golden.name} ${mutant.keys.join('/')}`).toEqual(
            outcome,
          )
        }
    }
    expect(left).toBeGreaterThan(0)
  })
})

describe('proving a pack', () => {
  it('takes a rule for proved where cases that name it notice every change of it', () => {
    const two = named('機密性2は課の責任者の認めで足りる')
    const one = named('機密性1はそのまま持ち出せる')
    const rule = 'handling/rules/take-out-2'
    expect(survivorsAt(proving(two, '2-2(1)'), rule)).toEqual(['always'])
    expect(survivorsAt(proving(one, '2-2(1)'), rule)).toEqual(['out', 'allow'])
    expect(survivorsAt(proving([...one, ...two], '2-2(1)'), rule)).toEqual([])
  })

  it('counts a case only for the provisions that it names', () => {
    const cases = named('機密性2は課の責任者の認めで足りる')
    expect(survivorsAt(proving(cases, '1-1(1)'), 'handling/rules/take-out-2')).toContain('out')
    expect(survivorsAt(proving(cases), 'handling/rules/take-out-2')).toContain('out')
  })

  it('lets a case that names a part of a provision count for what carries all of it', () => {
    const cases = named('機密性2は課の責任者の認めで足りる')
    expect(survivorsAt(proving(cases, '2-2(1)/2'), 'handling/rules/take-out-2')).toEqual(['always'])
  })

  it.each([
    ['never-fails', '2-1(4)'],
    ['not-carried', '2-5(2)'],
  ])('finds a case that names what it does not prove: %s', (because, ref) => {
    const cases = named('機密性1はそのまま持ち出せる')
    expect(provePack(proving(cases, ref)).claims).toMatchObject([{ ref, because }])
  })

  it('takes nothing for proved by a case that does not come out as it says', () => {
    const [golden] = named('機密性2は課の責任者の認めで足りる')
    if (golden?.kind !== 'ask') throw new Error('not a question')
    const wrong = { ...golden, expect: { ...golden.expect, verdict: 'allow' as const } }
    const proof = provePack(proving([wrong], '2-2(1)'))
    expect(proof.claims).toMatchObject([{ ref: '2-2(1)', because: 'fails' }])
    expect(proof.proved).toEqual([])
  })

  it('suggests to each case what it proves without naming it, and nothing to one that names it', () => {
    const cases = named('機密性3は持ち出せず、例外は二人が認める')
    const refs = (of: Pack): string[] =>
      suggestProofs(of).flatMap((each) => each.refs.map(({ ref }) => ref))
    expect(refs(proving(cases))).toEqual(expect.arrayContaining(['2-2(2)', '2-2(3)', '2-2(4)']))
    expect(refs(proving(cases, '2-2(2)', '2-2(4)'))).not.toContain('2-2(2)')
  })
})

const documents = (
  await Promise.all((await bundledPacks.ids()).map((id) => bundledPacks.edition(id)))
).filter((each) => each.pack.shared !== true)

describe('the golden cases of every pack', () => {
  it('prove what they name: ひなた町', () => {
    const { claims, proved } = provePack(pack)
    expect(claims).toEqual([])
    expect(proved).toEqual(expect.arrayContaining(['1-1(3)', '2-1(2)', '2-1(3)', '2-1(4)']))
  })

  it.each(documents.map((each) => [each.pack.id, each.pack] as const))(
    'prove what they name: %s',
    (_id, document) => {
      expect(provePack(document).claims).toEqual([])
    },
  )
})
