import type { Standing } from './standing.ts'
import type { MechanismStanding } from './standings.ts'
import { worst } from './states.ts'
import type { ProvisionState } from './states.ts'

/** Whether exceptions run from a provision: for everyone, for some, or none. */
export type ExceptionCoverage = 'everyone' | 'some' | 'nobody'

/**
 * Three questions about a provision, each by itself: does the program carry it, is everything set up
 * that carries it, and how is it kept.
 */
export interface ProvisionStanding {
  readonly carried: boolean
  readonly setUp: boolean
  readonly state: ProvisionState
}

/**
 * The state of a provision: the worst of the mechanisms that carry it. Excepted for everyone it is
 * nobody's to keep; excepted for some it still is for the others.
 */
export function provisionStanding(
  mechanisms: readonly Pick<MechanismStanding, 'state' | 'standings'>[],
  excepted: ExceptionCoverage = 'nobody',
): ProvisionStanding {
  if (mechanisms.length === 0) return { carried: false, setUp: false, state: 'not-carried' }
  const state = worst(mechanisms.map((mechanism) => mechanism.state))
  const setUp = mechanisms.every(({ standings }) => standings.every(isSetUp))
  if (excepted === 'nobody' || state === 'not-applicable') return { carried: true, setUp, state }
  return {
    carried: true,
    setUp,
    state: excepted === 'everyone' ? 'excepted' : worst([state, 'excepted']),
  }
}

const isSetUp = ({ state }: Standing): boolean => state !== 'not-set-up'
