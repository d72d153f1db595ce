import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { dayOf } from '#kernel/calendar/days.ts'
import { api, keyOf, queryOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useFormatDate, useFormatMoment } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows } from '#ui/parts/Card.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { MachineView } from '../../contract/machines.ts'
import { text } from '../text.ts'

const MachineDialog = lazy(() => import('./MachineDialog.tsx'))

/** The machines that answer a round: about what, when they answered last, until when they may. */
export function Machines({ round }: { readonly round: string }) {
  const say = useTexts(text)
  const { data, error } = useQuery(queryOf('/api/rounds/:round/machines', { params: { round } }))
  const [isMaking, setMaking] = useState(false)
  const [ending, setEnding] = useState<MachineView>()
  if (data === undefined)
    return error === null ? (
      <div className="skeleton h-40 rounded-12" />
    ) : (
      <ProblemNotice error={error} />
    )
  const make = data.lines.length > 0 && (
    <Button kind="line" icon="plus" onPress={() => setMaking(true)}>
      {say('machineMake')}
    </Button>
  )
  return (
    <div className="space-y-4">
      <p className="max-w-prose">{say('machineLead')}</p>
      {data.machines.length === 0 ? (
        <EmptyState title={say('machineNone')} action={make}>
          {say('machineNoneBody')}
        </EmptyState>
      ) : (
        <>
          {make}
          <Card>
            <Rows label={say('machines')}>
              {data.machines.map((machine) => (
                <MachineRow key={machine.id} machine={machine} onEnd={() => setEnding(machine)} />
              ))}
            </Rows>
          </Card>
        </>
      )}
      <Suspense>
        {isMaking && <MachineDialog round={round} list={data} onClose={() => setMaking(false)} />}
      </Suspense>
      {ending !== undefined && (
        <EndDialog round={round} machine={ending} onClose={() => setEnding(undefined)} />
      )}
    </div>
  )
}

function MachineRow({
  machine,
  onEnd,
}: {
  readonly machine: MachineView
  readonly onEnd: () => void
}) {
  const say = useTexts(text)
  const date = useFormatDate()
  const moment = useFormatMoment()
  const { title, subject, lastAt, until, silent, mayEnd } = machine
  return (
    <Row
      title={title}
      subject={subject.title}
      detail={
        <span className="flex flex-wrap gap-x-4">
          <span>
            {lastAt === null ? say('machineNever') : say('machineLast', { date: moment(lastAt) })}
          </span>
          <span>{say('machineUntil', { date: date(dayOf(until)) })}</span>
        </span>
      }
      state={
        silent ? (
          <Tag state="late">{say('machineSilent')}</Tag>
        ) : lastAt === null ? (
          <Tag state="none">{say('machineWaits')}</Tag>
        ) : (
          <Tag state="good">{say('machineAnswers')}</Tag>
        )
      }
      action={
        mayEnd ? (
          <Button
            size="small"
            onPress={onEnd}
            aria-label={`${title} ${subject.title}${signs().colon}${say('machineEnd')}`}
          >
            {say('machineEnd')}
          </Button>
        ) : undefined
      }
    />
  )
}

function EndDialog({
  round,
  machine,
  onClose,
}: {
  readonly round: string
  readonly machine: MachineView
  readonly onClose: () => void
}) {
  const say = useTexts(text)
  const end = useAction({
    call: () => api.delete('/api/machine/tokens/:id', { params: { id: machine.id } }),
    invalidates: [keyOf('/api/rounds/:round/machines', { round }), keyOf('/api/tasks')],
    done: onClose,
  })
  return (
    <DialogFrame
      isOpen
      title={say('machineEndTitle', { title: machine.title })}
      onClose={onClose}
      actions={
        <>
          <Button kind="stop" isPending={end.pending} onPress={() => void end.run()}>
            {say('machineEnd')}
          </Button>
          <Button onPress={onClose}>{say('cancel')}</Button>
        </>
      }
    >
      <p>{say('machineEndBody', { subject: machine.subject.title })}</p>
      <ProblemNotice error={end.problem} />
    </DialogFrame>
  )
}
