import { useQuery } from '@tanstack/react-query'
import { queryOf } from '#ui/api.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Section } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { StartList } from './StartList.tsx'
import { text } from './text.ts'

/** はじめの一時間: all lines of the start list, those put aside below with their word. */
export default function StartPage() {
  const say = useTexts(text)
  const { data, error } = useQuery(queryOf('/api/start'))
  const aside = data?.lines.filter(({ state }) => state === 'aside') ?? []
  return (
    <>
      <PageHeading title={say('title')} lead={say('lead')} />
      <ProblemNotice error={error} />
      {data === undefined && error === null && <div className="skeleton h-72 rounded-12" />}
      {data !== undefined && (
        <>
          <StartList answer={data} lines={data.lines.filter(({ state }) => state !== 'aside')} />
          {aside.length > 0 && (
            <Section title={say('asideTitle')} count={aside.length}>
              <StartList answer={data} lines={aside} />
            </Section>
          )}
        </>
      )}
    </>
  )
}
