import { Suspense } from 'react'
import { useQuery } from '@tanstack/react-query'
import { queryOf } from '#ui/api.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Link } from '#ui/parts/Button.tsx'
import { Section } from '#ui/parts/Card.tsx'
import { StartList } from './StartList.tsx'
import { text } from './text.ts'

/** The start list above the tasks, while something on it is neither done nor put aside. */
export default function StartOnHome() {
  return (
    <Suspense>
      <OnHome />
    </Suspense>
  )
}

function OnHome() {
  const say = useTexts(text)
  const { data } = useQuery(queryOf('/api/start'))
  if (data === undefined || !data.goesOn) return null
  const shown = data.lines.filter(({ state }) => state !== 'aside')
  const done = shown.filter(({ state }) => state === 'done').length
  return (
    <div className="mb-8">
      <Section
        title={say('title')}
        actions={
          <span className="text-[0.9375rem] text-sub">
            {say('progress', { done, of: shown.length })}
          </span>
        }
      >
        <p className="mb-3 text-[0.9375rem] text-sub">{say('lead')}</p>
        <StartList answer={data} lines={shown} />
        <p className="mt-3 text-[0.9375rem]">
          <Link href="/organization/start">
            {say(shown.length < data.lines.length ? 'withAside' : 'page', {
              count: data.lines.length - shown.length,
            })}
          </Link>
        </p>
      </Section>
    </div>
  )
}
