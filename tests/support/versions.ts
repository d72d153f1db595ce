import type { World } from './world.ts'

type Worlds = Pick<World, 'transact'>

/** The version of a case, as its page would show it. */
export function caseVersion(world: Worlds, id: string): Promise<number> {
  return world.transact(
    async ({ db }) =>
      (
        await db
          .selectFrom('cases')
          .select('version')
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
      ).version,
  )
}

/** Entries with their versions, as their list would show them. */
export function entriesSeen(
  world: Worlds,
  ids: readonly string[],
): Promise<{ id: string; version: number }[]> {
  return world.transact(({ db }) =>
    db
      .selectFrom('entries')
      .select(['id', 'version'])
      .where('id', 'in', [...ids])
      .execute(),
  )
}
