import { useState } from 'react'
import { api, queryClient } from '#ui/api.ts'
import { useText } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { ButtonLink } from '#ui/parts/Button.tsx'
import { FileDrop } from '#ui/parts/FileDrop.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Progress } from '#ui/parts/Progress.tsx'
import type { ImportSummary } from '../contract.ts'
import { Departures } from './DocumentPage.tsx'
import { text } from './text.ts'

/** Takes the organisation's own document in: its wording goes beside the provisions. */
export default function ImportPage() {
  const say = useText(text)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const [done, setDone] = useState<ImportSummary>()
  const take = async (files: readonly File[]): Promise<void> => {
    const [file] = files
    if (file === undefined) return
    setBusy(true)
    setProblem(undefined)
    try {
      const form = new FormData()
      form.set('file', file)
      const answer = await api.post<{ summary: ImportSummary }>('/api/policy/documents', form)
      setDone(answer.summary)
      await queryClient.invalidateQueries({ queryKey: ['policy'] })
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <PageHeading
        title={say('importTitle')}
        lead={say('importLead')}
        above={<Breadcrumb trail={[{ title: say('map'), href: '/policy' }]} />}
      />
      <div className="space-y-5">
        <ProblemNotice error={problem} />
        {busy ? (
          <Progress label={say('reading')} />
        ) : (
          <FileDrop
            title={say('importTitle')}
            accept={['.txt', '.md', '.html', '.docx', '.pdf']}
            onFiles={(files) => void take(files)}
          />
        )}
        {done !== undefined && (
          <>
            <Notice
              kind="good"
              title={say('done', { attached: done.attached, all: done.provisionsInPack })}
              foot={
                <ButtonLink kind="main" href="/policy">
                  {say('toMap')}
                </ButtonLink>
              }
            />
            <Departures summary={done} />
          </>
        )}
      </div>
    </>
  )
}
