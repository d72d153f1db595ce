import { useState } from 'react'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, Link } from '#ui/parts/Button.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import type { RolesAnswer } from '../contract/roles.ts'
import { text } from './text.ts'

/** Number of loose ends shown before the reader asks for all. */
const shownFirst = 4

/** What is not in order about roles and stops somebody, each with a link to the page where it is put right. */
export function LooseEnds({ ends }: { readonly ends: RolesAnswer['looseEnds'] }) {
  const say = useTexts(text)
  const [all, showAll] = useState(false)
  if (ends.length === 0) return null
  const urgent = ends.toSorted((a, b) => weight(a.kind) - weight(b.kind))
  const shown = all ? urgent : urgent.slice(0, shownFirst)
  return (
    <div className="mb-7">
      <Notice
        kind="warn"
        title={say('loose', { count: ends.length })}
        footer={
          ends.length > shownFirst && (
            <Button size="small" onPress={() => showAll(!all)} aria-expanded={all}>
              {all ? say('fewer') : say('showAll', { count: ends.length })}
            </Button>
          )
        }
      >
        <ul className="divide-y divide-line">
          {shown.map((end) => (
            <li
              key={`${end.kind}${end.seat.role}${end.seat.scopeId}`}
              className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 py-1.5"
            >
              <span className="min-w-0 grow basis-64">{end.says}</span>
              <Link
                href={`/organization/roles/${end.seat.role}?place=${end.seat.scopeId}`}
                aria-label={`${say('mend')}${signs().colon}${end.says}`}
              >
                {say('mend')}
              </Link>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}

/** The order of loose ends: nobody there, all away, persons who left, and then the rest. */
function weight(kind: string): number {
  return ['nobody', 'all-away', 'ended', 'too-many', 'alone'].indexOf(kind)
}
