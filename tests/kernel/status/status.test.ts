import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { countStates, mechanismState, provisionState } from '#kernel/status/index.ts'
import type { MechanismState, Standing } from '#kernel/status/index.ts'

const now = '2026-11-21T12:00:00+09:00'
const mechanism = (
  standings: readonly Standing[],
  rest: Partial<MechanismState> = {},
): MechanismState => ({ id: 'm', applies: true, isSetUp: true, standings, ...rest })
const anyStanding: fc.Arbitrary<Standing> = fc.record(
  {
    failed: fc.boolean(),
    nextDue: fc.constantFrom(
      '2026-11-01T00:00:00Z',
      '2026-12-01T00:00:00Z',
      '2027-06-01T00:00:00Z',
    ),
    exceptedUntil: fc.constantFrom('2026-10-01T00:00:00Z', '2027-01-01T00:00:00Z'),
  },
  { requiredKeys: [] },
)

describe('the state of a provision', () => {
  it('without a mechanism is not set up', () => expect(provisionState([], now)).toBe('not-set-up'))
  it.each([
    [{}, 'in-force'],
    [{ nextDue: '2027-06-01T00:00:00Z' }, 'in-force'],
    [{ nextDue: '2026-12-01T00:00:00Z' }, 'due'],
    [{ nextDue: '2026-11-21T11:59:59+09:00' }, 'overdue'],
    [{ failed: true }, 'overdue'],
    [{ failed: true, exceptedUntil: '2027-01-01T00:00:00Z' }, 'excepted'],
    [{ nextDue: '2026-11-01T00:00:00Z', exceptedUntil: '2026-11-20T00:00:00Z' }, 'overdue'],
  ] as const)('%j is %s', (standing, state) =>
    expect(mechanismState(mechanism([standing]), now)).toBe(state),
  )
  it('is the worst of its mechanisms; what does not apply counts only alone', () => {
    expect(provisionState([mechanism([]), mechanism([], { isSetUp: false })], now)).toBe(
      'not-set-up',
    )
    expect(provisionState([mechanism([]), mechanism([], { applies: false })], now)).toBe('in-force')
    expect(provisionState([mechanism([], { applies: false })], now)).toBe('not-applicable')
  })
  it('does not depend on the order, and time alone never mends it', () => {
    const order = ['in-force', 'due', 'overdue']
    fc.assert(
      fc.property(fc.array(anyStanding, { minLength: 1, maxLength: 4 }), (standings) => {
        expect(mechanismState(mechanism(standings), now)).toBe(
          mechanismState(mechanism(standings.toReversed()), now),
        )
        const [one, later] = [now, '2028-01-01T00:00:00Z'].map((at) =>
          mechanismState(
            mechanism(standings.map(({ exceptedUntil: _until, ...rest }) => rest)),
            at,
          ),
        )
        expect(order.indexOf(later ?? '')).toBeGreaterThanOrEqual(order.indexOf(one ?? ''))
      }),
    )
  })
  it('of a chapter is a count of each', () =>
    expect(countStates(['due', 'due', 'overdue'])).toMatchObject({
      due: 2,
      overdue: 1,
      'in-force': 0,
    }))
})
