import { beforeAll, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { carriersOf } from '#kernel/packs/carriers.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { standingsOf, standingStates } from '#kernel/status/index.ts'
import type { ItemFacts, OpenWork, RoundFacts, StatusRecords } from '#kernel/status/index.ts'
import { minatoWith } from '../../packs/minatoWorld.ts'

let pack: Pack
beforeAll(async () => {
  pack = await minatoWith('- x: { round: talk, expect: {} }')
})

const power = 'checklists/system/items/power'
const restore = 'checklists/system/items/restore'
const at = '2026-10-05T09:00:00+09:00'
const nobody = { count: 0, subjects: [] }
const nothing: StatusRecords = {
  now: '2026-11-21T12:00:00+09:00',
  today: '2026-11-21',
  since: '2026-04-01',
  seats: new Map(),
  registers: new Map(),
  stocktakes: new Map(),
  procedures: new Map(),
  meetings: new Map(),
  rounds: new Map(),
  items: new Map(),
}
const round = (facts: Partial<RoundFacts> = {}): RoundFacts => ({
  subjects: 3,
  never: 0,
  unmanned: nobody,
  open: [],
  ...facts,
})
const item = (facts: Partial<ItemFacts> = {}): ItemFacts => ({
  asked: 3,
  proved: 0,
  declared: 0,
  notApplicable: 0,
  findings: nobody,
  open: [],
  ...facts,
})
const due = (day: string, subject = 'mail', count = 1): OpenWork => ({
  subject,
  due: `${day}T23:59:59+09:00`,
  count,
})

function standing(
  path: string,
  rounds: Readonly<Record<string, RoundFacts>>,
  items: Readonly<Record<string, ItemFacts>> = {},
) {
  const carrier = carriersOf(pack).find((each) => each.path === path)
  if (carrier === undefined) throw new Error(path)
  const records = {
    ...nothing,
    rounds: new Map(Object.entries(rounds)),
    items: new Map(Object.entries(items)),
  }
  const [found] = standingsOf(pack, [carrier], records)
  if (found === undefined) throw new Error(path)
  return found
}
const rank = (state: (typeof standingStates)[number]): number => standingStates.indexOf(state)

describe('how a round stands', () => {
  it.each([
    ['without a subject', round({ subjects: 0 }), 'not-set-up'],
    ['never done', round({ never: 3 }), 'set-up'],
    ['done by a word', round({ last: { at, proved: false } }), 'declared'],
    ['done with a line', round({ last: { at, proved: true } }), 'proved'],
    ['done by some', round({ never: 1, last: { at, proved: true } }), 'set-up'],
    ['open, long before its date', round({ never: 3, open: [due('2027-03-31')] }), 'set-up'],
    [
      'open again, long before',
      round({ last: { at, proved: false }, open: [due('2027-03-31')] }),
      'declared',
    ],
    ['open, soon', round({ last: { at, proved: true }, open: [due('2026-12-10')] }), 'due'],
    [
      'open, past its date',
      round({ last: { at, proved: true }, open: [due('2026-11-20')] }),
      'late',
    ],
    [
      'with nobody to do it for one',
      round({ last: { at, proved: true }, unmanned: { count: 1, subjects: ['mail'] } }),
      'not-set-up',
    ],
  ])('%s', (_, facts, state) => {
    expect(standing('rounds/systems', { systems: facts }).state).toBe(state)
  })

  it('says that nothing is registered yet, where it has nothing to go through', () => {
    expect(standing('rounds/systems', {}).standings).toEqual([
      {
        subject: '',
        state: 'not-set-up',
        says: expect.objectContaining({ ja: '対象がまだ登録されていません' }),
      },
    ])
  })

  it('names the subject for which nobody is there, and the one that is late', () => {
    const facts = round({
      last: { at, proved: true },
      unmanned: { count: 1, subjects: ['web'] },
      open: [due('2026-11-20', 'mail', 2)],
    })
    const found = standing('rounds/systems', { systems: facts }).standings
    expect(found.filter(({ state }) => state === 'not-set-up').map((each) => each.subject)).toEqual(
      ['web'],
    )
    expect(found.find(({ state }) => state === 'late')).toMatchObject({
      subject: 'mail',
      says: { ja: '終わっていない対象 2件' },
    })
  })
})

describe('how an item stands', () => {
  const systems = round({ last: { at, proved: false } })
  it.each([
    ['answered by nobody', item(), 'set-up'],
    ['answered by some', item({ declared: 2 }), 'set-up'],
    ['answered by all', item({ declared: 3 }), 'declared'],
    ['answered by all, one with proof', item({ declared: 2, proved: 1 }), 'declared'],
    ['proved by all', item({ proved: 3 }), 'proved'],
    ['proved, and not applicable to one', item({ proved: 2, notApplicable: 1 }), 'proved'],
    ['not applicable to any', item({ notApplicable: 3 }), 'not-applicable'],
    [
      'found wrong at one',
      item({ proved: 2, findings: { count: 1, subjects: ['mail'] } }),
      'finding',
    ],
    ['unanswered past the date at one', item({ proved: 3, open: [due('2026-11-20')] }), 'late'],
    ['unanswered, soon due', item({ proved: 3, open: [due('2026-11-30')] }), 'due'],
    ['to be answered again much later', item({ proved: 3, open: [due('2027-10-31')] }), 'proved'],
  ])('%s', (_, facts, state) => {
    expect(standing(power, { systems }, { [power]: facts }).state).toBe(state)
  })

  it('without a line in the register is not set up', () => {
    expect(standing(power, { systems: round({ subjects: 0 }) }).state).toBe('not-set-up')
  })

  it('is not set up where nobody is there to answer for a subject', () => {
    const unmanned = round({ unmanned: { count: 1, subjects: ['web'] } })
    expect(standing(power, { systems: unmanned }, { [power]: item({ proved: 3 }) }).state).toBe(
      'not-set-up',
    )
  })

  it('is not late because another of its round is', () => {
    const late = round({ last: { at, proved: false }, open: [due('2026-11-20')] })
    const items = {
      [power]: item({ declared: 3 }),
      [restore]: item({ declared: 2, open: [due('2026-11-20')] }),
    }
    expect(standing(power, { systems: late }, items).state).toBe('declared')
    expect(standing(restore, { systems: late }, items).state).toBe('late')
    expect(standing('rounds/systems', { systems: late }, items).state).toBe('late')
  })

  it('that is only read is declared when it was read by all', async () => {
    const read = await minatoWith('- x: { round: talk, expect: {} }', {
      'rounds.yaml': (text) => text.replace(/ {2}self-check:\n.*\n/, ''),
    })
    const carrier = carriersOf(read).find(({ path }) => path === 'checklists/conduct/items/lock')
    const stateWith = (facts: RoundFacts) =>
      standingsOf(read, carrier === undefined ? [] : [carrier], {
        ...nothing,
        rounds: new Map([
          ['handbook', facts],
          ['losses', facts],
        ]),
      })[0]?.state
    expect(stateWith(round({ last: { at, proved: true } }))).toBe('declared')
    expect(stateWith(round({ never: 1, last: { at, proved: true } }))).toBe('set-up')
    expect(stateWith(round({ never: 3, open: [due('2026-11-20')] }))).toBe('late')
  })

  const counts = fc.nat({ max: 4 })
  const anItem = fc
    .record({
      asked: fc.nat({ max: 8 }),
      proved: counts,
      declared: counts,
      notApplicable: counts,
      found: counts,
      open: fc.array(
        fc.record({
          subject: fc.constantFrom('mail', 'records'),
          due: fc.constantFrom('2026-11-01', '2026-12-01', '2027-10-31'),
          count: fc.integer({ min: 1, max: 3 }),
        }),
        { maxLength: 2 },
      ),
    })
    .map(({ found, open, ...facts }) =>
      item({
        ...facts,
        findings: { count: found, subjects: found === 0 ? [] : ['mail'] },
        open: open.map((each) => ({ ...each, due: `${each.due}T23:59:59+09:00` })),
      }),
    )
  const stateOf = (facts: ItemFacts) => standing(power, { systems }, { [power]: facts }).state

  it('is never better for a finding, for more that is open, or for a subject more', () => {
    fc.assert(
      fc.property(anItem, (facts) => {
        const before = rank(stateOf(facts))
        const worse: readonly ItemFacts[] = [
          { ...facts, findings: { count: facts.findings.count + 1, subjects: ['mail'] } },
          { ...facts, open: [...facts.open, due('2026-11-20')] },
          { ...facts, asked: facts.asked + 1 },
          ...(facts.proved > 0
            ? [{ ...facts, proved: facts.proved - 1, declared: facts.declared + 1 }]
            : []),
        ]
        for (const one of worse) expect(rank(stateOf(one))).toBeGreaterThanOrEqual(before)
      }),
    )
  })

  it('is green only where every subject answered and nothing was found', () => {
    fc.assert(
      fc.property(anItem, (facts) => {
        if (!['proved', 'declared'].includes(stateOf(facts))) return
        const { asked, proved, declared, notApplicable, findings } = facts
        expect(findings.count).toBe(0)
        expect(proved + declared).toBeGreaterThan(0)
        expect(proved + declared + notApplicable).toBeGreaterThanOrEqual(asked)
      }),
    )
  })
})

describe('a choice and a checklist', () => {
  it('stand as the rounds that read and ask them, else they are stated', () => {
    const late = round({ open: [due('2026-11-20')] })
    expect(standing('choices/rounds', { systems: late }).state).toBe('late')
    expect(standing('choices/byod', { systems: late }).state).toBe('stated')
  })

  it('does not apply where the choice of the organisation says so', async () => {
    const forbidden = await minatoWith('- x: { round: talk, expect: {} }', {
      'organization.yaml': (text) => text.replace('value: permit', 'value: forbid'),
    })
    const stateIn = (of: Pack) =>
      standingsOf(
        of,
        carriersOf(of).filter(({ path }) => path === 'checklists/office/items/tools'),
        nothing,
      ).map(({ state }) => state)
    expect(stateIn(pack)).toEqual(['not-set-up'])
    expect(stateIn(forbidden)).toEqual(['not-applicable'])
  })
})
