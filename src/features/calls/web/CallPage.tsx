import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, hrefOf, queryOf } from '#ui/api.ts'
import { touchedByCalls } from './touched.ts'
import { useAction } from '#ui/action.ts'
import { usePathParams } from '#ui/address.ts'
import { useFormatMoment } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Button, ButtonLink } from '#ui/parts/Button.tsx'
import { Card, Section } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { StateBar, Tag } from '#ui/parts/Tag.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { CallView } from '../contract.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { CalledList } from './CalledList.tsx'
import { text } from './text.ts'

/** Milliseconds. */
const pollInterval = 10_000

/**
 * A call: the reader's own answer, then for those who keep the network the answers of everybody.
 * The page polls for new answers while the call is open and the reader keeps the network.
 */
export default function CallPage() {
  const { id = '' } = usePathParams()
  const say = useTexts(text)
  const { data, error } = useQuery({
    ...queryOf('/api/calls/:id', { params: { id } }),
    refetchInterval: ({ state }) =>
      state.data?.endedAt === null && state.data.mayKeep ? pollInterval : false,
  })
  if (data === undefined)
    return (
      <>
        <PageHeading title={say('title')} />
        {error === null ? (
          <div className="skeleton h-96 rounded-12" />
        ) : (
          <ProblemNotice error={error} />
        )}
      </>
    )
  return <Call view={data} />
}

function Call({ view }: { readonly view: CallView }) {
  const say = useTexts(text)
  const moment = useFormatMoment()
  const [first = '', ...rest] = view.message.split('\n')
  const isOpen = view.endedAt === null
  const params = { id: view.id }
  const remind = useAction({
    call: () => api.post('/api/calls/:id/remind', { params }),
    invalidates: touchedByCalls,
    evenWhenRefused: true,
    done: () => showToast(say('againDone')),
    refusal: 'toast',
  })
  const end = useAction({
    call: () => api.post('/api/calls/:id/end', { params }),
    invalidates: touchedByCalls,
    evenWhenRefused: true,
    done: () => showToast(say('ended')),
    refusal: 'toast',
  })
  return (
    <>
      <PageHeading
        title={first}
        above={<Breadcrumb trail={[{ title: say('title'), href: '/calls' }]} />}
        actions={
          view.mayKeep && (
            <ButtonLink
              icon="print"
              href={hrefOf('/api/calls/:id/print.pdf', { params })}
              target="_blank"
            >
              {say('print')}
            </ButtonLink>
          )
        }
      />
      <p className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1">
        <Tag state={view.drill ? 'plain' : 'level'}>{say(view.drill ? 'drill' : 'real')}</Tag>
        <Tag state={isOpen ? 'turn' : 'good'}>{say(isOpen ? 'going' : 'over')}</Tag>
        <span className="text-[0.9375rem] text-sub">
          {say('startedAt')} {moment(view.startedAt)}
          {signs().gap}
          {view.startedBy !== '' && say('by', { name: view.startedBy })}
        </span>
      </p>
      {rest.length > 0 && <p className="mb-4 whitespace-pre-wrap">{rest.join('\n')}</p>}
      {view.own !== undefined && <OwnAnswer view={view} own={view.own} />}
      {view.mayKeep && (
        <Section
          title={say('answersTitle')}
          actions={
            isOpen && (
              <>
                {view.answered < view.asked && (
                  <Button size="small" isPending={remind.pending} onPress={() => void remind.run()}>
                    {say('again')}
                  </Button>
                )}
                <Button size="small" isPending={end.pending} onPress={() => void end.run()}>
                  {say('end')}
                </Button>
              </>
            )
          }
        >
          <div className="mb-3 max-w-xl">
            <p className="mb-1.5 font-700">
              {say('answered', { all: view.asked, count: view.answered })}
            </p>
            <StateBar
              label={say('answersTitle')}
              parts={[
                { state: 'good', title: say('short.ready'), count: count(view, 'ready') },
                { state: 'due', title: say('short.later'), count: count(view, 'later') },
                { state: 'late', title: say('short.help'), count: count(view, 'help') },
                { state: 'none', title: say('silent'), count: count(view, null) },
              ]}
            />
          </div>
          <CalledList view={view} />
        </Section>
      )}
    </>
  )
}

const count = (view: CallView, state: string | null): number =>
  view.people.filter((person) => person.state === state).length

function OwnAnswer({
  view,
  own,
}: {
  readonly view: CallView
  readonly own: NonNullable<CallView['own']>
}) {
  const say = useTexts(text)
  const moment = useFormatMoment()
  const [isChanging, setChanging] = useState(false)
  const asks = view.endedAt === null && (own.state === null || isChanging)
  if (own.state === null && !asks) return null
  return (
    <Section title={own.state === null ? say('ask') : say('yours')}>
      <Card padded>
        {asks ? (
          <AnswerForm
            call={(body) => api.post('/api/calls/:id/answer', { params: { id: view.id }, body })}
            onAnswered={() => {
              setChanging(false)
              showToast(say('thanks'))
            }}
          />
        ) : (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <p className="grow">
              <b>{own.state !== null && say(own.state)}</b>
              <span className="block text-[0.875rem] text-sub">
                {own.answeredAt !== null && say('answeredAt', { at: moment(own.answeredAt) })}
                {signs().gap}
                {own.note}
              </span>
            </p>
            {view.endedAt === null && (
              <Button size="small" onPress={() => setChanging(true)}>
                {say('change')}
              </Button>
            )}
          </div>
        )}
      </Card>
    </Section>
  )
}
