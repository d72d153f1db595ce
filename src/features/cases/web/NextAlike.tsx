import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queryOf } from '#ui/api.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { ButtonLink } from '#ui/parts/Button.tsx'
import { FootBar } from '#ui/parts/FootBar.tsx'
import type { CaseView } from '../contract/caseView.ts'
import type { Home } from '../contract/home.ts'
import { text } from './text.ts'

/**
 * Other cases that wait for the reader at the same step: how many, while the reader decides on this
 * one, and the way to the next of them afterwards.
 */
export function NextAlike({ view }: { readonly view: CaseView }) {
  const say = useTexts(text)
  const { mayAct } = view.abilities
  const [step] = useState(mayAct ? view.step?.title : undefined)
  const { data } = useQuery({ ...queryOf('/api/tasks'), enabled: step !== undefined })
  if (step === undefined || data === undefined) return null
  const others = alike(data, step, view.id)
  const [next] = others
  if (next === undefined) return null
  if (mayAct) return <p className="text-sub">{say('alike', { step, count: others.length })}</p>
  return (
    <FootBar>
      <ButtonLink kind="main" href={`/cases/${next.caseId}`}>
        {say('alikeNext', { count: others.length })}
      </ButtonLink>
      <span className="min-w-0 truncate text-sub">{next.subject}</span>
    </FootBar>
  )
}

/** The open tasks at a step of this title in other cases, as they stand on the home page. */
function alike({ today, week, later }: Home, step: string, present: string) {
  return [...today, ...week, ...later].filter(
    ({ title, kind, caseId }) =>
      title === step && kind === 'step' && caseId !== null && caseId !== present,
  )
}
