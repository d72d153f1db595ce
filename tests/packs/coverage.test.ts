import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { coverageOf, provisionCoverage } from '#kernel/packs/coverage.ts'
import type { ProvisionCoverage } from '#kernel/packs/coverage.ts'
import { carriersOf } from '#kernel/packs/carriers.ts'
import { isAtLeast } from '#kernel/packs/strength/scale.ts'
import type { HandlingRule } from '#kernel/packs/handling.ts'
import type { Pack, Provision } from '#kernel/packs/types.ts'
import { edited, hinata, hinataTexts, loadFixture, showFault } from './support.ts'

let pack: Pack
beforeAll(async () => {
  pack = await hinata()
})

const judged = (of: Pack, ref: string): ProvisionCoverage | undefined =>
  provisionCoverage(of).find(({ provision }) => provision.ref === ref)

/** The pack with one provision changed. */
function withProvision(ref: string, change: Partial<Provision>): Pack {
  return {
    ...pack,
    provisions: pack.provisions.map((one) => (one.ref === ref ? { ...one, ...change } : one)),
  }
}

/** The pack with other refs on its rules and roles. */
function withCarries(carriesOf: (id: string, carries: readonly string[]) => string[]): Pack {
  const rules = pack.handling.rules.map((rule): HandlingRule => ({
    ...rule,
    carries: carriesOf(`rules/${rule.id}`, rule.carries),
  }))
  return {
    ...pack,
    handling: { ...pack.handling, rules },
    roles: new Map(
      [...pack.roles].map(([id, role]) => [
        id,
        {
          ...role,
          carries: carriesOf(`roles/${id}`, role.carries),
          powers: role.powers.map((power) => ({
            ...power,
            carries: carriesOf(`powers/${id}/${power.id}`, power.carries),
          })),
        },
      ]),
    ),
    registers: new Map(
      [...pack.registers].map(([id, register]) => [
        id,
        { ...register, carries: carriesOf(`registers/${id}`, register.carries) },
      ]),
    ),
  }
}

const rank = { uncarried: 0, weak: 1, stated: 2, carried: 3 }

describe('coverage', () => {
  it('counts every provision once, by kind, and tells strong enough from weaker and from nothing', () => {
    const coverage = coverageOf(pack)
    expect(coverage).toMatchObject({
      pack: 'hinata',
      provisions: 21,
      carried: 19,
      stated: [],
      uncarried: ['2-5(2)'],
      weak: [
        {
          ref: '2-1(3)',
          needs: 'enforces',
          has: 'records',
          why: 'field-required',
          by: 'registers/assets/fields/handlers',
        },
      ],
    })
    expect(coverage.byKind.handling).toEqual({ all: 4, carried: 3, stated: 0, weak: 1, proved: 0 })
    expect(coverage.byKind.training).toEqual({ all: 1, carried: 0, stated: 0, weak: 0, proved: 0 })
  })

  it('calls proved what is carried and named by a proof, and lists the rest of the carried', () => {
    const coverage = coverageOf(pack, { proved: new Set(['2-2(1)', '2-1(3)', '2-5(2)']) })
    expect(coverage.byKind.permit?.proved).toBe(1)
    expect(coverage.byKind.handling?.proved).toBe(0)
    expect(coverage.unproved).toHaveLength(18)
    expect(coverage.unproved).not.toContain('2-2(1)')
  })

  it('counts provisions of a document that the pack does not list as uncarried', () => {
    const coverage = coverageOf(pack, { unlisted: [{ ref: '9-1', kind: 'handling' }] })
    expect(coverage).toMatchObject({
      provisions: 22,
      carried: 19,
      uncarried: ['2-5(2)', '9-1'],
      unlisted: ['9-1'],
    })
    expect(coverage.byKind.handling?.all).toBe(5)
  })

  it('shows a role that only a power outside the program carries as stated', () => {
    const stated = withCarries((id, carries) =>
      id === 'roles/ciso' ? carries.filter((ref) => ref !== '1-1(1)') : [...carries],
    )
    expect(judged(stated, '1-1(1)')).toMatchObject({ carriage: 'stated', has: 'states' })
    expect(coverageOf(stated)).toMatchObject({ carried: 19, stated: ['1-1(1)'] })
  })

  it('asks of people what passes no door, so that an answer alone is weak', async () => {
    const { edition, faults } = loadFixture(
      'hinata',
      edited(
        edited(await hinataTexts(), 'procedures/take-out.yaml', 'asks: take-out\n', ''),
        'procedures/take-out.yaml',
        '  purpose:',
        '  medium: { title: 媒体, type: text, required }\n  destination: { title: 行き先, type: text, required }\n  purpose:',
      ),
    )
    if (edition === undefined) throw new Error(faults.map(showFault).join('\n'))
    expect(judged(edition.pack, '2-2(2)')).toMatchObject({
      carriage: 'weak',
      needs: 'pursues',
      has: 'answers',
      why: 'rule-no-door',
    })
  })

  it('lets a text be enough for a definition, and an answer for what is only allowed', () => {
    const wishes = (modality: Provision['modality']) =>
      judged(withProvision('2-1(3)', { modality }), '2-1(3)')?.carriage
    expect([wishes('must'), wishes('endeavour'), wishes('may'), wishes('define')]).toEqual([
      'weak',
      'weak',
      'carried',
      'carried',
    ])
  })
})

