import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { queryOf } from '#ui/api.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Link } from '#ui/parts/Button.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { text } from './text.ts'

const shownFirst = 5

/** What waits for a person or is in their hands, before their account or their time here ends. */
export function WhatWaits({ person }: { readonly person: string }) {
  const say = useTexts(text)
  const { data } = useQuery({
    ...queryOf('/api/persons/:id/waits', { params: { id: person } }),
    staleTime: 0,
  })
  if (data === undefined) return <div className="skeleton mb-5 h-16" />
  const { roles, cases, tasks, held, lastAdministrator } = data
  const count = roles.length + cases.length + tasks.length + held.length
  if (count === 0 && !lastAdministrator)
    return (
      <p className="mb-5 text-[0.9375rem]">
        <span aria-hidden="true">✓ </span>
        {say('waitsNothing')}
      </p>
    )
  return (
    <div className="mb-5">
      <Notice kind="warn" title={say('waits', { count })}>
        {lastAdministrator && <p className="font-700">{say('waitsLast')}</p>}
        <WaitList
          title={say('waitsRoles')}
          rows={roles.map(({ title, role }) => (
            <Link key={title} href={`/organization/roles/${role}`}>
              {title}
            </Link>
          ))}
        />
        <WaitList
          title={say('waitsCases')}
          rows={cases.map(({ id, number, subject, own }) => (
            <span key={id}>
              <Link href={`/cases/${id}`}>
                {number} {subject}
              </Link>
              {own && <span className="ml-2 text-sub">{say('waitsOwn')}</span>}
            </span>
          ))}
        />
        <WaitList
          title={say('waitsTasks')}
          rows={tasks.map(({ title, subject }) => (
            <span key={`${title}${subject}`}>
              {title} {subject}
            </span>
          ))}
        />
        <WaitList
          title={say('waitsHeld')}
          rows={held.map(({ id, register, registerTitle, number, name }) => (
            <span key={id}>
              <Link href={`/registers/${register}/${id}`}>
                {number} {name}
              </Link>
              <span className="ml-2 text-sub">{registerTitle}</span>
            </span>
          ))}
        />
      </Notice>
    </div>
  )
}

function WaitList({
  title,
  rows,
}: {
  readonly title: string
  readonly rows: readonly ReactElement[]
}) {
  const say = useTexts(text)
  if (rows.length === 0) return null
  return (
    <div className="mt-2">
      <h3 className="text-[0.875rem] text-sub">
        {title} <span className="numerals">{rows.length}</span>
      </h3>
      <ul className="text-[0.9375rem]">
        {rows.slice(0, shownFirst).map((row) => (
          <li key={row.key}>{row}</li>
        ))}
      </ul>
      {rows.length > shownFirst && (
        <p className="text-[0.875rem] text-sub">
          {say('waitsMore', { count: rows.length - shownFirst })}
        </p>
      )}
    </div>
  )
}
