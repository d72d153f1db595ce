import { sql } from 'kysely'
import { endOfDay, fiscalYearOf, fiscalYearSpan, startOfDay } from '#kernel/calendar/index.ts'
import { endedStates } from '#kernel/packs/states.ts'
import { seatsByRole } from '#kernel/status/index.ts'
import type {
  FindingFacts,
  ProcedureFacts,
  RegisterFacts,
  StatusRecords,
  StepFacts,
  StocktakeFacts,
} from '#kernel/status/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { firstDay } from './firstDay.ts'
import { dayOfMap } from './mapDay.ts'
import type { MapDay } from './mapDay.ts'
import { pastRegisterFacts } from './pastRegisters.ts'
import { carryingFields } from './carryingFields.ts'
import { recurringFacts } from './roundRecords.ts'

/**
 * What the records say of a day, in a fixed number of statements: each costs by the mechanisms of the
 * pack and by what was open then, not by all that was ever recorded. The transaction is that of the
 * day: its edition, its date and its moment.
 */
export async function readRecords(
  tx: Transaction,
  day: MapDay = dayOfMap(tx),
): Promise<StatusRecords> {
  const { pack, view, title } = tx.organization
  const [registers, stocktakes, procedures, meetings, since] = await Promise.all([
    day.when === 'past' ? pastRegisterFacts(tx, day.at) : registerFacts(tx),
    stocktakeFacts(tx, day),
    procedureFacts(tx, day),
    meetingFacts(tx, day),
    firstDay(tx),
  ])
  return {
    now: tx.now.toISOString(),
    today: tx.today,
    since,
    seats: seatsByRole(view, pack.roles, tx.today),
    registers,
    stocktakes,
    procedures,
    meetings,
    ...(await recurringFacts(tx, day, registers)),
    organization: { title },
  }
}

const startOfYear = (tx: Transaction): Date =>
  new Date(startOfDay(fiscalYearSpan(fiscalYearOf(tx.today)).from))

async function registerFacts(tx: Transaction): Promise<Map<string, RegisterFacts>> {
  const { id, pack } = tx.organization
  const counts = await tx.db
    .selectFrom('entries')
    .select((eb) => [
      'register',
      eb.fn.countAll<string>().as('count'),
      eb.fn.max('updated_at').as('last'),
    ])
    .where('organization_id', '=', id)
    .groupBy('register')
    .execute()
  const asked = carryingFields(pack)
  const ended = [...pack.registers.values()].map((register) => ({
    register: register.id,
    ended: endedStates(pack, register),
  }))
  const filled = await sql<{ register: string; field: string }>`
    select a.register, a.field from json_to_recordset(${JSON.stringify(asked)}) as a(register text, field text)
    where exists (select from entries e where e.organization_id = ${id} and e.register = a.register and e.fields ? a.field)`.execute(
    tx.db,
  )
  const wrong = await sql<{ register: string; field: string; count: string; some: string[] }>`
    select e.register, f.field, count(*) as count, (array_agg(e.id::text order by e.id))[1:3] as some
    from entries e cross join unnest(e.findings) f(field)
    left join json_to_recordset(${JSON.stringify(ended)}) as n(register text, ended text[]) on n.register = e.register
    where e.organization_id = ${id} and e.findings <> '{}' and not e.state = any(coalesce(n.ended, '{}'))
    group by e.register, f.field`.execute(tx.db)
  const expired = await sql<{ register: string; count: string }>`
    select e.register, count(*) as count from json_to_recordset(${JSON.stringify(ended)}) as n(register text, ended text[])
    join entries e on e.organization_id = ${id} and e.register = n.register and e.keep_until < ${tx.today}
    where not e.state = any(n.ended) group by e.register`.execute(tx.db)
  const filledBy = Map.groupBy(filled.rows, (row) => row.register)
  const wrongBy = Map.groupBy(wrong.rows, (row) => row.register)
  const expiredBy = new Map(expired.rows.map((row) => [row.register, Number(row.count)]))
  return new Map(
    counts.map((row): [string, RegisterFacts] => [
      row.register,
      {
        entries: Number(row.count),
        ...(row.last === null ? {} : { last: row.last.toISOString() }),
        filled: new Set((filledBy.get(row.register) ?? []).map(({ field }) => field)),
        findings: new Map(
          (wrongBy.get(row.register) ?? []).map(
            ({ field, count, some }): [string, FindingFacts] => [
              field,
              { count: Number(count), subjects: some },
            ],
          ),
        ),
        expired: expiredBy.get(row.register) ?? 0,
      },
    ]),
  )
}

