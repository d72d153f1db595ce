import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { dayOf } from '#kernel/calendar/days.ts'
import { queryOf } from '#ui/api.ts'
import { useSearchParams } from '#ui/address.ts'
import { useFormatDate } from '#ui/dates.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { ButtonLink, Link } from '#ui/parts/Button.tsx'
import { EmptyState } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { SearchBox } from '#ui/parts/SearchBox.tsx'
import type { Outline } from '../contract.ts'
import { Chapters } from './Chapters.tsx'
import { StateSummary } from './StateSummary.tsx'
import { text } from './text.ts'

/** 条項マップ: the policy as an outline, each provision a row with its state. */
export default function PolicyPage() {
  const { data, error } = useQuery({ ...queryOf('/api/policy'), staleTime: 30_000 })
  if (data === undefined) return <ProblemNotice error={error} />
  return <PolicyMap outline={data} />
}

function PolicyMap({ outline }: { readonly outline: Outline }) {
  const say = useTexts(text)
  const [search, change] = useSearchParams()
  const words = useDeferredValue(String(search['q'] ?? ''))
    .normalize('NFKC')
    .toLowerCase()
  const state = search['state']
  const shown = outline.provisions.filter(
    (provision) =>
      (state === undefined || provision.state === state) &&
      (words === '' ||
        `${provision.ref} ${provision.gist}`.normalize('NFKC').toLowerCase().includes(words)),
  )
  return (
    <>
      <PageHeading
        title={say('map')}
        lead={say('lead', { title: outline.title, edition: outline.edition })}
        actions={
          outline.mayImport && (
            <ButtonLink icon="upload" href="/policy/import">
              {say('import')}
            </ButtonLink>
          )
        }
      />
      <Wording outline={outline} />
      <CoverageLine coverage={outline.coverage} />
      <StateSummary outline={outline} chosen={state} choose={(next) => change({ state: next })} />
      <div className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="w-full max-w-md">
          <SearchBox
            label={say('find')}
            value={String(search['q'] ?? '')}
            onSearch={(q) => change({ q: q || undefined })}
          />
        </div>
        <p aria-live="polite" className="text-[0.9375rem] text-sub">
          {words !== '' || state !== undefined ? say('found', { count: shown.length }) : ''}
        </p>
      </div>
      {shown.length === 0 ? (
        <EmptyState title={say('notFound')} />
      ) : (
        <Chapters outline={outline} shown={shown} open={words !== '' || state !== undefined} />
      )}
    </>
  )
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
