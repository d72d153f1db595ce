import { sql } from 'kysely'
import { dayOf } from '#kernel/calendar/index.ts'
import { covers, staffOn, unitsUnder } from '#kernel/organization/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { looksAt } from '#platform/access/led.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { readableUnits } from '#features/cases/server/public.ts'
import { findings, openFindings, readsFinding, runs } from '#features/rounds/server/public.ts'
import { UnitPath } from '../contract.ts'
import type { UnitYear } from '../contract.ts'

/** Lines that are shown of each kind; the others are counted. */
const shown = 50

/** How a unit does, with the units below it: for its head, those above, and those who look after the policy. */
export const unitYear = defineQuery({
  name: 'unit.year',
  input: UnitPath,
  authorise(tx, { id }) {
    const unit = tx.organization.view.units.get(id)
    return unit !== undefined && looksAt(tx)(id) ? unit : refuse('not-found', { what: nouns.unit })
  },
  async run(tx, { id }, { title }): Promise<UnitYear> {
    const units = unitsUnder(tx.organization.view, id)
    const checks = await checksOf(tx, units)
    const persons = await personsOf(tx, units)
    return {
      id,
      title,
      people: peopleOf(tx, units, persons),
      ...checks,
      ...(await findingsOf(tx, units)),
      cases: await lateCases(tx, units),
      persons: persons.map(({ id: round, title: of, day, total, done, open }) => ({
        round,
        title: of,
        day,
        total,
        done,
        left: open.map(({ id: person, name }) => ({ id: person, name })),
      })),
    }
  },
})

interface OwnWork {
  readonly id: string
  readonly title: string
  readonly day: string
  readonly total: number
  readonly done: number
  readonly open: readonly { readonly id: string; readonly name: string; readonly late: boolean }[]
}

/** Work of each person of the units, in the turns that are open. */
async function personsOf(tx: Transaction, units: readonly string[]): Promise<OwnWork[]> {
  const { view, pack } = tx.organization
  const { rows } = await sql<{
    round: string
    due_at: Date
    subject_id: string
    closed: boolean
  }>`
    select o.round, o.due_at, o.subject_id, o.closed_at is not null as closed
    from occurrences o join round_turns t on t.organization_id = o.organization_id and t.id = o.turn_id
    where o.organization_id = ${tx.organization.id} and t.closed_at is null and o.subject_kind = 'person' and o.unit_id = any(${[...units]}::uuid[])
    order by o.due_at, o.id`.execute(tx.db)
  return [...Map.groupBy(rows, ({ round }) => round)].flatMap(([id, all]) => {
    const round = pack.rounds.get(id)
    const open = all.filter(({ closed }) => !closed)
    const [first] = open
    if (round === undefined || first === undefined || !runs(tx, round)) return []
    return [
      {
        id,
        title: round.title,
        day: dayOf(first.due_at),
        total: all.length,
        done: all.length - open.length,
        open: open.map((row) => ({
          id: row.subject_id,
          name: view.persons.get(row.subject_id)?.name ?? '',
          late: row.due_at < tx.now,
        })),
      },
    ]
  })
}

function peopleOf(
  tx: Transaction,
  units: readonly string[],
  work: readonly OwnWork[],
): UnitYear['people'] {
  const { view } = tx.organization
  const staff = staffOn(view, tx.today)
  return [...view.persons.values()]
    .filter((person) => units.includes(person.unit) && covers(person, tx.today))
    .map(({ id, name, unit }) => ({
      id,
      name,
      unit: view.units.get(unit)?.title ?? '',
      away: !staff.isPresent(id),
      late: work.reduce(
        (sum, { open }) => sum + open.filter((each) => each.id === id && each.late).length,
        0,
      ),
    }))
}

/** What is to be looked at in the units, the earliest date first; work of each person stands apart. */
async function checksOf(tx: Transaction, units: readonly string[]) {
  const { pack } = tx.organization
  const { rows } = await sql<{
    id: string
    round: string
    subject_title: string
    due_at: Date
    late: string
  }>`
    select o.id, o.round, o.subject_title, o.due_at, count(*) filter (where o.due_at < ${tx.now}) over () as late
    from occurrences o
    where o.organization_id = ${tx.organization.id} and o.closed_at is null and o.subject_kind <> 'person' and o.unit_id = any(${[...units]}::uuid[])
    order by o.due_at, o.id limit ${shown}`.execute(tx.db)
  return {
    checks: rows.map(({ id, round, subject_title, due_at }) => ({
      id,
      title: pack.rounds.get(round)?.title ?? '',
      subject: subject_title,
      day: dayOf(due_at),
      late: due_at < tx.now,
      href: `/checks/${id}`,
    })),
    checksLate: Number(rows[0]?.late ?? 0),
  }
}

/** Findings of the units that are not mended, as far as the actor may read them. */
async function findingsOf(tx: Transaction, units: readonly string[]) {
  const open = findings(tx)
    .where('f.state', '<>', 'closed')
    .where('f.unit_id', 'in', [...units])
    .where(readsFinding(tx))
  const { count } = await open
    .clearSelect()
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  const rows = await open.orderBy('f.due_on').orderBy('f.id').limit(shown).execute()
  return {
    findings: (await openFindings(tx, rows)).map(({ row, asked }) => ({
      id: row.id,
      title: asked.item.title,
      subject: row.subject_title,
      day: row.due_on,
      late: row.state === 'open' && row.due_on < tx.today,
      href: `/findings/${row.id}`,
    })),
    findingsOpen: Number(count),
  }
}

async function lateCases(tx: Transaction, units: readonly string[]): Promise<UnitYear['cases']> {
  const readable = readableUnits(tx)
  const among = readable === undefined ? units : units.filter((unit) => readable.includes(unit))
  if (among.length === 0) return []
  const rows = await tx.db
    .selectFrom('cases')
    .select(['id', 'number', 'subject', 'procedure', 'due_at'])
    .where('organization_id', '=', tx.organization.id)
    .where('status', '=', 'open')
    .where('restricted', '=', false)
    .where('unit_id', 'in', [...among])
    .where('due_at', '<', tx.now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(shown)
    .execute()
  const { pack } = tx.organization
  return rows.map(({ id, number, subject, procedure, due_at }) => ({
    id,
    title: pack.procedures.get(procedure)?.title ?? number,
    subject,
    day: dayOf(due_at!),
    late: true,
    href: `/cases/${id}`,
  }))
}
