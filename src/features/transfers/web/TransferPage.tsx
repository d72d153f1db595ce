import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, hrefOf, queryOf } from '#ui/api.ts'
import { touchedByTransfers } from './touched.ts'
import { useAction } from '#ui/action.ts'
import { usePathParams } from '#ui/address.ts'
import { useFormatDate } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Button, ButtonLink } from '#ui/parts/Button.tsx'
import { Section } from '#ui/parts/Card.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { MissingPosts, TransferView } from '../contract.ts'
import { FaultList } from './Faults.tsx'
import { LooseEnds } from './LooseEnds.tsx'
import { MissingUnits } from './MissingUnits.tsx'
import { Moves } from './Moves.tsx'
import { Ranks } from './Ranks.tsx'
import { StatusTag } from './Status.tsx'
import { text } from './text.ts'

/** One transfer: the faults of its list, who moves where, and afterwards the loose ends. */
export default function TransferPage() {
  const { id = '' } = usePathParams()
  const say = useTexts(text)
  const date = useFormatDate()
  const { data, error } = useQuery(queryOf('/api/transfers/:id', { params: { id } }))
  const title = data === undefined ? say('title') : say('of', { date: date(data.on) })
  return (
    <>
      <PageHeading
        title={title}
        above={<Breadcrumb trail={[{ title: say('title'), href: '/transfers' }]} />}
      />
      <ProblemNotice error={error} />
      {data === undefined ? (
        error === null && <div className="skeleton h-96 rounded-12" />
      ) : (
        <Transfer key={data.id} view={data} />
      )}
    </>
  )
}

