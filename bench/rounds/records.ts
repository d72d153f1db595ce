import { checklistOf, itemsAsked, keyOfItem } from '#kernel/rounds/index.ts'
import type { Pack } from '#kernel/packs/types.ts'
import type { Installation } from '../registers/installation.ts'

/** Lines of registers by how many are added; each is a copy of one that is there. */
export type Lines = Readonly<Record<string, number>>

type Run = (statement: string, values?: readonly unknown[]) => Promise<number>

/** Statements of the organisation in one transaction, under its row-level security. */
async function within(
  { running, organizationId }: Installation,
  work: (run: Run) => Promise<void>,
): Promise<void> {
  const client = await running.services.pool.connect()
  try {
    await client.query('begin')
    await client.query("select set_config('sekisho.organization', $1, true)", [organizationId])
    await work(async (statement, values = []) => {
      const { rowCount } = await client.query(statement, [organizationId, ...values])
      return rowCount ?? 0
    })
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** Adds lines to registers, one after the other in the units that `addStaff` has added. */
export async function addLines(installation: Installation, lines: Lines): Promise<void> {
  await within(installation, async (run) => {
    for (const [register, count] of Object.entries(lines)) {
      const added = await run(
        `with u as (select id, row_number() over (order by id) - 1 as n, count(*) over () as total from units where organization_id = $1::uuid and title ~ '^第[0-9]+課$'),
          e as (select fields, class, class_rank from entries where organization_id = $1::uuid and register = $2 order by number limit 1)
        insert into entries (organization_id, id, register, number, name, fields, class, class_rank, unit_id, created_at, updated_at)
        select $1::uuid, gen_random_uuid(), $2, 'B' || g, '台帳の行 ' || g, coalesce(e.fields, '{}'), e.class, coalesce(e.class_rank, ''), u.id, now(), now()
        from generate_series(1, $3::int) g left join e on true join u on u.n = g % u.total`,
        [register, count],
      )
      if (added !== count) throw new Error(`${register}: ${added} lines`)
    }
    await run('update organizations set revision = revision + 1 where organization_id = $1::uuid')
  })
}

export interface History {
  readonly standings: number
  readonly occurrences: number
}

/**
 * Years of turns in which every person, every line and the organisation answered every item of the
 * rounds that answers close; each answer ends that of the year before. One answer in a hundred is a
 * finding, and those of the last year are open.
 */
export async function addHistory(
  installation: Installation,
  pack: Pack,
  years: number,
): Promise<History> {
  let occurrences = 0
  let standings = 0
  await within(installation, async (run) => {
    for (const round of pack.rounds.values()) {
      const checklist = checklistOf(round)
      if (checklist === undefined || !round.closedBy.some(({ kind }) => kind === 'answers'))
        continue
      const items = itemsAsked(pack.checklists, checklist)
      const subjects =
        round.each.kind === 'person'
          ? `select 'person' as kind, id::text as id, name as title, unit_id as unit from persons where organization_id = $1::uuid`
          : round.each.kind === 'line'
            ? `select 'line', id::text, name, unit_id from entries where organization_id = $1::uuid and register = '${round.each.register}'`
            : round.each.kind === 'organization'
              ? `select 'organization', '', '全体', null::uuid`
              : undefined
      if (subjects === undefined) continue
      for (let ago = years; ago > 0; ago -= 1) {
        occurrences += await run(
          `with t as (insert into round_turns (organization_id, id, round, period, edition_hash, title, opened_at, due_at, closed_at)
            select $1::uuid, gen_random_uuid(), $3, 'bench/' || $2::int, (select edition_hash from organizations where organization_id = $1::uuid), '点検',
              now() - $2::int * interval '300 days', now() - $2::int * interval '300 days' + interval '30 days', now() - $2::int * interval '300 days' + interval '20 days' returning *)
          insert into occurrences (organization_id, id, turn_id, round, subject_kind, subject_id, subject_title, unit_id, due_at, opened_at, asked, items, answered, closed_at, closed_as, closed_with)
          select $1::uuid, gen_random_uuid(), t.id, $3, s.kind, s.id, s.title, s.unit, t.due_at, t.opened_at, cardinality($4::text[]), $4::text[], cardinality($4::text[]), t.closed_at, 'self', 'answers'
          from t cross join (${subjects}) s(kind, id, title, unit)`,
          [ago, round.id, items.map(keyOfItem)],
        )
        standings += await run(
          `insert into standings (organization_id, id, mechanism, subject_kind, subject_id, occurrence_id, value, outcome, proof, answered_at, recorded_at, via, until_at)
          select $1::uuid, gen_random_uuid(), m.mechanism, o.subject_kind, o.subject_id, o.id, to_jsonb(not bad), case when bad then 'finding' else 'kept' end,
            'declared', o.closed_at, o.closed_at, 'person', case when $2::int = 1 then null else o.closed_at + interval '300 days' end
          from occurrences o join round_turns t on t.organization_id = o.organization_id and t.id = o.turn_id
          cross join unnest($4::text[]) with ordinality m(mechanism, n)
          cross join lateral (select abs(hashtext(o.id::text || m.n)) % 100 = 0 as bad) b
          where o.organization_id = $1::uuid and t.round = $3 and t.period = 'bench/' || $2::int
          on conflict do nothing`,
          [ago, round.id, items.map(({ path }) => path)],
        )
      }
      await run(
        `insert into round_members (organization_id, round, subject_kind, subject_id, title, unit_id, seen_at)
        select $1::uuid, $2, 'round', '', '', null::uuid, now() - $3::int * interval '300 days' union all
        select $1::uuid, $2, s.kind, s.id, s.title, s.unit, now() - $3::int * interval '300 days' from (${subjects}) s(kind, id, title, unit)
        on conflict do nothing`,
        [round.id, years],
      )
    }
    await run(
      `update pack_editions set in_force_from = least(in_force_from, current_date - $2::int * 300), adopted_at = least(adopted_at, now() - $2::int * interval '300 days')
      where organization_id = $1::uuid`,
      [years],
    )
    await run(
      `insert into findings (organization_id, id, mechanism, checklist, item, subject_kind, subject_id, subject_title, unit_id, occurrence_id, standing_id, found_at, due_on, state)
      select $1::uuid, gen_random_uuid(), s.mechanism, split_part(s.mechanism, '/', 2), split_part(s.mechanism, '/', 2) || '/' || split_part(s.mechanism, '/', 4),
        s.subject_kind, s.subject_id, o.subject_title, o.unit_id, o.id, s.id, s.answered_at, current_date + 30, 'open'
      from standings s join occurrences o on o.organization_id = s.organization_id and o.id = s.occurrence_id
      where s.organization_id = $1::uuid and s.until_at is null and s.outcome = 'finding'`,
    )
  })
  return { standings, occurrences }
}
