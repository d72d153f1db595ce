import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queryOf } from '#ui/api.ts'
import { FlowFigure } from '#ui/flow/FlowFigure.tsx'
import { useTexts } from '#ui/i18n/index.ts'
import type { CaseView } from '../contract/caseView.ts'
import { text } from './text.ts'

/** The picture of the procedure of an open case, with the step that it is at; folded at first. */
export function WholeFlow({ view }: { readonly view: CaseView }) {
  const say = useTexts(text)
  const [isOpen, setOpen] = useState(false)
  const { data } = useQuery({
    ...queryOf('/api/procedures/:procedure', { params: { procedure: view.procedure.id } }),
    enabled: isOpen,
    staleTime: 600_000,
  })
  if (view.status === 'ended') return null
  return (
    <details className="mt-6 print:hidden" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-11 cursor-pointer content-center text-act underline underline-offset-3">
        {say('wholeFlow')}
      </summary>
      {data === undefined
        ? isOpen && <div className="skeleton h-72" />
        : isOpen && <FlowFigure flow={data.flow} label={say('flow')} here={view.step?.id} />}
    </details>
  )
}
