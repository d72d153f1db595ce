import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, hrefOf, keyOf, queryOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useNavigateTo, useSearchParams } from '#ui/address.ts'
import { useFormatDate } from '#ui/dates.ts'
import { FieldFrame } from '#ui/form/FieldFrame.tsx'
import { ChoiceInput } from '#ui/form/inputs/ChoiceInput.tsx'
import { DateInput } from '#ui/form/inputs/DateInput.tsx'
import type { FormField } from '#ui/form/types.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { ButtonLink, Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { FileDrop } from '#ui/parts/FileDrop.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Progress } from '#ui/parts/Progress.tsx'
import { StatusTag } from './Status.tsx'
import { text } from './text.ts'

/** Transfers: a new list is uploaded above; those that wait or were applied are below. */
export default function TransfersPage() {
  const say = useTexts(text)
  const date = useFormatDate()
  const { data, error } = useQuery(queryOf('/api/transfers'))
  return (
    <>
      <PageHeading title={say('title')} lead={say('lead')} />
      <Section title={say('start')}>
        <StartTransfer />
      </Section>
      <ProblemNotice error={error} />
      {data !== undefined && (
        <Section title={say('list')} count={data.transfers.length}>
          {data.transfers.length === 0 ? (
            <EmptyState title={say('none')}>{say('noneBody')}</EmptyState>
          ) : (
            <Card>
              <Rows label={say('list')}>
                {data.transfers.map((transfer) => (
                  <Row
                    key={transfer.id}
                    title={
                      <Link href={`/transfers/${transfer.id}`} quiet>
                        {say('of', { date: date(transfer.on) })}
                      </Link>
                    }
                    detail={`${transfer.file}${signs().dot}${say('lines', { count: transfer.lines })}${signs().dot}${transfer.madeBy}`}
                    state={<StatusTag status={transfer.status} stuck={transfer.trouble !== null} />}
                  />
                ))}
              </Rows>
            </Card>
          )}
        </Section>
      )}
    </>
  )
}

/** The next first of April. */
function nextApril(): string {
  const [year = '', month = ''] = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' })
    .format(new Date())
    .split('-')
  return `${Number(year) + (Number(month) < 4 ? 0 : 1)}-04-01`
}

function StartTransfer() {
  const say = useTexts(text)
  const go = useNavigateTo()
  const [address] = useSearchParams()
  const [on, setOn] = useState<unknown>(address['on'] ?? nextApril())
  const [extent, setExtent] = useState<unknown>('some')
  const send = useAction({
    call: (file: File) => {
      const body = new FormData()
      body.append('on', String(on ?? ''))
      body.append('everyone', String(extent === 'all'))
      body.append('file', file)
      return api.post('/api/transfers', { body })
    },
    invalidates: [keyOf('/api/transfers')],
    done: ({ id }) => go(`/transfers/${id}`),
  })
  const sending = send.input?.name
  const dateField: FormField = {
    id: 'on',
    title: say('on'),
    type: 'date',
    required: false,
    help: say('onHelp'),
  }
  const extentField: FormField = {
    id: 'extent',
    title: say('extent'),
    type: 'choice',
    required: true,
    options: [
      { id: 'some', title: say('extentSome') },
      { id: 'all', title: say('extentAll') },
    ],
  }
  const shared = { onBlur: () => undefined, invalid: false, required: true, axes: [] }
  return (
    <div className="max-w-3xl space-y-5">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <ButtonLink icon="file" href={hrefOf('/api/transfers/roster.xlsx')} download>
          {say('roster')}
        </ButtonLink>
        <p className="min-w-0 basis-72 grow text-[0.9375rem] text-sub">{say('rosterLead')}</p>
      </div>
      <FieldFrame field={dateField} id="on" required={false} fault={undefined}>
        {(describedBy) => (
          <DateInput
            {...shared}
            required={false}
            field={dateField}
            id="on"
            value={on}
            onChange={setOn}
            describedBy={describedBy}
          />
        )}
      </FieldFrame>
      <FieldFrame field={extentField} id="extent" required fault={undefined}>
        {(describedBy) => (
          <ChoiceInput
            {...shared}
            field={extentField}
            id="extent"
            value={extent}
            onChange={setExtent}
            describedBy={describedBy}
          />
        )}
      </FieldFrame>
      <p className="max-w-prose text-[0.9375rem] text-sub">{say('columns')}</p>
      <ProblemNotice error={send.problem} />
      {sending === undefined ? (
        <FileDrop
          title={say('drop')}
          hint={say('dropHint')}
          accept={['.xlsx', '.csv', 'text/csv']}
          onFiles={([file]) => {
            if (file !== undefined) void send.run(file)
          }}
        />
      ) : (
        <Progress label={say('sending')} detail={sending} />
      )}
    </div>
  )
}
