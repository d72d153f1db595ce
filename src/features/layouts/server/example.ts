import { fiscalYearOf, formatEra, fillNumberPattern } from '#kernel/calendar/index.ts'
import type { Field, FieldValues, FormatLookups } from '#kernel/fields/index.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import type { Pack } from '#kernel/packs/types.ts'
import type { FormSheet } from '#platform/documents/print/index.ts'
import type { LayoutValues, Value } from '#platform/documents/layout/index.ts'
import { putSeal, tableOf, valueOf } from './filling.ts'
import type { OfferWithMeaning } from './offers.ts'

/** The organisation, person and day that an example uses. */
export interface ExampleContext {
  readonly procedure: Procedure
  readonly pack: Pack
  readonly offers: readonly OfferWithMeaning[]
  readonly today: string
  readonly organization: string
  readonly person: string
  readonly unit: string
}

/** An example of a filled form: every placeholder gets a value of its kind. */
export function exampleFilling({
  procedure,
  pack,
  offers,
  today,
  organization,
  person,
  unit,
}: ExampleContext): LayoutValues {
  const format: FormatLookups = {
    dates: 'era',
    person: () => person,
    unit: () => unit,
    entry: () => '〔台帳の登録〕',
    file: () => '〔添付したファイル〕',
    ...(pack.classification ? { classification: pack.classification } : {}),
  }
  const values = new Map<string, Value>([
    ['applicant', person],
    ['unit', unit],
    ['number', fillNumberPattern(procedure.number, { fiscalYear: fiscalYearOf(today), n: 12 })],
    [
      'subject',
      procedure.subject.replaceAll(
        /\{([^{}]+)\}/g,
        (_whole, id: string) => `〔${nameOf(procedure, id)}〕`,
      ),
    ],
    ['date', formatEra(today)],
    ['organization', organization],
    ['title', procedure.title],
    ['form', procedure.form ?? ''],
    ['about', `〔${procedure.about?.title ?? '対象'}〕`],
    ['safeguards', '〔守り方〕'],
    ['history', `${formatEra(today)} ${person}　〔経過〕`],
  ])
  for (const { meaning, name, kind } of offers) {
    if (meaning.kind !== 'value' || values.has(meaning.key)) continue
    const field = procedure.fields.find((candidate) => `field/${candidate.id}` === meaning.key)
    if (field !== undefined)
      values.set(meaning.key, valueOf(field, exampleOf(field, pack, today), format))
    else if (kind === 'record') values.set(meaning.key, recordExample(meaning.key, name, today))
    else if (meaning.key.startsWith('field/')) values.set(meaning.key, `〔${name}〕`)
    else
      putSeal(values, meaning.key.replace(/\/\w+$/, ''), {
        role: '',
        name: person,
        date: today,
        decision: '許可',
      })
  }
  const tables = procedure.fields
    .filter((field) => field.columns !== undefined)
    .map((field) => [field.id, tableOf(field, exampleOf(field, pack, today), format)] as const)
  return { values, tables: new Map(tables) }
}

const recordExample = (key: string, name: string, today: string): string => {
  if (key === 'ended') return formatEra(today)
  return key.includes('/confirm/') ? '☑' : `〔${name}〕`
}

const nameOf = (procedure: Procedure, id: string): string =>
  (id === 'about'
    ? procedure.about?.title
    : procedure.fields.find((field) => field.id === id)?.title) ?? id

/** An example value for a field. */
function exampleOf(field: Field, pack: Pack, today: string): unknown {
  switch (field.type) {
    case 'number':
      return Math.max(field.min ?? 3, Math.min(3, field.max ?? 3))
    case 'date':
      return today
    case 'date-time':
      return `${today}T09:00:00+09:00`
    case 'yes-no':
      return true
    case 'choice':
      return field.options?.[0]?.id ?? ''
    case 'choices':
      return field.options?.slice(0, 2).map((option) => option.id) ?? []
    case 'class':
      return Object.fromEntries(
        (pack.classification?.axes ?? []).map((axis) => [
          axis.id,
          Math.max(...axis.levels.map((level) => level.value)),
        ]),
      )
    case 'retention':
      return { years: 5 }
    case 'persons':
    case 'units':
    case 'lines':
    case 'files':
      return ['例']
    case 'provisions':
      return [pack.provisions[0]?.ref ?? '']
    case 'rows':
      return [1, 2].map((): FieldValues =>
        Object.fromEntries(
          (field.columns ?? []).map((column) => [column.id, exampleOf(column, pack, today)]),
        ),
      )
    default:
      return `〔${field.title}〕`
  }
}

/** The program's own layout with placeholders instead of values, as a start for an organisation. */
export function startSheet(
  procedure: Procedure,
  pack: Pack,
  offers: readonly OfferWithMeaning[],
  organization: string,
): FormSheet {
  const placeOf = (key: string): string => {
    const offer = offers.find(({ meaning }) => meaning.kind === 'value' && meaning.key === key)
    return offer === undefined ? '' : `{${offer.name}}`
  }
  const row = (label: string, key: string) => ({ label, value: placeOf(key) })
  const first = new Set(procedure.steps.get(procedure.start)?.fill ?? [])
  const fields = (isFirst: boolean) =>
    procedure.fields
      .filter((field) => first.has(field.id) === isFirst)
      .map((field) => row(field.title, `field/${field.id}`))
  return {
    organization,
    title: procedure.title,
    ...(procedure.form ? { formNumber: procedure.form } : {}),
    documentNumber: placeOf('number'),
    date: placeOf('date'),
    applicant: [row('所属', 'unit'), row('氏名', 'applicant')],
    sections: [
      {
        heading: '申請',
        rows: [
          ...(procedure.about ? [row(procedure.about.title, 'about')] : []),
          ...fields(true),
          row('守り方', 'safeguards'),
        ],
      },
      { heading: '記録', rows: [...fields(false), row('経過', 'history')] },
    ],
    seals: [...procedure.steps.values()]
      .filter((step) => step.decides)
      .map((step) => ({
        role: step.by
          .map((who) =>
            who.kind === 'role' ? (pack.roles.get(who.role)?.title ?? who.role) : step.title,
          )
          .join('・'),
        name: placeOf(`step/${step.id}/whole`),
        decision: '',
      })),
  }
}
