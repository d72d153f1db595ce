import { useQuery } from '@tanstack/react-query'
import { queryOf } from '#ui/api.ts'
import { usePathParams } from '#ui/address.ts'
import { signs, useLanguage, useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Stepper } from '#ui/parts/Stepper.tsx'
import { useYears } from '#ui/preferences.ts'
import { CasePaper } from './CasePaper.tsx'
import { NextAct } from './NextAct.tsx'
import { NextAlike } from './NextAlike.tsx'
import { keyOf } from './keyOf.ts'
import { stepperSteps } from './stepperSteps.tsx'
import { WholeFlow } from './WholeFlow.tsx'
import { Exceptions } from './Exceptions.tsx'
import { text } from './text.ts'
import { CaseHistory } from './CaseHistory.tsx'
import { Signatures } from './Signatures.tsx'
import { Prints } from './Prints.tsx'
import type { CaseView } from '../contract/caseView.ts'

/** The page of a case: its progress, the form as paper, the next act and the history. */
export default function CasePage() {
  const { id = '' } = usePathParams()
  const { data, error } = useQuery(queryOf('/api/cases/:id', { params: { id } }))
  if (data === undefined)
    return error === null ? <div className="skeleton h-72" /> : <ProblemNotice error={error} />
  return <Case key={data.id} view={data} />
}

/** On the phone, above everything: what changed since the reader last acted here. */
function ChangedSince({ view }: { readonly view: CaseView }) {
  const say = useTexts(text)
  const rows = view.paper.filter((row) => row.changed && row.files === undefined)
  if (rows.length === 0) return null
  return (
    <section
      aria-label={say('changedSince')}
      className="mb-4 rounded-12 bg-act-soft px-4 py-3 lg:hidden print:hidden"
    >
      <h2 className="text-[0.875rem] text-act">{say('changedSince')}</h2>
      <dl>
        {rows.map((row) => (
          <div key={keyOf(row)} className="mt-1">
            <dt className="text-[0.875rem] font-700">{row.title}</dt>
            <dd className="whitespace-pre-line">{row.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Case({ view }: { readonly view: CaseView }) {
  const say = useTexts(text)
  const language = useLanguage()
  const years = useYears()
  const anyChanged = view.paper.some((row) => row.changed)
  const trail = [
    { title: say('cases'), href: '/cases' },
    { title: view.procedure.title, href: `/cases?procedure=${view.procedure.id}` },
  ]
  return (
    <>
      <PageHeading
        title={`${view.number}${signs().gap}${view.subject}`}
        above={<Breadcrumb trail={trail} />}
      />
      <ChangedSince view={view} />
      <Stepper
        label={say('progress')}
        steps={stepperSteps(
          view,
          {
            again: (count) => say('again', { count }),
            since: (when) => say('sinceWhen', { when }),
          },
          language,
          years,
        )}
      />
      <div className="grid items-start gap-8 xl:grid-cols-[1fr_21rem]">
        <div className="min-w-0 space-y-6">
          <div>
            <div className="mb-2 flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
              {anyChanged && <p className="grow text-[0.9375rem] text-sub">{say('changed')}</p>}
              <Prints view={view} />
            </div>
            <CasePaper view={view} />
          </div>
          <NextAct view={view} />
          <NextAlike view={view} />
          <Signatures view={view} />
          <Exceptions view={view} />
        </div>
        <div>
          <CaseHistory view={view} />
          <WholeFlow view={view} />
        </div>
      </div>
    </>
  )
}
