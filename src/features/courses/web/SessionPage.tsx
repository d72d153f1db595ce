import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, queryOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { usePathParams } from '#ui/address.ts'
import { useFormatMoment } from '#ui/dates.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Button } from '#ui/parts/Button.tsx'
import { EmptyState } from '#ui/parts/Card.tsx'
import { FootBar } from '#ui/parts/FootBar.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { PrintButton } from '#ui/parts/PrintButton.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { SessionView } from '../contract.ts'
import { text } from './text.ts'
import { touchedByLines } from './touched.ts'

/** How often the list looks for those who have scanned the code meanwhile, milliseconds. */
const lookAgain = 5000

/** A session: the code for the screen of the room, the list, and its end. */
export default function SessionPage() {
  const { id = '' } = usePathParams()
  const { data, error } = useQuery({
    ...queryOf('/api/course-sessions/:id', { params: { id } }),
    refetchInterval: lookAgain,
  })
  if (data === undefined)
    return error === null ? (
      <div className="skeleton h-96 rounded-12" />
    ) : (
      <ProblemNotice error={error} />
    )
  return <Session key={data.id} session={data} />
}

function Session({ session }: { readonly session: SessionView }) {
  const say = useTexts(text)
  const moment = useFormatMoment()
  const { id, title, place, beginsAt, state, version, invited } = session
  const isPlanned = state === 'planned'
  const [ticks, setTicks] = useState<Readonly<Record<string, boolean>>>({})
  const ticked = (on: boolean) => Object.keys(ticks).filter((person) => ticks[person] === on)
  const keep = () =>
    api.put('/api/course-sessions/:id/list', {
      params: { id },
      ifMatch: version,
      body: { present: ticked(true), absent: ticked(false) },
    })
  const tick = useAction({
    call: keep,
    invalidates: touchedByLines,
    done: () => showToast(say('listKept')),
  })
  const end = useAction({
    call: async () => {
      const kept = await keep()
      return api.post('/api/course-sessions/:id/end', { params: { id }, ifMatch: kept.version })
    },
    invalidates: touchedByLines,
    evenWhenRefused: true,
    done: () => showToast(say('endDone')),
  })
  const cancel = useAction({
    call: () => api.post('/api/course-sessions/:id/cancel', { params: { id }, ifMatch: version }),
    invalidates: touchedByLines,
    done: () => showToast(say('cancelDone')),
  })
  return (
    <>
      <PageHeading
        title={title}
        above={<Breadcrumb trail={[{ title: say('title'), href: '/courses' }]} />}
        lead={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1 text-[0.9375rem]">
            <Tag state={state === 'ended' ? 'good' : 'none'}>{say(`session.${state}`)}</Tag>
            <span>{moment(beginsAt)}</span>
            {place !== '' && <span>{place}</span>}
            <span>{say('presentOf', { present: session.present, invited: invited.length })}</span>
          </span>
        }
      />
      <ProblemNotice error={end.problem ?? tick.problem ?? cancel.problem} />
      {isPlanned && <RoomCode session={id} />}
      {invited.length === 0 ? (
        <EmptyState title={say('nobodyInvited')}>{say('nobodyInvitedBody')}</EmptyState>
      ) : (
        <fieldset
          disabled={!isPlanned}
          className="my-6 divide-y divide-line rounded-12 border border-line"
        >
          <legend className="sr-only">{say('list')}</legend>
          {invited.map(({ person, name, unit, present: how }) => (
            <label key={person} className="flex min-h-12 items-center gap-3 px-4 py-2">
              <input
                type="checkbox"
                className="size-5 shrink-0 accent-act"
                checked={ticks[person] ?? how !== null}
                onChange={(event) => setTicks({ ...ticks, [person]: event.currentTarget.checked })}
              />
              <span className="grow">
                <b>{name}</b> <span className="text-[0.9375rem] text-sub">{unit}</span>
              </span>
              {how === 'code' && <Tag state="good">{say('byCode')}</Tag>}
            </label>
          ))}
        </fieldset>
      )}
      <FootBar>
        {isPlanned && (
          <>
            <Button kind="main" isPending={end.pending} onPress={() => void end.run()}>
              {say('end')}
            </Button>
            <Button isPending={tick.pending} onPress={() => void tick.run()}>
              {say('keepList')}
            </Button>
            <Button isPending={cancel.pending} onPress={() => void cancel.run()}>
              {say('cancelSession')}
            </Button>
          </>
        )}
        <PrintButton title={say('printList')} href={`/api/course-sessions/${id}/list.pdf`} />
      </FootBar>
    </>
  )
}

/** The code for the screen of the room; a new one comes before the last is over. */
function RoomCode({ session }: { readonly session: string }) {
  const say = useTexts(text)
  const [isShown, setShown] = useState(false)
  const { data, error } = useQuery({
    ...queryOf('/api/course-sessions/:id/code', { params: { id: session } }),
    enabled: isShown,
    refetchInterval: ({ state }) => (state.data?.next ?? 30) * 1000,
    refetchIntervalInBackground: true,
    gcTime: 0,
  })
  if (!isShown) return <Button onPress={() => setShown(true)}>{say('showCode')}</Button>
  return (
    <figure className="my-4 text-center">
      <ProblemNotice error={error} />
      {data !== undefined && (
        <img
          alt={say('codeAlt')}
          className="mx-auto aspect-square w-full max-w-md"
          src={`data:image/svg+xml,${encodeURIComponent(data.svg)}`}
        />
      )}
      <figcaption className="mx-auto mt-2 max-w-prose">{say('codeHint')}</figcaption>
      <p className="mt-3">
        <Button onPress={() => setShown(false)}>{say('hideCode')}</Button>
      </p>
    </figure>
  )
}
