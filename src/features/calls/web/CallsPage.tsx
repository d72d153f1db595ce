import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, queryOf } from '#ui/api.ts'
import { touchedByCalls } from './touched.ts'
import { textOf } from '#ui/form/values.ts'
import { useAction } from '#ui/action.ts'
import { useNavigateTo } from '#ui/address.ts'
import { Form } from '#ui/form/Form.tsx'
import type { FormField, Values } from '#ui/form/types.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { MomentText } from '#ui/parts/texts.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { CallsAnswer } from '../contract.ts'
import { text } from './text.ts'

/** The list of calls and drills; those who keep the network start a call here. */
export default function CallsPage() {
  const say = useTexts(text)
  const [isStarting, setStarting] = useState(false)
  const { data, error } = useQuery(queryOf('/api/calls'))
  return (
    <>
      <PageHeading
        title={say('title')}
        lead={say('lead')}
        actions={
          data?.mayStart === true && (
            <Button kind="main" icon="phone" onPress={() => setStarting(true)}>
              {say('start')}
            </Button>
          )
        }
      />
      <ProblemNotice error={error} />
      {data !== undefined && (
        <Section title={say('list')} count={data.calls.length}>
          {data.calls.length === 0 ? (
            <EmptyState title={say('none')}>
              {say(data.mayStart ? 'noneBody' : 'noneMine')}
            </EmptyState>
          ) : (
            <Card>
              <Rows label={say('list')}>
                {data.calls.map((call) => (
                  <Row
                    key={call.id}
                    title={
                      <Link href={`/calls/${call.id}`} quiet>
                        {call.message.split('\n')[0]}
                      </Link>
                    }
                    subject={
                      <Tag state={call.drill ? 'plain' : 'level'}>
                        {say(call.drill ? 'drill' : 'real')}
                      </Tag>
                    }
                    detail={
                      <>
                        <MomentText at={call.startedAt} />
                        {signs().gap}
                        {say('answered', { all: call.asked, count: call.answered })}
                      </>
                    }
                    state={
                      <Tag state={call.endedAt === null ? 'turn' : 'good'}>
                        {say(call.endedAt === null ? 'going' : 'over')}
                      </Tag>
                    }
                  />
                ))}
              </Rows>
            </Card>
          )}
        </Section>
      )}
      {isStarting && data !== undefined && (
        <StartCallDialog reach={data.reach} onClose={() => setStarting(false)} />
      )}
    </>
  )
}

function StartCallDialog({
  reach,
  onClose,
}: {
  readonly reach: CallsAnswer['reach']
  readonly onClose: () => void
}) {
  const say = useTexts(text)
  const go = useNavigateTo()
  const fields: readonly FormField[] = [
    {
      id: 'kind',
      title: say('kind'),
      type: 'choice',
      required: true,
      options: [
        { id: 'drill', title: say('drillOption') },
        { id: 'real', title: say('realOption') },
      ],
    },
    {
      id: 'message',
      title: say('message'),
      type: 'long-text',
      required: true,
      help: say('messageHelp'),
      max: 500,
    },
  ]
  const call = useAction({
    call: ({ kind, message }: Values) =>
      api.post('/api/calls', { body: { drill: kind === 'drill', message: textOf(message) } }),
    invalidates: touchedByCalls,
    done: ({ id }) => {
      showToast(say('sent'))
      go(`/calls/${id}`)
    },
  })
  return (
    <DialogFrame isOpen title={say('start')} onClose={onClose}>
      <p className="mb-3">{say('reach', { count: reach.people })}</p>
      {reach.withoutMail.length > 0 && (
        <div className="mb-4">
          <Notice kind="warn">
            {say('withoutMail', { names: reach.withoutMail.join(signs().list) })}
          </Notice>
        </div>
      )}
      <Form
        fields={fields}
        values={{ kind: 'drill' }}
        submitLabel={say('send', { count: reach.people })}
        onSubmit={async (values) => {
          await call.send(values)
        }}
      />
    </DialogFrame>
  )
}
