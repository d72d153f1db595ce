import type { Stage } from './played.ts'

/**
 * What came of the effects of a case, read from the tables and named as golden cases name it: states of lines, cases that were started, lines that were written,
 * people who were told, accounts, appointments, exceptions. An account that was suspended and given back has its sessions ended.
 */
export async function happened(
  { enter, pack, ids }: Stage,
  caseId: string,
  stood: ReadonlySet<string>,
): Promise<string[]> {
  return enter(async ({ db, organization: { id: org } }) => {
    const changed = await db
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
    const started = await db
      .selectFrom('links as l')
      .innerJoin('cases as c', (join) =>
        join.onRef('c.organization_id', '=', 'l.organization_id').onRef('c.id', '=', 'l.from_id'),
      )
      .select('c.procedure')
      .where('l.organization_id', '=', org)
      .where('l.relation', '=', 'follows')
      .where('l.to_id', '=', caseId)
      .execute()
    const told = await db
      .selectFrom('notices')
      .select('id')
      .where('organization_id', '=', org)
      .where('case_id', '=', caseId)
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
    const ended = await db
      .selectFrom('sessions')
      .select('id')
      .where('organization_id', '=', org)
      .where('ended_at', 'is not', null)
      .execute()
    const given = new Set(
      pack.world!.organization.assignments.map((_one, i) => ids.of(`assignment/${i}`)),
    )
    return [
      ...changed.flatMap((one) => ['change', `change ${one.state}`]),
      ...started.map((one) => `start ${one.procedure}`),
      ...entries.filter((one) => !stood.has(one.id)).map((one) => `write ${one.register}`),
      ...(told.length > 0 ? ['tell'] : []),
      ...accounts.flatMap((one) => [
        ...(one.suspended_at ? ['account suspend'] : []),
        ...(one.ended_at ? ['account end'] : []),
      ]),
      ...(ended.length > 0 && accounts.every((one) => !one.suspended_at && !one.ended_at)
        ? ['account suspend', 'account resume']
        : []),
      ...assignments.flatMap((one) => (given.has(one.id) ? [] : [`appoint ${one.role}`])),
      ...assignments.flatMap((one) => (one.version > 1 ? [`dismiss ${one.role}`] : [])),
      ...(exceptions.length > 0 ? ['except'] : []),
      ...(exceptions.some((one) => one.ended_at) ? ['revoke'] : []),
    ]
  })
}
