import { useState } from 'react'
import { api, keyOf } from '#ui/api.ts'
import { provisionKey } from '#ui/parts/provision.ts'
import { useAction } from '#ui/action.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { ButtonLink } from '#ui/parts/Button.tsx'
import { FileDrop } from '#ui/parts/FileDrop.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Progress } from '#ui/parts/Progress.tsx'
import type { ImportSummary } from '../contract.ts'
import { text } from './text.ts'

/** Imports the organisation's own document: its wording is stored beside the provisions. */
export default function ImportPage() {
  const say = useTexts(text)
  const [made, setMade] = useState<{ readonly id: string; readonly summary: ImportSummary }>()
  const importFile = useAction({
    call: (file: File) => {
      const form = new FormData()
      form.set('file', file)
      return api.post('/api/policy/documents', { body: form })
    },
    invalidates: [keyOf('/api/policy'), keyOf('/api/start'), provisionKey],
    done: setMade,
  })
  return (
    <>
      <PageHeading
        title={say('importTitle')}
        lead={say('importLead')}
        above={<Breadcrumb trail={[{ title: say('map'), href: '/policy' }]} />}
      />
      <div className="space-y-5">
        <ProblemNotice error={importFile.problem} />
        {importFile.pending ? (
          <Progress label={say('reading')} />
        ) : (
          <FileDrop
            title={say('importTitle')}
            accept={['.txt', '.md', '.html', '.docx', '.pdf']}
            onFiles={([file]) => {
              if (file !== undefined) void importFile.run(file)
            }}
          />
        )}
        {made !== undefined && <Outcome id={made.id} summary={made.summary} />}
      </div>
    </>
  )
}

/** What was read, and where to go on: to the differences, or to what is left of the first hour. */
function Outcome({ id, summary }: { readonly id: string; readonly summary: ImportSummary }) {
  const say = useTexts(text)
  const count = summary.departures.length
  return (
    <Notice
      kind="good"
      title={say('done', { attached: summary.attached, all: summary.provisionsInPack })}
      footer={
        <>
          {count > 0 && (
            <ButtonLink kind="main" href={`/policy/documents/${id}`}>
              {say('toDepartures', { count })}
            </ButtonLink>
          )}
          <ButtonLink kind={count > 0 ? 'line' : 'main'} href="/">
            {say('goOn')}
          </ButtonLink>
          <ButtonLink href="/policy">{say('toMap')}</ButtonLink>
        </>
      }
    >
      {say(count > 0 ? 'departCount' : 'departNone', { count })}
    </Notice>
  )
}
