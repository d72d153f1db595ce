import { expect, test } from 'vitest'
import { definePort } from '#platform/gate/port.ts'
import { answerOf, bindPort } from '#platform/gate/ports.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

const doubled = definePort<number, number>('doubled')
const other = definePort<number, number>('doubled')
// The handlers here look at nothing of it.
const tx = {} as Transaction

test('a port is answered by the one whom the wiring bound to it, not by a namesake', async () => {
  const bindings = [
    bindPort(other, async () => -1),
    bindPort(doubled, async (_handle, input) => input * 2),
  ]
  expect(await answerOf(bindings, tx, doubled, 21)).toBe(42)
})

test('a port that nobody answers is a fault of the wiring', () => {
  expect(() => answerOf([], tx, doubled, 1)).toThrow('nobody answers the port doubled')
})
