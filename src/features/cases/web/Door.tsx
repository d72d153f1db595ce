import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { VerdictNotice } from '#features/handling/web/public.ts'
import { api } from '#ui/api.ts'
import type { Values } from '#ui/form/types.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Link } from '#ui/parts/Button.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import type { DoorAnswer, DoorView, OtherCase } from '../contract/door.ts'
import { text } from './text.ts'

/** How long nothing must be typed before the rules are asked again, in milliseconds. */
const pause = 400

/** What the form holds now: of a procedure that is to begin, or of an open case. */
export interface DoorQuestion {
  readonly procedure: string
  readonly case?: string
  readonly about?: readonly string[]
  readonly fields: Values
}

/** What the handling rules say of a form while it is filled in, and who else has a case about it. */
export function LiveDoor({
  question,
  onKnown,
}: {
  readonly question: DoorQuestion
  /** Told what registers know of the fields, each time that they are asked. */
  readonly onKnown: (known: DoorView['known']) => void
}) {
  const asked = useSettled(question)
  const { data } = useQuery({
    queryKey: ['/api/cases/door', asked],
    queryFn: (): Promise<DoorAnswer> => api.post('/api/cases/door', { body: asked }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const known = data?.known
  useEffect(() => {
    if (known !== undefined) onKnown(known)
  }, [known, onKnown])
  return (
    <div aria-live="polite" className="space-y-4 empty:hidden">
      {data !== undefined && (
        <>
          {asked.case === undefined && <OtherCases others={data.others} />}
          <DoorNotices door={data} question={asked} />
        </>
      )}
    </div>
  )
}

/** The verdicts on the acts of a form or case, and a refusal that none of them tells. */
export function DoorNotices({
  door,
  question,
}: {
  readonly door: DoorView
  readonly question: DoorQuestion
}) {
  return (
    <>
      {door.refusal !== null && door.refusal.code !== 'act-forbidden' && (
        <Notice kind="stop" title={door.refusal.title}>
          <p className="mb-2">{door.refusal.detail}</p>
          <Grounds provisions={[...new Set(door.refusal.grounds.map((each) => each.provision))]} />
        </Notice>
      )}
      {door.verdicts.map((verdict) => (
        <VerdictNotice
          key={verdict.act}
          verdict={verdict}
          about={question.about ?? []}
          fields={question.fields}
          on={question.procedure}
        />
      ))}
    </>
  )
}

/** Other open cases about the same entries. */
export function OtherCases({ others }: { readonly others: readonly OtherCase[] }) {
  const say = useTexts(text)
  if (others.length === 0) return null
  return (
    <Notice kind="warn" title={say('others')}>
      <ul className="space-y-1">
        {others.map((other) => (
          <li key={other.id}>
            <Link href={`/cases/${other.id}`}>
              <span className="numerals">{other.number}</span>
              {signs().gap}
              {other.subject}
            </Link>
            {signs().paren}
            {say('openState', { step: other.step })}
            {signs().unparen}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** A value once it has stayed the same for a moment. */
function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value)
  const key = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(key) as Value), pause)
    return () => clearTimeout(timer)
  }, [key])
  return settled
}
