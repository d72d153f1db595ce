import { useQuery } from '@tanstack/react-query'
import { queryOf } from '#ui/api.ts'
import { usePathParams, useSearchParams } from '#ui/address.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { EmptyState, Section } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { PrintButton } from '#ui/parts/PrintButton.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { SelectBox } from '#ui/parts/SelectBox.tsx'
import type { RoundResults } from '../contract/results.ts'
import { ItemBars } from './results/ItemBars.tsx'
import { UnitTable } from './results/UnitTable.tsx'
import { text } from './text.ts'

/** How people answered in a turn: the items of a unit, the wrong ones first, and the units below. */
export default function ResultsPage() {
  const say = useTexts(text)
  const { round = '' } = usePathParams()
  const [{ turn }] = useSearchParams()
  const { data, error } = useQuery(
    queryOf('/api/rounds/:round/results', {
      params: { round },
      query: turn === undefined ? {} : { turn },
    }),
  )
  if (data === undefined)
    return error === null ? (
      <div className="skeleton h-96 rounded-12" />
    ) : (
      <ProblemNotice error={error} />
    )
  return (
    <>
      <PageHeading
        title={say('resultsOf', { title: data.round.title })}
        lead={say('resultsLead', { least: data.least })}
        above={
          <Breadcrumb
            trail={[
              { title: say('rounds'), href: '/rounds' },
              { title: data.round.title, href: `/rounds/${data.round.id}` },
            ]}
          />
        }
        actions={data.units.length > 0 && <PrintButton />}
      />
      {data.units.length === 0 ? (
        <EmptyState title={say('noResults')}>{say('noResultsBody')}</EmptyState>
      ) : (
        <Results results={data} />
      )}
    </>
  )
}

function Results({ results }: { readonly results: RoundResults }) {
  const say = useTexts(text)
  const [{ unit: wanted }, change] = useSearchParams()
  const { units, turn, turns, before } = results
  const unit = units.find(({ id }) => id === wanted) ?? units[0]
  if (unit === undefined) return null
  return (
    <>
      <div className="mb-6 flex flex-wrap gap-x-6 gap-y-3" data-screen-only>
        {turns.length > 1 && (
          <Choice
            label={say('turn')}
            value={turn?.id ?? ''}
            options={turns}
            onChange={(id) => change({ turn: id })}
          />
        )}
        {units.length > 1 && (
          <Choice
            label={say('unit')}
            value={unit.id ?? ''}
            options={units.map(({ id, title, depth }) => ({
              id: id ?? '',
              title: `${'　'.repeat(depth)}${title}`,
            }))}
            onChange={(id) => change({ unit: id === '' ? undefined : id })}
          />
        )}
      </div>
      <Section title={unit.title}>
        <p className="mb-4">
          {say('finishedOf', { closed: unit.closed, asked: unit.asked })}
          {before !== null && ` ${say('beforeIs', { title: before.title })}`}
        </p>
        <ItemBars items={results.items} unit={unit} />
      </Section>
      {units.length > 1 && (
        <Section title={say('resultUnits')}>
          <UnitTable results={results} onUnit={(id) => change({ unit: id ?? undefined })} />
        </Section>
      )}
    </>
  )
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly id: string; readonly title: string }[]
  readonly onChange: (id: string) => void
}) {
  return (
    <label className="block">
      <span className="mb-1 block text-[0.8125rem] text-sub">{label}</span>
      <SelectBox value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </SelectBox>
    </label>
  )
}
