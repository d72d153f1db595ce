import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dayOf } from '#kernel/calendar/days.ts'
import { queryOf } from '#ui/api.ts'
import { usePathParams, useSearchParams } from '#ui/address.ts'
import { useFormatDate } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tabs } from '#ui/parts/Tabs.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { AuditDesk } from '../contract.ts'
import { Finding } from './Finding.tsx'
import { LookedAt } from './LookedAt.tsx'
import { Programme, shownItems } from './Programme.tsx'
import { Team } from './Team.tsx'
import { text } from './text.ts'
import { useDeskKeys } from './useDeskKeys.ts'
import { useIsWide } from './useIsWide.ts'

/** 監査の机: what is to be looked at, how it stands in the unit, and my finding. */
export default function DeskPage() {
  const { occurrence: id = '' } = usePathParams()
  const { data, error } = useQuery(queryOf('/api/audits/:id', { params: { id } }))
  if (data === undefined)
    return error === null ? (
      <div className="skeleton h-96 rounded-12" />
    ) : (
      <ProblemNotice error={error} />
    )
  return <Desk key={id} desk={data} />
}

function Desk({ desk }: { readonly desk: AuditDesk }) {
  const say = useTexts(text)
  const [{ item: picked, show = 'all' }, change] = useSearchParams()
  const isWide = useIsWide()
  const [pane, setPane] = useState('programme')
  const shown = shownItems(desk.programme, show)
  const key = desk.programme.some((item) => item.key === picked)
    ? picked!
    : (shown[0]?.key ?? desk.programme[0]?.key ?? '')
  const pick = (next: string): void => {
    change({ item: next })
    setPane('answers')
  }
  const step = (by: 1 | -1): void => {
    const at = shown.findIndex((item) => item.key === key)
    const next = shown[at < 0 ? 0 : at + by]
    if (next !== undefined) change({ item: next.key })
  }
  useDeskKeys({ j: () => step(1), k: () => step(-1) })
  const { data: item, error } = useQuery({
    ...queryOf('/api/audits/:id/item', { params: { id: desk.id }, query: { item: key } }),
    enabled: key !== '',
  })
  const waiting =
    error === null ? <div className="skeleton h-72 rounded-12" /> : <ProblemNotice error={error} />
  const programme = (
    <Programme desk={desk} shown={shown} picked={key} show={show} onShow={change} onPick={pick} />
  )
  const middle =
    item === undefined ? waiting : <LookedAt key={`looked ${key}`} desk={desk} item={item} />
  const right = item === undefined ? null : <Finding key={`mine ${key}`} desk={desk} item={item} />
  return (
    <>
      <Heading desk={desk} />
      <div className="mb-4 flex flex-col gap-3 empty:hidden">
        <Locked desk={desk} />
        <Team desk={desk} />
      </div>
      {isWide ? (
        <div className="grid grid-cols-[minmax(15rem,19rem)_minmax(0,1fr)_minmax(18rem,22rem)] items-start gap-5">
          {programme}
          {middle}
          {right}
        </div>
      ) : (
        <Tabs
          label={desk.roundTitle}
          selected={pane}
          onSelect={setPane}
          items={[
            { id: 'programme', title: say('programme'), content: programme },
            { id: 'answers', title: say('standing'), content: middle },
            { id: 'mine', title: say('mine'), content: right },
          ]}
        />
      )}
      {desk.mayAnswer && (
        <p className="mt-5 text-[0.875rem] text-sub max-lg:hidden" data-screen-only>
          {say('keys')}
        </p>
      )}
    </>
  )
}

function Heading({ desk }: { readonly desk: AuditDesk }) {
  const say = useTexts(text)
  const date = useFormatDate()
  const { subject, roundTitle, turnTitle, dueAt, late, closedAt, programme } = desk
  const done = programme.filter(({ outcome }) => outcome !== null).length
  return (
    <PageHeading
      title={`${subject}${signs().colon}${roundTitle}`}
      above={<Breadcrumb trail={[{ title: say('audits'), href: '/audits' }]} />}
      lead={
        <span className="flex flex-wrap items-center gap-x-4 gap-y-1 text-[0.9375rem]">
          {closedAt !== null ? (
            <Tag state="good">{say('closedOn', { date: date(dayOf(closedAt)) })}</Tag>
          ) : late ? (
            <Tag state="late">{say('late')}</Tag>
          ) : (
            <Tag state="none">{say('until', { date: date(dayOf(dueAt)) })}</Tag>
          )}
          <span>{turnTitle}</span>
          <span>{say('seenOf', { count: programme.length, done })}</span>
        </span>
      }
    />
  )
}

function Locked({ desk: { closedAt, closedBy } }: { readonly desk: AuditDesk }) {
  const say = useTexts(text)
  const date = useFormatDate()
  if (closedAt === null) return null
  return (
    <Notice kind="info" title={say('locked')}>
      {closedBy !== null && say('lockedBy', { date: date(dayOf(closedAt)), name: closedBy })}
    </Notice>
  )
}
