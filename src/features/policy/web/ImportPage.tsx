import { useState } from 'react'
import { api, ApiProblem, keyOf } from '#ui/api.ts'
import { provisionKey } from '#ui/parts/provision.ts'
import { useAction } from '#ui/action.ts'
import { inputClass } from '#ui/form/inputs/inputClasses.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Button, ButtonLink } from '#ui/parts/Button.tsx'
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
  const [locked, setLocked] = useState<File>()
  const importFile = useAction({
    call: ({ file, password }: { readonly file: File; readonly password?: string }) => {
      const form = new FormData()
      if (password !== undefined) form.set('password', password)
      form.set('file', file)
      return api.post('/api/policy/documents', { body: form })
    },
    invalidates: [keyOf('/api/policy'), keyOf('/api/start'), provisionKey],
    done: (result) => {
      setLocked(undefined)
      setMade(result)
    },
  })
  const needsPassword =
    locked !== undefined &&
    importFile.problem instanceof ApiProblem &&
    importFile.problem.code === 'document-password'
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
              if (file === undefined) return
              setLocked(file)
              void importFile.run({ file })
            }}
          />
        )}
        {needsPassword && !importFile.pending && (
          <PasswordForm
            name={locked.name}
            onSend={(password) => void importFile.run({ file: locked, password })}
          />
        )}
        {made !== undefined && <Outcome id={made.id} summary={made.summary} />}
        {made !== undefined && (made.summary.revisions ?? 0) > 0 && (
          <Notice kind="warn" title={say('tracked', { count: made.summary.revisions ?? 0 })}>
            {say('trackedBody')}
          </Notice>
        )}
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

/** Asks for the password of a document that was chosen. It is used for reading and not kept. */
function PasswordForm({
  name,
  onSend,
}: {
  readonly name: string
  readonly onSend: (password: string) => void
}) {
  const say = useTexts(text)
  return (
    <form
      className="max-w-md space-y-3"
      onSubmit={(event) => {
        event.preventDefault()
        onSend(String(new FormData(event.currentTarget).get('password') ?? ''))
      }}
    >
      <label className="block font-700">
        {say('documentPassword', { name })}
        <input
          name="password"
          type="password"
          required
          autoComplete="off"
          className={inputClass(false)}
        />
      </label>
      <p className="text-[0.875rem] text-sub">{say('documentPasswordHelp')}</p>
      <Button type="submit" kind="main">
        {say('readWithPassword')}
      </Button>
    </form>
  )
}
