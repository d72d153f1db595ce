import type { Stage } from './stage.ts'

/**
 * The effects of a case, read from the tables and named as in golden cases: states of entries,
 * started cases, written entries, notices, accounts, appointments and exceptions. An account
 * that was suspended and resumed is recognised by its ended sessions.
 */
export async function observedEffects(
  { enter, pack, ids }: Stage,
  caseId: string,
  initialEntryIds: ReadonlySet<string>,
): Promise<string[]> {
  return enter(async ({ db, organization: { id: org } }) => {
    const changedEntries = await db
      .selectFrom('entry_versions')
      .select('state')
      .where('organization_id', '=', org)
      .where('version', '>', 1)
      .execute()
    const entries = await db
      .selectFrom('entries')
      .select(['id', 'register'])
      .where('organization_id', '=', org)
      .execute()
    const startedCases = await db
      .selectFrom('links as l')
      .innerJoin('cases as c', (join) =>
        join.onRef('c.organization_id', '=', 'l.organization_id').onRef('c.id', '=', 'l.from_id'),
      )
      .select('c.procedure')
      .where('l.organization_id', '=', org)
      .where('l.relation', '=', 'follows')
      .where('l.to_id', '=', caseId)
      .execute()
    const notices = await db
      .selectFrom('notices')
      .select('id')
      .where('organization_id', '=', org)
      .where('case_id', '=', caseId)
      .where('kind', '=', 'case')
      .execute()
    const accounts = await db
      .selectFrom('accounts')
      .select(['suspended_at', 'ended_at'])
      .where('organization_id', '=', org)
      .execute()
    const assignments = await db
      .selectFrom('assignments')
      .select(['id', 'role', 'to_on', 'version'])
      .where('organization_id', '=', org)
      .execute()
    const exceptions = await db
      .selectFrom('exceptions')
      .select('ended_at')
      .where('organization_id', '=', org)
      .execute()
    const endedSessions = await db
      .selectFrom('sessions')
      .select('id')
      .where('organization_id', '=', org)
      .where('ended_at', 'is not', null)
      .execute()
    const initialAssignmentIds = new Set(
      pack.world!.organization.assignments.map((_assignment, i) => ids.of(`assignment/${i}`)),
    )
    return [
      ...changedEntries.flatMap((row) => ['change', `change ${row.state}`]),
      ...startedCases.map((row) => `start ${row.procedure}`),
      ...entries
        .filter((row) => !initialEntryIds.has(row.id))
        .map((row) => `write ${row.register}`),
      ...(notices.length > 0 ? ['tell'] : []),
      ...accounts.flatMap((row) => [
        ...(row.suspended_at ? ['account suspend'] : []),
        ...(row.ended_at ? ['account end'] : []),
      ]),
      ...(endedSessions.length > 0 && accounts.every((row) => !row.suspended_at && !row.ended_at)
        ? ['account suspend', 'account resume']
        : []),
      ...assignments.flatMap((row) =>
        initialAssignmentIds.has(row.id) ? [] : [`appoint ${row.role}`],
      ),
      ...assignments.flatMap((row) => (row.version > 1 ? [`dismiss ${row.role}`] : [])),
      ...(exceptions.length > 0 ? ['except'] : []),
      ...(exceptions.some((row) => row.ended_at) ? ['revoke'] : []),
    ]
  })
}