function Transfer({ view }: { readonly view: TransferView }) {
  const say = useTexts(text)
  const date = useFormatDate()
  const open = view.status === 'draft' || view.status === 'planned'
  return (
    <div className="space-y-6">
      <p className="flex flex-wrap items-center gap-2.5">
        <StatusTag status={view.status} stuck={view.trouble !== null} />
        {view.status !== 'withdrawn' &&
          (['joined', 'moved', 'left', 'unchanged'] as const).map((kind) => (
            <Tag key={kind}>{say('counted', { title: say(kind), count: view.counts[kind] })}</Tag>
          ))}
        <span className="text-[0.9375rem] text-sub">{view.file}</span>
      </p>
      {view.unused.length > 0 && open && (
        <p className="text-[0.9375rem] text-sub">
          {say('unused', {
            columns: view.unused
              .map((header) => `${signs().quote}${header}${signs().unquote}`)
              .join(signs().between),
          })}
        </p>
      )}
      {view.trouble !== null && (
        <Notice kind="stop" title={say('stuckTitle')}>
          <p>{say('stuckBody')}</p>
          <ul className="mt-2 list-disc pl-5 text-[0.9375rem]">
            {view.trouble.split('\n').map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Notice>
      )}
      {view.status === 'planned' && view.trouble === null && (
        <Notice kind="good" title={say('plannedTitle', { date: date(view.on) })}>
          {say('plannedBody')}
        </Notice>
      )}
      {view.status === 'withdrawn' && <Notice title={say('withdrawnTitle')} />}
      {open && <PlanPanel view={view} />}
      {view.status === 'applied' && (
        <Section title={say('loose')}>
          <LooseEnds id={view.id} />
        </Section>
      )}
      {!open && view.accepted.length > 0 && <AcceptedWarnings says={view.accepted} />}
      {view.status !== 'withdrawn' && (
        <Moves id={view.id} version={`${view.status}${view.ranks.length}`} />
      )}
    </div>
  )
}

function AcceptedWarnings({ says }: { readonly says: readonly string[] }) {
  const say = useTexts(text)
  return (
    <Section title={say('acceptedTitle')} count={says.length}>
      <ul className="list-disc space-y-1 pl-5 text-[0.9375rem]">
        {says.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Section>
  )
}

const faultsOf = ({ faults }: TransferView, kind: 'error' | 'warning') =>
  faults.filter((fault) => fault.kind === kind)

/** The link to the file with all faults. */
function FaultFile({ view }: { readonly view: TransferView }) {
  const say = useTexts(text)
  return (
    <ButtonLink
      size="small"
      icon="file"
      href={hrefOf('/api/transfers/:id/faults.xlsx', { params: { id: view.id } })}
      download
    >
      {say('faultFile')}
    </ButtonLink>
  )
}

function Errors({ view }: { readonly view: TransferView }) {
  const say = useTexts(text)
  return (
    <Notice
      kind="stop"
      title={say('errors', { count: view.errors })}
      footer={<FaultFile view={view} />}
    >
      {say(
        view.missingUnits.length + view.unknownPosts.length > 0
          ? 'errorsBodyMissing'
          : 'errorsBody',
      )}
      <FaultList
        label={say('errors', { count: view.errors })}
        faults={faultsOf(view, 'error')}
        all={view.errors}
        more={null}
      />
    </Notice>
  )
}

/** The warnings, with the box to accept them; it is left out while there are errors. */
function Warnings({
  view,
  accepted,
  onAccept,
}: {
  readonly view: TransferView
  readonly accepted: boolean
  readonly onAccept: (accepted: boolean) => void
}) {
  const say = useTexts(text)
  return (
    <Notice
      kind="warn"
      title={say('warnings', { count: view.warnings })}
      footer={
        view.errors === 0 && (
          <label className="flex min-h-11 cursor-pointer items-center gap-2.5 font-700">
            <input
              type="checkbox"
              className="size-5 accent-act"
              checked={accepted}
              onChange={() => onAccept(!accepted)}
            />
            {say('knowing')}
          </label>
        )
      }
    >
      {say('warningsBody')}
      <FaultList
        label={say('warnings', { count: view.warnings })}
        faults={faultsOf(view, 'warning')}
        all={view.warnings}
        more={<FaultFile view={view} />}
      />
    </Notice>
  )
}

/** What blocks the decision on the transfer, what must be accepted, and the decision. */
function PlanPanel({ view }: { readonly view: TransferView }) {
  const say = useTexts(text)
  const date = useFormatDate()
  const [accepted, setAccepted] = useState(false)
  const params = { id: view.id }
  const common = {
    invalidates: touchedByTransfers,
    evenWhenRefused: true,
    refusal: 'toast',
  } as const
  const decide = useAction({
    ...common,
    call: () =>
      api.post('/api/transfers/:id/plan', {
        params,
        body: { acceptWarnings: accepted, effect: view.effect },
      }),
    done: ({ status }) =>
      showToast(status === 'applied' ? say('done') : say('decided', { date: date(view.on) })),
  })
  const rank = useAction({
    ...common,
    call: (titles: readonly string[]) =>
      api.put('/api/transfers/:id/ranks', {
        params,
        body: { ranks: [...view.ranks, ...titles] },
      }),
    done: () => showToast(say('ranked')),
  })
  const units = useAction({
    ...common,
    call: (names: readonly string[]) =>
      api.post('/api/transfers/:id/units', { params, body: { names: [...names] } }),
    done: () => showToast(say('unitsMade')),
  })
  const posts = useAction({
    ...common,
    call: (body: MissingPosts) => api.post('/api/transfers/:id/posts', { params, body }),
    done: () => showToast(say('postsMade')),
  })
  const withdraw = useAction({
    ...common,
    call: () => api.post('/api/transfers/:id/withdraw', { params }),
    done: () => showToast(say('withdrawn2')),
  })
  const busy = decide.pending || rank.pending || units.pending || posts.pending || withdraw.pending
  const isPlanned = view.status === 'planned' && view.trouble === null
  return (
    <>
      {view.errors > 0 && <Errors view={view} />}
      {view.missingUnits.length > 0 && (
        <MissingUnits
          key={view.missingUnits.map(({ name }) => name).join('\n')}
          units={view.missingUnits}
          pending={units.pending}
          onMake={(names) => void units.run(names)}
        />
      )}
      {view.unknownPosts.length > 0 && (
        <Ranks
          titles={view.unknownPosts}
          onRanks={async (titles) => {
            await rank.run(titles)
          }}
          onPosts={async (titles, leads) => {
            await posts.run({ titles: [...titles], leads })
          }}
        />
      )}
      {view.warnings > 0 && !isPlanned && (
        <Warnings view={view} accepted={accepted} onAccept={setAccepted} />
      )}
      {view.errors + view.warnings === 0 && !isPlanned && (
        <Notice kind="good" title={say('clean')} />
      )}
      <div className="flex flex-wrap gap-3">
        {!isPlanned && (
          <Button
            kind="main"
            isPending={busy}
            isDisabled={view.errors > 0 || (view.warnings > 0 && !accepted)}
            onPress={() => void decide.run()}
          >
            {say(view.due ? 'decideNow' : 'decide')}
          </Button>
        )}
        <Button isDisabled={busy} onPress={() => void withdraw.run()}>
          {say('withdraw')}
        </Button>
      </div>
      {isPlanned && view.accepted.length > 0 && <AcceptedWarnings says={view.accepted} />}
    </>
  )
}
