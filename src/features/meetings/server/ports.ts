import { definePort } from '#platform/gate/port.ts'
import type { WaitingRound } from '../contract.ts'

/** The open recurring work that a meeting of a body closes, oldest date first. */
export const roundsOfBody = definePort<string, readonly WaitingRound[]>('recurring work of a body')
