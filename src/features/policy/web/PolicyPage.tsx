import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useDeferredValue } from 'react'
import { dayOf } from '#kernel/calendar/days.ts'
import { queryOf } from '#ui/api.ts'
import { useSearchParams } from '#ui/address.ts'
import { useFormatDate, useNow } from '#ui/dates.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { useIsNarrow } from '#ui/media.ts'
import { Button, ButtonLink, Link } from '#ui/parts/Button.tsx'
import { EmptyState } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { SearchBox } from '#ui/parts/SearchBox.tsx'
import type { Outline, ProvisionRow } from '../contract.ts'
import { Chapters } from './map/Chapters.tsx'
import { MonthStrip, useMonths } from './map/MonthStrip.tsx'
import { OtherDay } from './map/OtherDay.tsx'
import { Questions } from './map/Questions.tsx'
import { isWorkOf, RoleFilter } from './map/RoleFilter.tsx'
import { StateChips } from './map/StateChips.tsx'
import { neighbour } from './map/days.ts'
import { useMapKeys } from './map/useMapKeys.ts'
import { text } from './text.ts'

/** 条項マップ: the policy as an outline, each provision a row with its state, on today or another day. */
export default function PolicyPage() {
  const say = useTexts(text)
  const [{ on }, change] = useSearchParams()
  const { data, error, isPlaceholderData } = useQuery({
    ...queryOf('/api/policy', { query: on === undefined ? {} : { on } }),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  })
  if (data === undefined || (error !== null && isPlaceholderData))
    return (
      <>
        {error !== null && <PageHeading title={say('map')} />}
        <ProblemNotice error={error} />
        {error !== null && on !== undefined && (
          <p className="mt-4">
            <Button onPress={() => change({ on: undefined })}>{say('backToToday')}</Button>
          </p>
        )}
      </>
    )
  return <PolicyMap outline={data} isWaiting={isPlaceholderData} />
}

/** What is late or wrong: on a narrow screen all that is listed at first. */
const isPressing = ({ state }: ProvisionRow): boolean => state === 'late' || state === 'finding'

function PolicyMap({
  outline,
  isWaiting,
}: {
  readonly outline: Outline
  readonly isWaiting: boolean
}) {
  const say = useTexts(text)
  const [search, change] = useSearchParams()
  const isNarrow = useIsNarrow()
  const today = dayOf(useNow())
  const months = useMonths()
  const on = search['on'] ?? today
  const goTo = useCallback(
    (day: string | undefined) => change({ on: day === today ? undefined : day }),
    [change, today],
  )
  const travel = useCallback(
    (step: 1 | -1) => {
      const day = neighbour(
        months.map((month) => month.on),
        on,
        step,
      )
      if (day !== undefined) goTo(day)
    },
    [goTo, months, on],
  )
  useMapKeys(travel)
  const words = useDeferredValue(String(search['q'] ?? ''))
    .normalize('NFKC')
    .toLowerCase()
  const state = search['state']
  const role = search['role'] ?? ''
  const isNarrowed = words !== '' || state !== undefined || role !== ''
  const onlyPressing = isNarrow && !isNarrowed && search['all'] === undefined
  const isTheirs = isWorkOf(role, outline.roles)
  const shown = outline.provisions.filter(
    (provision) =>
      (!onlyPressing || isPressing(provision)) &&
      (state === undefined || provision.state === state) &&
      isTheirs(provision) &&
      (words === '' ||
        `${provision.ref} ${provision.gist}`.normalize('NFKC').toLowerCase().includes(words)),
  )
  return (
    <>
      <PageHeading
        title={say('map')}
        lead={<Lead outline={outline} />}
        actions={
          <>
            {outline.mayReport && (
              <ButtonLink icon="print" href="/policy/report">
                {say('report')}
              </ButtonLink>
            )}
            {outline.mayImport && (
              <ButtonLink icon="upload" href="/policy/import">
                {say('import')}
              </ButtonLink>
            )}
          </>
        }
      />
      <OtherDay outline={outline} back={() => goTo(undefined)} />
      <div aria-busy={isWaiting} className={isWaiting ? 'opacity-60' : ''}>
        <Questions outline={outline} />
        <MonthStrip months={months} today={today} since={outline.since} on={on} choose={goTo} />
        {!onlyPressing && (
          <StateChips outline={outline} chosen={state} choose={(next) => change({ state: next })} />
        )}
        <div className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-2">
          <div className="w-full max-w-md">
            <SearchBox
              label={say('find')}
              value={String(search['q'] ?? '')}
              onSearch={(q) => change({ q: q || undefined })}
            />
          </div>
          <RoleFilter
            roles={outline.roles}
            chosen={role}
            choose={(next) => change({ role: next })}
          />
          <p aria-live="polite" className="text-[0.9375rem] text-sub">
            {isNarrowed ? say('found', { count: shown.length }) : ''}
          </p>
        </div>
        {onlyPressing && (
          <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
            <h2 className="grow text-[1rem]">{say('onlyPressing', { count: shown.length })}</h2>
            <Button kind="line" onPress={() => change({ all: 'yes' })}>
              {say('showEverything')}
            </Button>
          </div>
        )}
        {shown.length === 0 ? (
          <EmptyState title={say(onlyPressing ? 'nothingPressing' : 'notFound')} />
        ) : (
          <Chapters outline={outline} shown={shown} open={isNarrowed || onlyPressing} />
        )}
        <p className="mt-3 hidden text-[0.8125rem] text-sub md:block" data-screen-only>
          {say('keys')}
        </p>
      </div>
      <div className="mt-8">
        <Wording outline={outline} />
        <CoverageLine coverage={outline.coverage} />
      </div>
    </>
  )
}

function Lead({ outline }: { readonly outline: Outline }) {
  const say = useTexts(text)
  const date = useFormatDate()
  const { title, edition, on, when, provisions } = outline
  const count = provisions.length
  return when === 'today'
    ? say('lead', { title, edition, count })
    : say(when === 'ahead' ? 'leadAhead' : 'leadPast', { title, edition, count, date: date(on) })
}

function Wording({ outline }: { readonly outline: Outline }) {
  const say = useTexts(text)
  const date = useFormatDate()
  const { document } = outline
  if (document === null) {
    return (
      <div className="mb-6">
        <EmptyState
          title={say('noDocument')}
          action={
            outline.mayImport && (
              <ButtonLink kind="line" href="/policy/import">
                {say('import')}
              </ButtonLink>
            )
          }
        >
          {say('noDocumentBody')}
        </EmptyState>
      </div>
    )
  }
  return (
    <p className="mb-5 flex flex-wrap gap-x-4 text-[0.9375rem] text-sub">
      <span>
        {say('imported', {
          title: document.title,
          date: date(dayOf(document.importedAt)),
          attached: document.attached,
        })}
      </span>
      {document.departures > 0 && (
        <Link href={`/policy/documents/${document.id}`}>
          {say('departures', { count: document.departures })}
        </Link>
      )}
    </p>
  )
}

/** How many provisions the program carries as strongly as they need, in one sentence. */
function CoverageLine({ coverage }: { readonly coverage: Outline['coverage'] }) {
  const say = useTexts(text)
  const { unlisted } = coverage
  return (
    <p className="mb-3 text-[0.9375rem] text-sub">
      {say('coverage', coverage)}
      {unlisted > 0 && <> {say('unlisted', { count: unlisted })}</>}
    </p>
  )
}
