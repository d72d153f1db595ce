import type { Installation } from './registers/installation.ts'

export const unitTitle = (n: number): string => `第${n}課`
export const personNumber = (n: number): string => String(10_000 + n)

/**
 * Adds a staff of many units to the organisation that is there: person n works in unit n modulo the
 * number of units, and the first of a unit leads it. Written past the journal, as fast as
 * PostgreSQL takes it.
 */
export async function addStaff(
  { running, organizationId }: Installation,
  { people, units }: { readonly people: number; readonly units: number },
): Promise<void> {
  const { pool, gate } = running.services
  const newId = (): string => gate.environment.random(16).toString('hex')
  const unitIds = Array.from({ length: units }, newId)
  const postIds = Array.from({ length: units }, newId)
  const personIds = Array.from({ length: people }, newId)
  const unitOf = (n: number): string | undefined => unitIds[n % units]
  const client = await pool.connect()
  const insert = (statement: string, rows: readonly object[]) =>
    client.query(statement, [organizationId, JSON.stringify(rows)])
  try {
    await client.query('begin')
    await client.query("select set_config('sekisho.organization', $1, true)", [organizationId])
    await insert(
      'insert into units (organization_id, id, title) select $1::uuid, id, title from jsonb_to_recordset($2::jsonb) as n(id uuid, title text)',
      unitIds.map((id, n) => ({ id, title: unitTitle(n) })),
    )
    await insert(
      "insert into posts (organization_id, id, title, unit_id, leads) select $1::uuid, id, title, unit, 'head' from jsonb_to_recordset($2::jsonb) as n(id uuid, title text, unit uuid)",
      postIds.map((id, n) => ({ id, title: `${unitTitle(n)}長`, unit: unitIds[n] })),
    )
    await insert(
      "insert into persons (organization_id, id, number, name, kana, unit_id, employment, from_on) select $1::uuid, id, number, name, 'かな', unit, '正職員', '2020-04-01' from jsonb_to_recordset($2::jsonb) as n(id uuid, number text, name text, unit uuid)",
      personIds.map((id, n) => ({
        id,
        number: personNumber(n),
        name: `職員 ${n}`,
        unit: unitOf(n),
      })),
    )
    await insert(
      "insert into person_posts (organization_id, id, person_id, post_id, from_on) select $1::uuid, id, person, post, '2020-04-01' from jsonb_to_recordset($2::jsonb) as n(id uuid, person uuid, post uuid)",
      postIds.map((post, n) => ({ id: newId(), person: personIds[n], post })),
    )
    await client.query(
      'update organizations set revision = revision + 1 where organization_id = $1',
      [organizationId],
    )
    await client.query('commit')
  } finally {
    client.release()
  }
}
