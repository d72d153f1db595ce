import { useQuery } from '@tanstack/react-query'
import { hrefOf, queryOf } from '#ui/api.ts'
import { usePathParams } from '#ui/address.ts'
import { useFormatDate } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { ButtonLink, Link } from '#ui/parts/Button.tsx'
import { Card, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { Menu } from '#ui/parts/Menu.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { PaperView } from '#ui/parts/PaperView.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { DateText } from '#ui/parts/texts.tsx'
import { dayOf } from '#kernel/calendar/days.ts'
import type { Related } from '../contract/common.ts'
import type { EntryDetail, EntryVersion } from '../contract/entries.ts'
import { ActMenu } from './ActMenu.tsx'
import { ChangeState } from './ChangeState.tsx'
import { ClassTiles } from './ClassTiles.tsx'
import { PlaceRoles } from './PlaceRoles.tsx'
import { References, Uses } from './References.tsx'
import { StateTag } from './columns.tsx'
import { useRegister } from './data.ts'
import { text } from './text.ts'
import { Changes } from './Changes.tsx'
import type { RegisterView } from '../contract/registers.ts'
import { Value } from './values.tsx'
import type { ValueContext } from './values.tsx'

/**
 * An entry of a register: its class and why, what can be done with it, its location, its
 * references, copies, cases and history.
 */
export default function EntryPage() {
  const { register = '', id = '' } = usePathParams()
  const definition = useRegister(register)
  const entry = useQuery(
    queryOf('/api/registers/:register/entries/:id', { params: { register, id } }),
  )
  const history = useQuery(
    queryOf('/api/registers/:register/entries/:id/history', { params: { register, id } }),
  )
  const error = definition.error ?? entry.error
  if (definition.data === undefined || entry.data === undefined)
    return error === null ? (
      <div className="skeleton h-96 rounded-12" />
    ) : (
      <ProblemNotice error={error} />
    )
  return <Entry register={definition.data} entry={entry.data} history={history.data ?? []} />
}

interface EntryProps {
  readonly register: RegisterView
  readonly entry: EntryDetail
  readonly history: readonly EntryVersion[]
}

function Entry({ register, entry, history }: EntryProps) {
  const say = useTexts(text)
  const isActive = !register.endedStates.includes(entry.state)
  const context = {
    axes: register.axes,
    names: entry.names,
    fileHref: (file: string) =>
      hrefOf('/api/registers/:register/entries/:id/files/:file', {
        params: { register: register.id, id: entry.id, file },
      }),
  }
  return (
    <>
      <EntryHeading register={register} entry={entry} />
      <div className="grid items-start gap-x-8 gap-y-7 xl:grid-cols-[1fr_21rem]">
        <div className="min-w-0 space-y-7">
          <FindingNotice register={register} entry={entry} isActive={isActive} />
          <RetentionNotice register={register} entry={entry} isActive={isActive} />
          <Details register={register} entry={entry} context={context} />
          {entry.class !== null && (
            <ClassTiles register={register} value={entry.class} history={history} />
          )}
        </div>
        <div className="min-w-0">
          {register.placed && <PlaceRoles entry={entry.id} />}
          <Uses entry={entry} />
          <References entry={entry} />
          <Relations register={register} entry={entry} />
          <Section
            title={say('cases')}
            {...(entry.cases.length > 0 ? { count: entry.cases.length } : {})}
          >
            <Cases entry={entry} />
          </Section>
          <Section
            title={say('history')}
            actions={<HistoryFiles register={register.id} entry={entry} />}
          >
            <Changes history={history} fields={register.fields} context={context} />
            {register.carries.length > 0 && (
              <div className="mt-4">
                <Grounds provisions={register.carries} />
              </div>
            )}
          </Section>
        </div>
      </div>
    </>
  )
}

/** The history as a file: for a table, or on paper. */
function HistoryFiles({
  register,
  entry,
}: {
  readonly register: string
  readonly entry: EntryDetail
}) {
  const say = useTexts(text)
  const params = { register, id: entry.id }
  const file = (format: 'csv' | 'xlsx') => ({
    id: format,
    title: say(format === 'xlsx' ? 'exportExcel' : 'exportCsv'),
    onAction: () => {
      globalThis.location.assign(
        hrefOf('/api/registers/:register/entries/:id/history/export', {
          params,
          query: { format },
        }),
      )
    },
  })
  return (
    <Menu
      title={say('exporting')}
      icon="file"
      entries={[
        {
          id: 'print',
          title: say('print'),
          onAction: () => {
            globalThis.open(
              hrefOf('/api/registers/:register/entries/:id/history/print.pdf', { params }),
              '_blank',
            )
          },
        },
        file('xlsx'),
        file('csv'),
      ]}
    />
  )
}

/** Whether the entry can have a reading and has none: words in kana do not find it. */
const lacksReading = ({ fields }: EntryProps['register'], entry: EntryProps['entry']): boolean =>
  fields.some((field) => field.type === 'kana' && (entry.fields[field.id] ?? '') === '')

function EntryHeading({ register, entry }: Omit<EntryProps, 'history'>) {
  const say = useTexts(text)
  const path = `/registers/${register.id}/${entry.id}`
  const mayEdit = entry.abilities.includes('update')
  const isActive = !register.endedStates.includes(entry.state)
  return (
    <PageHeading
      title={entry.name}
      above={
        <Breadcrumb
          trail={[
            { title: say('registers'), href: '/registers' },
            { title: register.title, href: `/registers/${register.id}` },
          ]}
        />
      }
      lead={
        <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <span className="numerals">{entry.number}</span>
          {entry.unitTitle !== '' && <span>{entry.unitTitle}</span>}
          {register.states.length > 1 && <StateTag register={register} state={entry.state} />}
          {lacksReading(register, entry) && (
            <span className="text-[0.875rem] text-sub">{say('noReading')}</span>
          )}
        </span>
      }
      actions={
        (mayEdit || register.reached || isActive) && (
          <>
            {register.reached && (
              <ButtonLink icon="person" href={`${path}/reach`}>
                {say('reach')}
              </ButtonLink>
            )}
            {mayEdit && <ChangeState register={register} entry={entry} />}
            {mayEdit && (
              <ButtonLink icon="edit" href={`${path}/edit`}>
                {say('edit')}
              </ButtonLink>
            )}
            {mayEdit && (
              <Menu
                title={say('copies')}
                entries={[
                  {
                    id: 'copy',
                    title: say('copy'),
                    href: `/registers/${register.id}/new?copyOf=${entry.id}`,
                  },
                  {
                    id: 'mix',
                    title: say('mix'),
                    href: `/registers/${register.id}/new?mixtureOf=${entry.id}`,
                  },
                ]}
              />
            )}
            {isActive && <ActMenu register={register.id} about={entry.id} />}
          </>
        )
      }
    />
  )
}

/** Every filled-in field except the name and the class, which the page shows above. */
function Details({
  register,
  entry,
  context,
}: Omit<EntryProps, 'history'> & { readonly context: ValueContext }) {
  const say = useTexts(text)
  const date = useFormatDate()
  const shown = register.fields.filter(
    (field) =>
      field.id !== register.nameField &&
      field.id !== register.classField &&
      entry.fields[field.id] !== undefined,
  )
  return (
    <Section title={say('details')}>
      <PaperView
        label={say('details')}
        lines={shown.map((field) => ({
          id: field.id,
          title: field.title,
          value: (
            <>
              <Value field={field} value={entry.fields[field.id]} context={context} />
              {field.id === register.retentionField && entry.keepUntil !== null && (
                <span className="ml-3 text-[0.9375rem] text-sub">
                  {say('keepUntilDay', { date: date(entry.keepUntil) })}
                </span>
              )}
            </>
          ),
        }))}
      />
    </Section>
  )
}

function RetentionNotice({
  register,
  entry,
  isActive,
}: {
  readonly register: RegisterView
  readonly entry: EntryDetail
  readonly isActive: boolean
}) {
  const say = useTexts(text)
  const date = useFormatDate()
  if (!isActive || entry.keepUntil === null || !entry.expired) return null
  return (
    <Notice
      kind="warn"
      title={say('keepPast', { date: date(entry.keepUntil) })}
      footer={
        register.disposal !== null && (
          <ButtonLink kind="line" href={`/apply/${register.disposal}?about=${entry.id}`}>
            {say('dispose')}
          </ButtonLink>
        )
      }
    >
      {say('keepPastBody')}
    </Notice>
  )
}

function FindingNotice({
  register,
  entry,
  isActive,
}: {
  readonly register: RegisterView
  readonly entry: EntryDetail
  readonly isActive: boolean
}) {
  const say = useTexts(text)
  if (!isActive || entry.findings.length === 0) return null
  const titles = register.fields
    .filter((field) => entry.findings.includes(field.id))
    .map((field) => field.title)
  return (
    <Notice kind="warn" title={say('findingTitle', { fields: titles.join(signs().list) })}>
      {say('findingBody')}
    </Notice>
  )
}

function Relations({
  register,
  entry,
}: {
  readonly register: RegisterView
  readonly entry: EntryDetail
}) {
  const say = useTexts(text)
  const groups: readonly (readonly [string, readonly Related[]])[] = [
    [say('original'), entry.original === null ? [] : [entry.original]],
    [say('copies'), entry.copies],
    [say('parts'), entry.parts],
    [say('mixtures'), entry.mixtures],
  ]
  const filled = groups.filter(([, entries]) => entries.length > 0)
  if (filled.length === 0) return null
  return (
    <Section title={say('relations')}>
      <div className="space-y-3">
        {filled.map(([title, entries]) => (
          <div key={title}>
            <h3 className="mb-1 text-[0.875rem] font-400 text-sub">{title}</h3>
            <ul className="space-y-1">
              {entries.map((related) => (
                <li key={related.id}>
                  <Link href={`/registers/${register.id}/${related.id}`}>{related.name}</Link>{' '}
                  <span className="text-[0.8125rem] text-sub numerals">{related.number}</span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Section>
  )
}

function Cases({ entry }: { readonly entry: EntryDetail }) {
  const say = useTexts(text)
  if (entry.cases.length === 0) return <p className="text-[0.9375rem] text-sub">{say('noCases')}</p>
  return (
    <Card>
      <Rows label={say('cases')}>
        {entry.cases.map((caseRow) => (
          <Row
            key={caseRow.id}
            title={
              <Link quiet href={`/cases/${caseRow.id}`}>
                {caseRow.subject}
              </Link>
            }
            detail={
              <>
                <span className="numerals">{caseRow.number}</span>
                {signs().dot}
                <DateText short date={dayOf(caseRow.openedAt)} />
              </>
            }
            state={
              <Tag state={caseRow.status === 'open' ? 'turn' : 'plain'}>
                {say(caseRow.status === 'open' ? 'open' : 'ended')}
              </Tag>
            }
          />
        ))}
      </Rows>
    </Card>
  )
}
