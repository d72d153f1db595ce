import { endOfDay } from '#kernel/calendar/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { MapWhen } from '../contract.ts'

/** The day that the map is told of, and the moment of it: of a day that is past, or to come, its end. */
export interface MapDay {
  readonly on: string
  readonly when: MapWhen
  readonly at: Date
}

export const dayOfMap = (
  { today, now }: Pick<Transaction, 'today' | 'now'>,
  on = today,
): MapDay => ({
  on,
  when: on < today ? 'past' : on > today ? 'ahead' : 'today',
  at: on === today ? now : new Date(endOfDay(on)),
})
