import type { World } from './world.ts'

/** People leave: their last day is set, and whoever asks next knows of it. */
export async function leave(
  world: Pick<World, 'transact'>,
  persons: string | readonly string[],
  lastDay: string,
): Promise<void> {
  await world.transact(async ({ db, organization }) => {
    await db
      .updateTable('persons')
      .set({ to_on: lastDay })
      .where('organization_id', '=', organization.id)
      .where('id', 'in', [persons].flat())
      .execute()
    await db
      .updateTable('organizations')
      .set((eb) => ({ revision: eb('revision', '+', 1) }))
      .where('organization_id', '=', organization.id)
      .execute()
  })
}
