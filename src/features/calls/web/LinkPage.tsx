import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, queryOf } from '#ui/api.ts'
import { usePathParams } from '#ui/address.ts'
import { useFormatMoment } from '#ui/dates.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { LinkView } from '../contract.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { text } from './text.ts'

/** The page behind the link of a mail: the call and the three answers, without signing in. */
export default function LinkPage() {
  const { token = '' } = usePathParams()
  const say = useTexts(text)
  const { data, error } = useQuery({
    ...queryOf('/api/calls/link/:token', { params: { token } }),
    retry: false,
  })
  return (
    <main className="flex min-h-dvh items-start justify-center bg-soft px-4 pt-[5dvh] pb-10">
      <div className="w-full max-w-xl rounded-16 border border-line bg-paper p-5 sm:p-8">
        <h1 className="text-[1.25rem] leading-150">
          {data === undefined
            ? say('title')
            : say('linkTitle', { organization: data.organization })}
        </h1>
        <div className="mt-4">
          <ProblemNotice error={error} />
        </div>
        {data !== undefined && <LinkedCall view={data} token={token} />}
      </div>
    </main>
  )
}

function LinkedCall({ view, token }: { readonly view: LinkView; readonly token: string }) {
  const say = useTexts(text)
  const moment = useFormatMoment()
  const [isChanging, setChanging] = useState(false)
  const asks = view.endedAt === null && (view.state === null || isChanging)
  return (
    <div className="space-y-5">
      <p className="flex flex-wrap items-center gap-3">
        <Tag state={view.drill ? 'plain' : 'level'}>{say(view.drill ? 'drill' : 'real')}</Tag>
        <span className="text-[0.9375rem] text-sub">{moment(view.startedAt)}</span>
      </p>
      <p className="text-[1.125rem] leading-170 font-700 whitespace-pre-wrap">{view.message}</p>
      {view.drill && <p className="text-sub">{say('linkDrill')}</p>}
      <p>{say('linkTo', { name: view.name })}</p>
      {view.state !== null && (
        <Notice
          kind="good"
          title={say('thanks')}
          footer={
            view.endedAt === null &&
            !isChanging && <Button onPress={() => setChanging(true)}>{say('change')}</Button>
          }
        >
          {say(view.state)}
          {view.answeredAt !== null && (
            <span className="block text-[0.875rem] text-sub">
              {say('answeredAt', { at: moment(view.answeredAt) })}
            </span>
          )}
        </Notice>
      )}
      {view.endedAt !== null && <Notice title={say('linkOver')} />}
      {asks && (
        <AnswerForm
          call={(body) => api.post('/api/calls/link/:token', { params: { token }, body })}
          onAnswered={() => setChanging(false)}
        />
      )}
    </div>
  )
}
