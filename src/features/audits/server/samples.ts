import { randomInt } from 'node:crypto'
import { dayOf } from '#kernel/calendar/index.ts'
import { endOfDay } from '#kernel/calendar/days.ts'
import { formatValue, isEmpty } from '#kernel/fields/index.ts'
import type { Field, FieldValues } from '#kernel/fields/types.ts'
import { drawSample as drawn } from '#kernel/rounds/index.ts'
import { unitsUnder } from '#kernel/organization/index.ts'
import type { SampleSource } from '#kernel/packs/checklist.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorPerson } from '#platform/access/party.ts'
import { shownLanguage } from '#platform/access/language.ts'
import type { DrawnRecord } from '#platform/db/tables/audits.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { readableState } from '#features/cases/server/public.ts'
import type { OpenedOccurrence } from '#features/rounds/server/public.ts'
import { DrawSample, MarkSample } from '../contract.ts'
import type { SampleView } from '../contract.ts'
import { ownAudit } from './access.ts'
import { askedIn, idOfSource, sourcesOf, timeOf } from './programme.ts'

/** Draws records of the unit under audit, and keeps them as they are on this day. */
export const drawSample = defineAction({
  name: 'audit.sample',
  title: { ja: '記録を抜き取った', en: 'Drew records as samples' },
  input: DrawSample,
  authorise: (tx, input) => ownAudit(tx, input.id),
  async run(tx, input, opened) {
    askedIn(opened, input.item)
    const source = sourcesOf(opened).find((each) => idOfSource(each) === input.source)
    if (source === undefined) return refuse('not-found', { what: nouns.register })
    const time = timeOf(opened)
    const from = input.from ?? time.from
    const until = input.until ?? time.until
    const { ids, records } = await recordsOf(tx, opened, source, from, until)
    const number = input.number ?? randomInt(1_000_000)
    const taken = await records(drawn(ids, input.size, number))
    const row: SampleRow = {
      id: tx.newId(),
      item: input.item,
      source: input.source,
      number,
      size: input.size,
      population: ids.length,
      from_on: from,
      until_on: until,
      drawn: taken,
      marks: {},
      drawn_by: actorPerson(tx) ?? null,
      drawn_at: tx.now,
    }
    await tx.db
      .insertInto('audit_samples')
      .values({
        ...row,
        organization_id: tx.organization.id,
        occurrence_id: opened.row.id,
        drawn: JSON.stringify(taken),
      })
      .execute()
    return {
      result: viewOf(tx, row),
      event: {
        subject: { kind: 'occurrence', id: opened.row.id },
        detail: {
          item: input.item,
          source: input.source,
          number,
          size: input.size,
          population: ids.length,
          from,
          until,
        },
      },
    }
  },
})

/** Writes what whoever looked says of a record that was drawn. */
export const markSample = defineAction({
  name: 'audit.mark-sample',
  title: { ja: '抜き取った記録を見た', en: 'Looked at a record that was drawn' },
  input: MarkSample,
  authorise: (tx, input) => ownAudit(tx, input.id),
  async run(tx, input, opened) {
    const row = (await samplesOf(tx, opened.row.id)).find(({ id }) => id === input.sample)
    if (row === undefined || !row.drawn.some(({ id }) => id === input.record))
      return refuse('not-found', { what: nouns.entry })
    const { [input.record]: _before, ...others } = row.marks
    const marks = input.mark === null ? others : { ...others, [input.record]: input.mark }
    await tx.db
      .updateTable('audit_samples')
      .set({ marks: JSON.stringify(marks) as never })
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', row.id)
      .execute()
    return {
      result: viewOf(tx, { ...row, marks }),
      event: {
        subject: { kind: 'occurrence', id: opened.row.id },
        detail: { item: row.item, record: input.record, mark: input.mark },
      },
    }
  },
})

const columns = [
  'id',
  'item',
  'source',
  'number',
  'size',
  'population',
  'from_on',
  'until_on',
  'drawn',
  'marks',
  'drawn_by',
  'drawn_at',
] as const

export const samplesOf = (tx: Transaction, occurrence: string) =>
  tx.db
    .selectFrom('audit_samples')
    .select(columns)
    .where('organization_id', '=', tx.organization.id)
    .where('occurrence_id', '=', occurrence)
    .orderBy('drawn_at')
    .orderBy('id')
    .execute()

export type SampleRow = Awaited<ReturnType<typeof samplesOf>>[number]

export const sampleViews = (tx: Transaction, rows: readonly SampleRow[]): SampleView[] =>
  rows.map((row) => viewOf(tx, row))

