import { beforeAll, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { dueByCadence } from '#kernel/calendar/index.ts'
import { carriersOf } from '#kernel/packs/carriers.ts'
import type { Carrier } from '#kernel/packs/carriers.ts'
import type { Pack } from '#kernel/packs/types.ts'
import {
  countStates,
  provisionStanding,
  standingsOf,
  standingStates,
  worst,
} from '#kernel/status/index.ts'
import type {
  ProvisionState,
  SeatFacts,
  StandingState,
  StatusRecords,
  StepFacts,
} from '#kernel/status/index.ts'
import { hinata } from '../../packs/support.ts'

let pack: Pack
let carriers: readonly Carrier[]
beforeAll(async () => {
  pack = await hinata()
  carriers = carriersOf(pack)
})

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
const stateOf = (path: string, records: Partial<StatusRecords>): StandingState | undefined =>
  standingsOf(pack, carriers, { ...nothing, ...records }).find(
    (mechanism) => mechanism.carrier.path === path,
  )?.state
const assets = (facts: object = {}) =>
  new Map([
    [
      'assets',
      { entries: 3, filled: new Set<string>(), findings: new Map(), expired: 0, ...facts },
    ],
  ])
const takeOut = (steps: ReadonlyMap<string, StepFacts>) =>
  new Map([['take-out', { begun: 1, last: '2026-11-01T00:00:00Z', steps }]])
const at = '2026-11-02T00:00:00Z'

describe('how a mechanism stands', () => {
  it('is never green by what nobody did', () => {
    const kept = standingsOf(pack, carriers, nothing).filter(
      ({ carrier, state }) =>
        (state === 'proved' || state === 'declared') &&
        !['accounts', 'grants', 'apart'].includes(carrier.kind),
    )
    expect(kept).toEqual([])
  })

  it('of a role is by its seats: held, vacant with who acts meanwhile, or left to somebody far', () => {
    const role = [...pack.roles.values()].find((each) => each.carries.length > 0 && !each.optional)
    const path = `roles/${role?.id}`
    const seat: SeatFacts = { subject: '', title: '責任者', holders: ['森'], optional: false }
    const seats = (...all: SeatFacts[]) => ({ seats: new Map([[role?.id ?? '', all]]) })
    expect(stateOf(path, seats(seat))).toBe('proved')
    expect(stateOf(path, seats(seat, { ...seat, holders: [] }))).toBe('not-set-up')
    expect(stateOf(path, seats({ ...seat, meanwhile: { name: '中村', as: 'deputy' } }))).toBe(
      'proved',
    )
    expect(stateOf(path, seats({ ...seat, meanwhile: { name: '中村', as: 'next' } }))).toBe(
      'finding',
    )
    expect(stateOf(path, seats({ ...seat, meanwhile: null }))).toBe('finding')
    const vacant = { ...seat, holders: [], meanwhile: { name: '中村', as: 'next' as const } }
    const standing = standingsOf(pack, carriers, { ...nothing, ...seats(vacant) }).find(
      ({ carrier }) => carrier.path === path,
    )?.standings[0]
    expect(standing?.says?.ja).toContain('今は中村さんに回ります')
  })

  it('of a register is set up by its first line, and a field by what its lines say', () => {
    expect(stateOf('registers/assets', {})).toBe('not-set-up')
    expect(stateOf('registers/assets', { registers: assets() })).toBe('declared')
    const handlers = 'registers/assets/fields/handlers'
    expect(stateOf(handlers, { registers: assets() })).toBe('set-up')
    expect(stateOf(handlers, { registers: assets({ filled: new Set(['handlers']) }) })).toBe(
      'declared',
    )
    const findings = new Map([['handlers', { count: 2, subjects: [] }]])
    expect(stateOf(handlers, { registers: assets({ findings }) })).toBe('finding')
  })

  it('of a stocktake never held falls due by its cadence from the day in force', () => {
    const stocktake = 'registers/assets/stocktake'
    const on = (today: string, since = '2026-04-01', last?: string): StandingState | undefined =>
      stateOf(stocktake, {
        now: `${today}T12:00:00+09:00`,
        since,
        registers: assets(),
        stocktakes:
          last === undefined ? new Map() : new Map([['assets', { held: 1, last, open: [] }]]),
      })
    expect(on('2026-05-01')).toBe('set-up')
    expect(on('2026-10-15')).toBe('due')
    expect(on('2026-11-01')).toBe('late')
    expect(on('2026-11-01', '2026-11-01')).toBe('set-up')
    expect(on('2026-11-01', '2026-04-01', '2026-10-20')).toBe('declared')
    expect(on('2027-11-01', '2026-04-01', '2026-10-20')).toBe('late')
  })

  it('of a late step is late alone: what was done in time stays kept', () => {
    const steps = [...(pack.procedures.get('take-out')?.steps.values() ?? [])]
    const last = 'return'
    const done = { last: { at, byAnother: true, evidence: false }, open: [] }
    const records = {
      procedures: takeOut(
        new Map<string, StepFacts>([
          ...steps.map(({ id }): [string, StepFacts] => [id, done]),
          [last, { open: [{ subject: 'case', due: at }] }],
        ]),
      ),
    }
    const late = standingsOf(pack, carriers, { ...nothing, ...records })
      .filter(({ state }) => state === 'late')
      .map(({ carrier }) => carrier.path)
    expect(late).toEqual([`procedures/take-out/steps/${last}`])
    expect(stateOf('procedures/take-out', records)).toBe('proved')
  })

  it('does not apply where its condition does not hold of the organisation', () => {
    const carrier = carriers[0] as Carrier
    const applies = { source: 'false', names: [], evaluate: () => false }
    expect(standingsOf(pack, [{ ...carrier, applies }], nothing)[0]?.state).toBe('not-applicable')
  })
})

const states = fc.array(fc.constantFrom(...standingStates), { minLength: 1, maxLength: 5 })
const mechanism = (state: StandingState) => ({ state, standings: [{ subject: '', state }] })

describe('the state of a provision', () => {
  it('without a mechanism is that the program does not carry it, which is no fault of anybody', () =>
    expect(provisionStanding([])).toEqual({ carried: false, setUp: false, state: 'not-carried' }))
  it('is the worst of its mechanisms, in whatever order', () => {
    fc.assert(
      fc.property(states, (all) => {
        const { state } = provisionStanding(all.map(mechanism))
        expect(state).toBe(provisionStanding(all.toReversed().map(mechanism)).state)
        expect(state).toBe(worst(all))
        for (const one of all) expect(worst([one, state as StandingState])).toBe(state)
      }),
    )
  })
  it('says beside it whether everything is set up', () => {
    expect(provisionStanding([mechanism('late'), mechanism('not-set-up')])).toMatchObject({
      carried: true,
      setUp: false,
      state: 'late',
    })
    expect(provisionStanding([mechanism('set-up')]).setUp).toBe(true)
  })
  it('is excepted where an exception is for everyone, and no better than that where for some', () => {
    expect(provisionStanding([mechanism('late')], 'everyone').state).toBe('excepted')
    expect(provisionStanding([mechanism('late')], 'some').state).toBe('late')
    expect(provisionStanding([mechanism('proved')], 'some').state).toBe('excepted')
    expect(provisionStanding([mechanism('not-applicable')], 'everyone').state).toBe(
      'not-applicable',
    )
  })
  it('of a chapter is a count of each', () => {
    const all: ProvisionState[] = ['due', 'due', 'late', 'not-carried']
    expect(countStates(all)).toMatchObject({ due: 2, late: 1, 'not-carried': 1, proved: 0 })
  })
})

describe('the day by which something is due by its cadence', () => {
  it('is after the last time, and no further off than one turn and a month', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'year' as const,
          'half-year' as const,
          'quarter' as const,
          'month' as const,
        ),
        fc.integer({ min: 1, max: 12 }),
        fc.date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }),
        (every, month, date) => {
          const day = date.toISOString().slice(0, 10)
          expect(dueByCadence(every, month, day, '2020-01-01') > day).toBe(true)
          expect(dueByCadence(every, month, undefined, day) >= day).toBe(true)
          const years =
            Number(dueByCadence(every, month, day, day).slice(0, 4)) - Number(day.slice(0, 4))
          expect(years).toBeLessThanOrEqual(1)
        },
      ),
    )
  })
})
