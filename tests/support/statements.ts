import type { World } from './world.ts'

/**
 * How many statements the work sends, those that begin and end transactions left out. Nothing else
 * may run in the world meanwhile.
 */
export async function statementsOf(world: World, work: () => Promise<unknown>): Promise<number> {
  const before = world.gate.counters.statements
  await work()
  return world.gate.counters.statements - before
}