async function stocktakeFacts(
  tx: Transaction,
  { at }: MapDay,
): Promise<Map<string, StocktakeFacts>> {
  const rows = await tx.db
    .selectFrom('campaigns as c')
    .innerJoin('campaign_parts as p', (join) =>
      join.onRef('p.organization_id', '=', 'c.organization_id').onRef('p.campaign_id', '=', 'c.id'),
    )
    .select((eb) => [
      'c.register',
      'c.id',
      'c.begun_at',
      'c.due_on',
      eb.fn.max('p.closed_at').as('last'),
      sql<
        string[]
      >`coalesce(array_agg(coalesce(p.unit_id::text, '')) filter (where p.closed_at is null or p.closed_at > ${at}), '{}')`.as(
        'open',
      ),
    ])
    .where('c.organization_id', '=', tx.organization.id)
    .where('c.begun_at', '<=', at)
    .groupBy(['c.register', 'c.id', 'c.begun_at', 'c.due_on'])
    .execute()
  const year = startOfYear(tx)
  return new Map(
    [...Map.groupBy(rows, (row) => row.register)].map(
      ([register, all]): [string, StocktakeFacts] => {
        const last = all
          .filter((row) => row.open.length === 0)
          .flatMap((row) => row.last?.toISOString() ?? [])
          .toSorted()
          .at(-1)
        return [
          register,
          {
            held: all.filter((row) => row.begun_at >= year).length,
            ...(last === undefined ? {} : { last }),
            open: all.flatMap((row) =>
              row.open.map((subject) => ({
                subject,
                due: new Date(endOfDay(row.due_on)).toISOString(),
              })),
            ),
          },
        ]
      },
    ),
  )
}

async function procedureFacts(
  tx: Transaction,
  { when, at }: MapDay,
): Promise<Map<string, ProcedureFacts>> {
  const { id, pack } = tx.organization
  const counts = await tx.db
    .selectFrom('cases')
    .select((eb) => ['procedure', eb.fn.countAll<string>().as('count')])
    .where('organization_id', '=', id)
    .where('opened_at', '>=', startOfYear(tx))
    .where('opened_at', '<=', at)
    .groupBy('procedure')
    .execute()
  const procedures = [...pack.procedures.keys()]
  const begun = await sql<{ procedure: string; last: Date }>`
    select p.procedure, c.opened_at as last from unnest(${procedures}::text[]) p(procedure)
    cross join lateral (select opened_at from cases where organization_id = ${id} and procedure = p.procedure and opened_at <= ${at} order by opened_at desc limit 1) c`.execute(
    tx.db,
  )
  const asked = [...pack.procedures.values()].flatMap((procedure) =>
    [...procedure.steps.keys()].map((step) => ({ procedure: procedure.id, step })),
  )
  const acts = await sql<{
    procedure: string
    step: string
    at: Date
    acted_as: string
    evidence: boolean
  }>`
    select a.procedure, a.step, s.at, s.acted_as, s.evidence from json_to_recordset(${JSON.stringify(asked)}) as a(procedure text, step text)
    cross join lateral (select at, acted_as, evidence from case_steps
      where organization_id = ${id} and procedure = a.procedure and step = a.step and at <= ${at} order by at desc limit 1) s`.execute(
    tx.db,
  )
  const open = await sql<{ procedure: string; step: string; due: Date | null }>`
    select c.procedure, t.step, min(t.due_at) as due from tasks t join cases c on c.organization_id = t.organization_id and c.id = t.case_id
    where t.organization_id = ${id} and t.step is not null and ${
      when === 'past'
        ? sql`t.created_at <= ${at} and (t.done_at is null or t.done_at > ${at}) and (c.ended_at is null or c.ended_at > ${at})`
        : sql`t.done_at is null and c.status = 'open'`
    } group by c.procedure, t.step`.execute(tx.db)
  const countOf = new Map(counts.map((row) => [row.procedure, Number(row.count)]))
  const lastOf = new Map(begun.rows.map((row) => [row.procedure, row.last]))
  const steps = new Map<string, Map<string, StepFacts>>()
  const stepsOf = (procedure: string): Map<string, StepFacts> => {
    const known = steps.get(procedure) ?? new Map<string, StepFacts>()
    steps.set(procedure, known)
    return known
  }
  for (const { procedure, step, at, acted_as, evidence } of acts.rows)
    stepsOf(procedure).set(step, {
      last: { at: at.toISOString(), byAnother: acted_as !== 'applicant', evidence },
      open: [],
    })
  for (const { procedure, step, due } of open.rows)
    stepsOf(procedure).set(step, {
      ...stepsOf(procedure).get(step),
      open: [{ subject: '', ...(due === null ? {} : { due: due.toISOString() }) }],
    })
  return new Map(
    procedures.flatMap((procedure): [string, ProcedureFacts][] => {
      const last = lastOf.get(procedure)
      return last === undefined
        ? []
        : [
            [
              procedure,
              {
                begun: countOf.get(procedure) ?? 0,
                last: last.toISOString(),
                steps: stepsOf(procedure),
              },
            ],
          ]
    }),
  )
}

async function meetingFacts(
  tx: Transaction,
  { at }: MapDay,
): Promise<Map<string, { last: string }>> {
  const rows = await tx.db
    .selectFrom('meetings')
    .select((eb) => ['body', eb.fn.max('begins_at').as('last')])
    .where('organization_id', '=', tx.organization.id)
    .where('state', '=', 'held')
    .where('begins_at', '<=', at)
    .groupBy('body')
    .execute()
  return new Map(rows.map((row) => [row.body, { last: row.last.toISOString() }]))
}