function viewOf(tx: Transaction, row: SampleRow): SampleView {
  const { registers, procedures } = tx.organization.pack
  const [kind, name = ''] = row.source.split('/')
  const title = kind === 'cases' ? procedures.get(name)?.title : registers.get(name)?.title
  return {
    id: row.id,
    source: title ?? name,
    number: row.number,
    population: row.population,
    from: row.from_on,
    until: row.until_on,
    drawnBy: tx.organization.view.persons.get(row.drawn_by ?? '')?.name ?? null,
    drawnAt: row.drawn_at.toISOString(),
    records: row.drawn.map((record) => ({
      ...record,
      lines: [...record.lines],
      mark: row.marks[record.id] ?? null,
    })),
  }
}

interface Records {
  readonly ids: readonly string[]
  /** What records say today. */
  readonly records: (ids: readonly string[]) => Promise<readonly DrawnRecord[]>
}

function recordsOf(
  tx: Transaction,
  opened: OpenedOccurrence,
  source: SampleSource,
  from: string,
  until: string,
): Promise<Records> {
  const { unit } = opened.subject
  const units = unit === null ? [] : unitsUnder(tx.organization.view, unit)
  if (units.length === 0) return Promise.resolve({ ids: [], records: async () => [] })
  const time = { after: new Date(`${from}T00:00:00+09:00`), before: new Date(endOfDay(until)) }
  return source.kind === 'cases'
    ? casesOf(tx, source.procedure, units, time)
    : linesOf(tx, source.register, units, time)
}

interface Time {
  readonly after: Date
  readonly before: Date
}

/** Cases that few may see are nobody's sample. */
async function casesOf(
  tx: Transaction,
  procedure: string,
  units: readonly string[],
  { after, before }: Time,
): Promise<Records> {
  const rows = await tx.db
    .selectFrom('cases')
    .select('id')
    .where('organization_id', '=', tx.organization.id)
    .where('procedure', '=', procedure)
    .where('unit_id', 'in', [...units])
    .where('restricted', '=', false)
    .where('opened_at', '>=', after)
    .where('opened_at', '<=', before)
    .orderBy('id')
    .execute()
  return {
    ids: rows.map(({ id }) => id),
    records: async (ids) => {
      if (ids.length === 0) return []
      const found = await tx.db
        .selectFrom('cases')
        .select(['id', 'number', 'subject', 'status', 'outcome', 'step', 'opened_at', 'state'])
        .where('organization_id', '=', tx.organization.id)
        .where('id', 'in', [...ids])
        .execute()
      const definition = tx.organization.pack.procedures.get(procedure)
      return inOrder(
        ids,
        found.map((row) => ({
          id: row.id,
          number: row.number,
          title: row.subject,
          state:
            (row.status === 'ended'
              ? definition?.ends.get(row.outcome ?? '')?.title
              : definition?.steps.get(row.step ?? '')?.title) ?? '',
          on: dayOf(row.opened_at),
          lines: linesIn(tx, definition?.fields ?? [], readableState(row)?.fields ?? {}),
        })),
      )
    },
  }
}

async function linesOf(
  tx: Transaction,
  register: string,
  units: readonly string[],
  { before }: Time,
): Promise<Records> {
  const rows = await tx.db
    .selectFrom('entries')
    .select('id')
    .where('organization_id', '=', tx.organization.id)
    .where('register', '=', register)
    .where('unit_id', 'in', [...units])
    .where('created_at', '<=', before)
    .orderBy('id')
    .execute()
  return {
    ids: rows.map(({ id }) => id),
    records: async (ids) => {
      if (ids.length === 0) return []
      const found = await tx.db
        .selectFrom('entries')
        .select(['id', 'number', 'name', 'state', 'fields', 'updated_at'])
        .where('organization_id', '=', tx.organization.id)
        .where('id', 'in', [...ids])
        .execute()
      const definition = tx.organization.pack.registers.get(register)
      return inOrder(
        ids,
        found.map((row) => ({
          id: row.id,
          number: row.number,
          title: row.name,
          state: row.state,
          on: dayOf(row.updated_at),
          lines: linesIn(tx, definition?.fields ?? [], row.fields),
        })),
      )
    },
  }
}

const inOrder = (ids: readonly string[], records: readonly DrawnRecord[]): DrawnRecord[] =>
  records.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))

/** What is filled in, in words; files and tables are seen on the page of the record. */
function linesIn(
  tx: Transaction,
  fields: readonly Field[],
  values: FieldValues,
): DrawnRecord['lines'] {
  const { view, pack } = tx.organization
  const lookups = {
    person: (id: string) => view.persons.get(id)?.name,
    unit: (id: string) => view.units.get(id)?.title,
    dates: 'era' as const,
    language: shownLanguage(tx),
    ...(pack.classification === undefined ? {} : { classification: pack.classification }),
  }
  return fields.flatMap((field) => {
    const value = values[field.id]
    return isEmpty(value) || ['files', 'rows', 'line', 'lines'].includes(field.type)
      ? []
      : [{ label: field.title, value: formatValue(field, value, lookups) }]
  })
}
