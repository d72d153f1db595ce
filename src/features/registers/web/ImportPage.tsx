import { useState } from 'react'
import type { ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { api, hrefOf, queryOf } from '#ui/api.ts'
import { touchedByLines } from './touched.ts'
import { useAction } from '#ui/action.ts'
import { usePathParams, useSearchParams } from '#ui/address.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Button, ButtonLink } from '#ui/parts/Button.tsx'
import { FileDrop } from '#ui/parts/FileDrop.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Progress } from '#ui/parts/Progress.tsx'
import type { ImportChoice, ImportDecision, ImportView } from '../contract/imports.ts'
import { useRegister } from './data.ts'
import { ImportColumns } from './ImportColumns.tsx'
import { ImportReview } from './ImportReview.tsx'
import { text } from './text.ts'
import type { RegisterView } from '../contract/registers.ts'

const pollEvery = 600

/**
 * Imports a file by drag and drop: it is checked row by row, valid and faulty rows are shown side
 * by side, and the person chooses what to write.
 */
export default function ImportPage() {
  const { register = '' } = usePathParams()
  const { data, error } = useRegister(register)
  if (data === undefined)
    return error === null ? (
      <div className="skeleton h-96 rounded-12" />
    ) : (
      <ProblemNotice error={error} />
    )
  return <Import register={data} />
}

function Import({ register }: { readonly register: RegisterView }) {
  const say = useTexts(text)
  const [search, change] = useSearchParams()
  const id = search['id']
  return (
    <>
      <PageHeading
        title={say('importTitle', { register: register.title })}
        above={
          <Breadcrumb
            trail={[
              { title: say('registers'), href: '/registers' },
              { title: register.title, href: `/registers/${register.id}` },
            ]}
          />
        }
        lead={say('importLead')}
      />
      {id === undefined ? (
        <Drop register={register} onSent={(importId) => change({ id: importId })} />
      ) : (
        <Running register={register} id={id} onAgain={() => change({ id: undefined })} />
      )}
    </>
  )
}

function Drop({
  register,
  onSent,
}: {
  readonly register: RegisterView
  readonly onSent: (id: string) => void
}) {
  const say = useTexts(text)
  const send = useAction({
    call: (file: File) => {
      const body = new FormData()
      body.append('file', file)
      return api.post('/api/registers/:register/imports', {
        params: { register: register.id },
        body,
      })
    },
    invalidates: [],
    done: ({ id }) => onSent(id),
  })
  const sending = send.input?.name
  return (
    <div className="max-w-3xl space-y-6">
      <ProblemNotice error={send.problem} />
      {sending === undefined ? (
        <FileDrop
          title={say('drop')}
          hint={say('dropHint')}
          accept={['.xlsx', '.csv', 'text/csv']}
          onFiles={([file]) => {
            if (file !== undefined) void send.run(file)
          }}
        />
      ) : (
        <Progress label={say('uploading')} detail={sending} />
      )}
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <ButtonLink
          icon="file"
          href={hrefOf('/api/registers/:register/template.xlsx', {
            params: { register: register.id },
          })}
          download
        >
          {say('template')}
        </ButtonLink>
        <p className="min-w-0 basis-80 grow text-[0.9375rem] text-sub">{say('templateLead')}</p>
      </div>
    </div>
  )
}

function Running({
  register,
  id,
  onAgain,
}: {
  readonly register: RegisterView
  readonly id: string
  readonly onAgain: () => void
}) {
  const say = useTexts(text)
  const { data, error, problem, run, cancel, choose } = useImport(register.id, id)
  const [changing, setChanging] = useState(false)
  const params = { register: register.id, id }
  const again = <Button onPress={onAgain}>{say('again')}</Button>
  if (data === undefined)
    return error === null ? (
      <Progress label={say('checking')} />
    ) : (
      <ProblemNotice error={error} footer={again} />
    )
  const faults = data.hasFaultFile && (
    <ButtonLink
      icon="file"
      href={hrefOf('/api/registers/:register/imports/:id/faults.xlsx', { params })}
      download
    >
      {say('faultFile')}
    </ButtonLink>
  )
  return (
    <div className="space-y-5">
      <ProblemNotice error={problem} />
      {(data.status === 'checking' || data.status === 'importing') && (
        <Working view={data} onCancel={() => void cancel()} />
      )}
      {(data.status === 'asking' || (data.status === 'checked' && changing)) && (
        <ImportColumns
          view={data}
          onChoose={(choice) => choose(choice, () => setChanging(false))}
          {...(data.status === 'checked' ? { onBack: () => setChanging(false) } : {})}
          onCancel={() => void cancel()}
        />
      )}
      {data.status === 'checked' && !changing && (
        <ImportReview
          onColumns={() => setChanging(true)}
          view={data}
          faults={faults}
          onRun={run}
          onChoose={(choice) => choose(choice)}
          onCancel={cancel}
          onAgain={async () => {
            await cancel()
            onAgain()
          }}
          registerHref={`/registers/${register.id}`}
        />
      )}
      <Ended view={data} register={register} faults={faults} again={again} />
    </div>
  )
}

/** An import that is checked or written while it is looked at, and what a person may do with it. */
function useImport(register: string, id: string) {
  const params = { register, id }
  const common = { invalidates: touchedByLines, evenWhenRefused: true } as const
  const run = useAction({
    ...common,
    call: (body: ImportDecision) =>
      api.post('/api/registers/:register/imports/:id/run', { params, body }),
  })
  const cancel = useAction({
    ...common,
    call: () => api.post('/api/registers/:register/imports/:id/cancel', { params }),
  })
  const choose = useAction({
    ...common,
    call: ({ choice }: { readonly choice: ImportChoice; readonly done?: () => void }) =>
      api.post('/api/registers/:register/imports/:id/columns', { params, body: choice }),
    done: (_, { done }) => done?.(),
  })
  const { data, error, refetch } = useQuery({
    ...queryOf('/api/registers/:register/imports/:id', { params }),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.status === 'checking' || state.data?.status === 'importing' ? pollEvery : false,
  })
  return {
    data,
    error,
    problem: run.problem ?? cancel.problem ?? choose.problem,
    run: async (decision: ImportDecision) => {
      await run.run(decision)
    },
    cancel: async () => {
      await cancel.run()
    },
    choose: async (choice: ImportChoice, done?: () => void) => {
      await choose.run({ choice, ...(done === undefined ? {} : { done }) })
      await refetch()
    },
  }
}

/** What became of an import: written, cancelled or failed. */
function Ended({
  view,
  register,
  faults,
  again,
}: {
  readonly view: ImportView
  readonly register: RegisterView
  readonly faults: ReactNode
  readonly again: ReactNode
}) {
  const say = useTexts(text)
  switch (view.status) {
    case 'done':
      return (
        <Notice
          kind="good"
          title={say('importDone', { count: view.written })}
          footer={
            <>
              <ButtonLink kind="main" href={`/registers/${register.id}?sort=-updated`}>
                {say('openRegister')}
              </ButtonLink>
              {faults}
              {again}
            </>
          }
        >
          {view.bad > 0 && <p>{say('importDoneBad', { count: view.bad })}</p>}
        </Notice>
      )
    case 'cancelled':
      return (
        <Notice title={say('importCancelled')} footer={again}>
          {say('importCancelledBody')}
        </Notice>
      )
    case 'failed':
      return (
        <Notice kind="stop" title={say('importFailed')} footer={again}>
          {view.error}
        </Notice>
      )
    default:
      return null
  }
}

function Working({ view, onCancel }: { readonly view: ImportView; readonly onCancel: () => void }) {
  const say = useTexts(text)
  const doneRows = view.status === 'checking' ? view.read : view.written
  return (
    <div className="max-w-3xl space-y-4">
      <Progress
        label={`${say(view.status === 'checking' ? 'checking' : 'writing')}${signs().paren}${view.file}${signs().unparen}`}
        {...(view.total > 0
          ? {
              value: Math.min(100, (doneRows / view.total) * 100),
              detail: say('rowsOf', {
                done: doneRows.toLocaleString(),
                all: view.total.toLocaleString(),
              }),
            }
          : {})}
      />
      <Button onPress={onCancel}>{say('stopImport')}</Button>
    </div>
  )
}
