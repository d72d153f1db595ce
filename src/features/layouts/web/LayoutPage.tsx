import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dayOf } from '#kernel/calendar/days.ts'
import { api, hrefOf, keyOf, queryOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { usePathParams } from '#ui/address.ts'
import { useFormatDate } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Button, ButtonLink } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { LayoutVersion } from '../contract.ts'
import { Offers } from './Offers.tsx'
import { LayoutPreview } from './LayoutPreview.tsx'
import { Replace } from './Replace.tsx'
import { text } from './text.ts'

/**
 * The layout of one form: the one in use with an example, a new one, the placeholders, earlier
 * versions.
 */
export default function LayoutPage() {
  const say = useTexts(text)
  const { procedure = '' } = usePathParams()
  const { data, error } = useQuery(queryOf('/api/layouts/:procedure', { params: { procedure } }))
  if (data === undefined)
    return error === null ? (
      <div className="skeleton h-72 rounded-12" />
    ) : (
      <ProblemNotice error={error} />
    )
  return (
    <>
      <PageHeading
        title={[data.form, data.title].filter(Boolean).join(signs().gap)}
        above={<Breadcrumb trail={[{ title: say('title'), href: '/layouts' }]} />}
        actions={
          <ButtonLink
            icon="file"
            href={hrefOf('/api/layouts/:procedure/start.xlsx', { params: { procedure } })}
            download
          >
            {say('start')}
          </ButtonLink>
        }
      />
      <Section title={say('current')}>
        {data.current === null ? (
          <EmptyState title={say('currentNone')}>{say('currentNoneBody')}</EmptyState>
        ) : (
          <Current procedure={procedure} layout={data.current} />
        )}
      </Section>
      <Section title={say('replace')}>
        <Replace procedure={procedure} />
      </Section>
      <Section title={say('offers')}>
        <Offers offers={data.offers} />
      </Section>
      {data.earlier.length > 0 && (
        <Section title={say('earlier')} count={data.earlier.length}>
          <Card>
            <Rows label={say('earlier')}>
              {data.earlier.map((layout) => (
                <Earlier key={layout.version} procedure={procedure} layout={layout} />
              ))}
            </Rows>
          </Card>
        </Section>
      )}
    </>
  )
}

/** Formats who put a version into use, and when. */
function useMadeBy(): (layout: LayoutVersion) => string {
  const say = useTexts(text)
  const date = useFormatDate()
  return (layout) => say('madeBy', { name: layout.madeBy, date: date(dayOf(layout.madeAt)) })
}

function Current({
  procedure,
  layout,
}: {
  readonly procedure: string
  readonly layout: LayoutVersion
}) {
  const say = useTexts(text)
  const madeBy = useMadeBy()
  const params = { procedure, version: String(layout.version) }
  const { data, error } = useQuery(
    queryOf('/api/layouts/:procedure/versions/:version/preview', { params }),
  )
  return (
    <div className="space-y-4">
      <Card padded>
        <p>
          <b className="mr-3">{layout.file}</b>
          {say('version', { version: layout.version })}
        </p>
        <p className="text-[0.875rem] text-sub">{`${madeBy(layout)}${signs().gap}${say('places', { count: layout.places })}`}</p>
        <div className="mt-3 flex flex-wrap gap-2">
          <ButtonLink
            size="small"
            icon="file"
            href={hrefOf('/api/layouts/:procedure/versions/:version/example.xlsx', { params })}
            download
          >
            {say('example')}
          </ButtonLink>
          <ButtonLink
            size="small"
            icon="file"
            href={hrefOf('/api/layouts/:procedure/versions/:version/file.xlsx', { params })}
            download
          >
            {say('original')}
          </ButtonLink>
          <TakeBack procedure={procedure} />
        </div>
      </Card>
      {layout.faults.length > 0 && (
        <Notice kind="warn" title={say('faulty')}>
          <p>{say('faultyBody')}</p>
          <ul className="mt-2 list-disc pl-5">
            {layout.faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </Notice>
      )}
      <ProblemNotice error={error} />
      {data !== undefined && (
        <>
          <h3 className="text-[1rem]">{say('picture')}</h3>
          <LayoutPreview preview={data} />
        </>
      )}
    </div>
  )
}

function TakeBack({ procedure }: { readonly procedure: string }) {
  const say = useTexts(text)
  const [asking, ask] = useState(false)
  const takeBack = useAction({
    call: () => api.post('/api/layouts/:procedure/take-back', { params: { procedure } }),
    invalidates: [keyOf('/api/layouts')],
    done: () => {
      showToast(say('takenBack'))
      ask(false)
    },
  })
  return (
    <>
      <Button kind="quiet" size="small" onPress={() => ask(true)}>
        {say('takeBack')}
      </Button>
      <DialogFrame
        isOpen={asking}
        title={say('takeBackAsk')}
        onClose={() => ask(false)}
        actions={
          <>
            <Button kind="stop" isPending={takeBack.pending} onPress={() => void takeBack.run()}>
              {say('takeBack')}
            </Button>
            <Button onPress={() => ask(false)}>{say('cancel')}</Button>
          </>
        }
      >
        <p>{say('takeBackBody')}</p>
        <ProblemNotice error={takeBack.problem} />
      </DialogFrame>
    </>
  )
}

function Earlier({
  procedure,
  layout,
}: {
  readonly procedure: string
  readonly layout: LayoutVersion
}) {
  const say = useTexts(text)
  const date = useFormatDate()
  const madeBy = useMadeBy()
  const params = { procedure, version: String(layout.version) }
  const restore = useAction({
    call: () => api.post('/api/layouts/:procedure/versions/:version/use', { params }),
    invalidates: [keyOf('/api/layouts')],
    done: () => showToast(say('restored')),
  })
  return (
    <Row
      title={layout.file}
      subject={say('version', { version: layout.version })}
      detail={
        <>
          {madeBy(layout)}
          {layout.endedAt !== null &&
            `${signs().gap}${say('until', { date: date(dayOf(layout.endedAt)) })}`}
          <ProblemNotice error={restore.problem} />
        </>
      }
      action={
        <div className="flex flex-wrap gap-2">
          <ButtonLink
            size="small"
            icon="file"
            href={hrefOf('/api/layouts/:procedure/versions/:version/file.xlsx', { params })}
            download
          >
            {say('original')}
          </ButtonLink>
          <Button size="small" isPending={restore.pending} onPress={() => void restore.run()}>
            {say('restore')}
          </Button>
        </div>
      }
    />
  )
}
