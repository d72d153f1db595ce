import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, keyOf, queryOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Card, Section } from '#ui/parts/Card.tsx'
import { MomentText } from '#ui/parts/texts.tsx'
import { showToast } from '#ui/parts/toast.ts'
import { text } from './text.ts'

/** The secret address under which the reader's own calendar program finds the same dates. */
export function CalendarAddress() {
  const say = useTexts(text)
  const { data } = useQuery(queryOf('/api/account/calendar'))
  const [address, show] = useState<string>()
  const make = useAction({
    call: () => api.post('/api/account/calendar'),
    invalidates: [keyOf('/api/account/calendar')],
    done: (made) => show(made.address),
    refusal: 'toast',
  })
  const end = useAction({
    call: () => api.delete('/api/account/calendar'),
    invalidates: [keyOf('/api/account/calendar')],
    done: () => {
      show(undefined)
      showToast(say('calendarEnded'))
    },
    refusal: 'toast',
  })
  if (data === undefined) return null
  return (
    <Section title={say('calendar')}>
      <Card padded>
        <p className="text-[0.9375rem]">{say('calendarLead')}</p>
        {address !== undefined && (
          <>
            <p className="mt-3 text-[0.875rem] font-700">{say('calendarOnce')}</p>
            <code className="mt-1 block rounded-8 border border-line bg-soft px-3 py-2 text-[0.8125rem] break-all">
              {address}
            </code>
          </>
        )}
        {data.since !== null && (
          <p className="mt-3 text-[0.875rem] text-sub">
            {say('calendarSince')} <MomentText at={data.since} />
          </p>
        )}
        <div className="mt-3 flex flex-wrap gap-3">
          {address !== undefined && (
            <Button
              kind="main"
              size="small"
              onPress={() => {
                void navigator.clipboard.writeText(address).then(() => showToast(say('copied')))
              }}
            >
              {say('copy')}
            </Button>
          )}
          <Button size="small" onPress={() => void make.run()} isPending={make.pending}>
            {say(data.since === null ? 'calendarMake' : 'calendarRenew')}
          </Button>
          {data.since !== null && (
            <Button size="small" onPress={() => void end.run()} isPending={end.pending}>
              {say('calendarEnd')}
            </Button>
          )}
        </div>
        <p className="mt-3 text-[0.8125rem] text-sub">{say('calendarSecret')}</p>
      </Card>
    </Section>
  )
}