describe('a provision of several duties', () => {
  it('is carried by mechanisms that carry each of its parts', () => {
    expect(judged(pack, '2-2(5)')).toMatchObject({ carriage: 'carried', has: 'enforces' })
  })

  it('is as weak as a part that nothing carries, whatever carries the others', () => {
    const three = withProvision('2-2(5)', { parts: ['一', '二', '三'] })
    expect(judged(three, '2-2(5)')).toMatchObject({
      carriage: 'weak',
      has: 'nothing',
      why: 'uncarried',
      part: '2-2(5)/3',
    })
  })

  it('has all its parts carried by a mechanism that names the whole', () => {
    const whole = withCarries((id, carries) =>
      id === 'rules/take-out-2' ? [...carries, '2-2(5)'] : [...carries],
    )
    expect(
      judged(
        { ...whole, provisions: withProvision('2-2(5)', { parts: ['一', '二', '三'] }).provisions },
        '2-2(5)',
      ),
    ).toMatchObject({ carriage: 'carried', has: 'enforces' })
  })

  it('is uncarried where nothing carries any part', () => {
    expect(judged(withProvision('2-5(2)', { parts: ['一', '二'] }), '2-5(2)')?.carriage).toBe(
      'uncarried',
    )
  })
})

describe('one carrier more never weakens, and one less never strengthens', () => {
  it('holds for every provision, whatever rule, role, power or register carries it', () => {
    const refs = pack.provisions.map(({ ref }) => ref)
    const ids = [
      ...pack.handling.rules.map(({ id }) => `rules/${id}`),
      ...[...pack.roles.values()].flatMap(({ id, powers }) => [
        `roles/${id}`,
        ...powers.map((power) => `powers/${id}/${power.id}`),
      ]),
      ...[...pack.registers.keys()].map((id) => `registers/${id}`),
    ]
    const drawn = fc.uniqueArray(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...refs)), {
      minLength: 1,
      maxLength: 12,
      selector: ([id, ref]) => `${id} ${ref}`,
    })
    fc.assert(
      fc.property(drawn, (added) => {
        const build = (links: readonly (readonly [string, string])[]) =>
          withCarries((id) => links.flatMap(([by, ref]) => (by === id ? [ref] : [])))
        const fewer = provisionCoverage(build(added.slice(1)))
        const more = provisionCoverage(build(added))
        for (const [index, one] of fewer.entries()) {
          const other = more[index]
          if (other === undefined) throw new Error('a provision is gone')
          expect(rank[other.carriage]).toBeGreaterThanOrEqual(
            one.carriage === 'carried' ? rank.stated : rank[one.carriage],
          )
          if (one.carriage === 'carried') expect(other.carriage).toBe('carried')
          if (other.part === one.part && other.carriage !== 'stated')
            expect(isAtLeast(other.has, one.carriage === 'stated' ? 'nothing' : one.has)).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('carries nothing where nothing carries', () => {
    const bare = { ...pack, provisions: [{ ...pack.provisions[0]!, ref: 'nowhere' }] }
    expect(coverageOf(bare)).toMatchObject({ carried: 0, weak: [], uncarried: ['nowhere'] })
    expect(carriersOf(bare).length).toBeGreaterThan(0)
  })
})
