import { dayOf, formatEra } from '#kernel/calendar/index.ts'
import { formatValue } from '#kernel/fields/index.ts'
import type { Field, FieldValues, FormatLookups } from '#kernel/fields/index.ts'
import type { Seal } from '#platform/documents/print/index.ts'
import { historyText, sealText } from '#platform/documents/write/index.ts'
import type { LayoutValues, FillTable, Value } from '#platform/documents/layout/index.ts'
import type { CaseForm } from '#features/cases/server/public.ts'
import { answerKey } from './offers.ts'

/** The values of a case that a layout is filled with; days in the Japanese era. */
export function fillingOf(form: CaseForm): LayoutValues {
  const { procedure, fields, format } = form
  const onPaper = (field: string): string =>
    form.paper.find((row) => row.field === field && row.safeguard === undefined)?.value ?? ''
  const values = new Map<string, Value>([
    ['applicant', form.applicant],
    ['unit', form.unit],
    ['number', form.number],
    ['subject', form.subject],
    ['date', formatEra(form.date)],
    ['organization', form.organization],
    ['title', procedure.title],
    ['form', procedure.form ?? ''],
    ['about', onPaper('about')],
    ['safeguards', onPaper('safeguards')],
    ['history', historyText(form.history)],
    ...form.paper.map(({ field, safeguard, value }): [string, Value] => [
      `field/${safeguard === undefined ? field : answerKey(safeguard, field)}`,
      value,
    ]),
  ])
  for (const field of procedure.fields)
    if (values.get(`field/${field.id}`))
      values.set(`field/${field.id}`, valueOf(field, fields[field.id], format))
  for (const { step, roles, seal } of form.seals) {
    putSeal(values, `step/${step}`, seal)
    for (const role of roles)
      if (seal.name !== undefined || !values.has(`role/${role}/name`))
        putSeal(values, `role/${role}`, seal)
  }
  putRecords(values, form)
  const tables = procedure.fields
    .filter((field) => field.columns !== undefined)
    .map((field) => [field.id, tableOf(field, fields[field.id], format)] as const)
  return { values, tables: new Map(tables) }
}

/** What was confirmed, how late it was and to what end it came. */
function putRecords(values: Map<string, Value>, { procedure, end, endedAt, acts }: CaseForm): void {
  const lines = (of: (act: ActOfStep) => readonly string[]): string =>
    [...acts.values()].flatMap((act) => of(act).map((line) => `${act.title}：${line}`)).join('\n')
  values
    .set('end', end ?? '')
    .set('ended', endedAt === undefined ? '' : formatEra(dayOf(endedAt)))
    .set(
      'confirmed',
      lines((act) => [...act.confirmed.values()]),
    )
    .set(
      'late',
      lines((act) => (act.late === '' ? [] : [act.late])),
    )
  for (const step of procedure.steps.values()) {
    const act = acts.get(step.id)
    values
      .set(`step/${step.id}/confirmed`, [...(act?.confirmed.values() ?? [])].join('\n'))
      .set(`step/${step.id}/late`, act?.late ?? '')
    for (const { id } of step.confirm)
      values.set(`step/${step.id}/confirm/${id}`, act?.confirmed.has(id) ? '☑' : '☐')
  }
}

type ActOfStep = CaseForm['acts'] extends ReadonlyMap<string, infer A> ? A : never

/** The seal boxes of one decision: the whole seal, only the name, only the day. */
export function putSeal(values: Map<string, Value>, key: string, seal: Seal): void {
  values
    .set(`${key}/whole`, sealText(seal))
    .set(`${key}/name`, seal.name ?? '')
    .set(`${key}/date`, seal.date === undefined ? '' : formatEra(seal.date))
}

/** A value as written in a form: a number without a unit stays a number that Excel can add up. */
export function valueOf(field: Field, value: unknown, format: FormatLookups): Value {
  return field.type === 'number' && !field.unit && typeof value === 'number'
    ? value
    : formatValue(field, value, format)
}

/** The rows of a small table. */
export function tableOf(field: Field, value: unknown, format: FormatLookups): FillTable {
  const columns = field.columns ?? []
  const rows = Array.isArray(value) ? (value as readonly FieldValues[]) : []
  return {
    title: field.title,
    columns: columns.map(({ id, title }) => ({ id, title })),
    rows: rows.map((row) =>
      Object.fromEntries(
        columns.map((column) => [column.id, valueOf(column, row[column.id], format)]),
      ),
    ),
  }
}
