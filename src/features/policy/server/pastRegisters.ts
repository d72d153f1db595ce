import { sql } from 'kysely'
import { findingsOf } from '#kernel/fields/index.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import { endedStates } from '#kernel/packs/states.ts'
import type { FindingFacts, RegisterFacts } from '#kernel/status/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { carryingFields } from './carryingFields.ts'

/** Entries that have changed since, looked at by their versions; where there are more, nobody knows. */
const mostVersions = 5_000

interface Version {
  readonly id: string
  readonly register: string
  readonly fields: FieldValues
  readonly state: string
  readonly changed: Date
}

/**
 * What the registers said at a moment that is past. What has not changed since says it itself; of the
 * rest, the version of that time does. What was destroyed since is not there.
 */
export async function pastRegisterFacts(
  tx: Transaction,
  at: Date,
): Promise<Map<string, RegisterFacts>> {
  const { id, pack } = tx.organization
  const asked = carryingFields(pack)
  const ended = new Map(
    [...pack.registers.values()].map((register) => [register.id, endedStates(pack, register)]),
  )
  const endings = JSON.stringify(
    [...ended].map(([register, states]) => ({ register, ended: states })),
  )
  const [counts, filled, wrong, expired, versions] = await Promise.all([
    sql<{ register: string; count: number; last: Date | null }>`
      select register, count(*)::int as count, max(updated_at) filter (where updated_at <= ${at}) as last
      from entries where organization_id = ${id} and created_at <= ${at} group by register`.execute(
      tx.db,
    ),
    sql<{ register: string; field: string }>`
      select a.register, a.field from json_to_recordset(${JSON.stringify(asked)}) as a(register text, field text)
      where exists (select from entries e where e.organization_id = ${id} and e.register = a.register and e.updated_at <= ${at} and e.fields ? a.field)`.execute(
      tx.db,
    ),
    sql<{ register: string; field: string; count: number; some: string[] }>`
      select e.register, f.field, count(*)::int as count, (array_agg(e.id::text order by e.id))[1:3] as some
      from entries e cross join unnest(e.findings) f(field)
      left join json_to_recordset(${endings}) as n(register text, ended text[]) on n.register = e.register
      where e.organization_id = ${id} and e.findings <> '{}' and e.updated_at <= ${at} and not e.state = any(coalesce(n.ended, '{}'))
      group by e.register, f.field`.execute(tx.db),
    sql<{ register: string; count: number }>`
      select e.register, count(*)::int as count from json_to_recordset(${endings}) as n(register text, ended text[])
      join entries e on e.organization_id = ${id} and e.register = n.register and e.keep_until < ${tx.today} and e.created_at <= ${at}
      where e.updated_at > ${at} or not e.state = any(n.ended) group by e.register`.execute(tx.db),
    sql<Version>`
      select e.id, e.register, v.fields, v.state, v.changed_at as changed from entries e
      cross join lateral (select fields, state, changed_at from entry_versions where organization_id = e.organization_id and entry_id = e.id
        and changed_at <= ${at} order by version desc limit 1) v
      where e.organization_id = ${id} and e.created_at <= ${at} and e.updated_at > ${at} limit ${mostVersions + 1}`.execute(
      tx.db,
    ),
  ])
  const tooMany = versions.rows.length > mostVersions
  const changedBy = Map.groupBy(tooMany ? [] : versions.rows, ({ register }) => register)
  const filledBy = Map.groupBy(filled.rows, ({ register }) => register)
  const wrongBy = Map.groupBy(wrong.rows, ({ register }) => register)
  const expiredBy = new Map(expired.rows.map(({ register, count }) => [register, count]))
  return new Map(
    counts.rows.map(({ register, count, last }): [string, RegisterFacts] => {
      const changed = changedBy.get(register) ?? []
      const findings = new Map(
        (wrongBy.get(register) ?? []).map((row): [string, FindingFacts] => [
          row.field,
          { count: row.count, subjects: row.some },
        ]),
      )
      for (const version of changed) {
        if (ended.get(register)?.includes(version.state)) continue
        for (const field of wrongFields(tx, version)) {
          const known = findings.get(field) ?? { count: 0, subjects: [] }
          findings.set(field, {
            count: known.count + 1,
            subjects: [...known.subjects, version.id].slice(0, 3),
          })
        }
      }
      const latest = [last, ...changed.map((version) => version.changed)]
        .flatMap((moment) => moment?.toISOString() ?? [])
        .toSorted()
        .at(-1)
      return [
        register,
        {
          entries: count,
          ...(latest === undefined ? {} : { last: latest }),
          filled: new Set([
            ...(filledBy.get(register) ?? []).map(({ field }) => field),
            ...changed.flatMap(({ fields }) => Object.keys(fields)),
          ]),
          findings,
          expired: expiredBy.get(register) ?? 0,
          ...(tooMany ? { unknown: true as const } : {}),
        },
      ]
    }),
  )
}

/** The fields in which an entry of that time said what should not be, by the edition of the day. */
function wrongFields({ organization: { pack }, today }: Transaction, entry: Version): string[] {
  const register = pack.registers.get(entry.register)
  if (register === undefined) return []
  const { classField } = register
  return findingsOf(register.fields, entry.fields, {
    conditions: { today, class: classField ? entry.fields[classField] : undefined },
  })
}
