import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dayOf } from '#kernel/calendar/days.ts'
import { searchKey } from '#kernel/fields/search.ts'
import { queryOf } from '#ui/api.ts'
import { useFormatDate } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Link } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { SearchBox } from '#ui/parts/SearchBox.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { FormRow } from '../contract.ts'
import { text } from './text.ts'

/** Every form of the policy; those with the organisation's own layout first. */
export default function LayoutsPage() {
  const say = useTexts(text)
  const [words, setWords] = useState('')
  const { data, error } = useQuery(queryOf('/api/layouts'))
  const results = data?.forms.filter((form) =>
    searchKey(`${form.form ?? ''} ${form.title}`).includes(searchKey(words)),
  )
  return (
    <>
      <PageHeading title={say('title')} lead={say('lead')} />
      <ProblemNotice error={error} />
      {results === undefined ? (
        <div className="skeleton h-72 rounded-12" />
      ) : (
        <>
          <div className="max-w-md">
            <SearchBox label={say('find')} value={words} onSearch={setWords} />
          </div>
          {results.length === 0 && (
            <div className="mt-6">
              <EmptyState title={say('none')}>{say('noneBody')}</EmptyState>
            </div>
          )}
          <Forms title={say('own')} forms={results.filter((form) => form.layout !== null)} />
          <Forms
            title={say(
              data?.forms.some((form) => form.layout !== null) === true ? 'others' : 'all',
            )}
            forms={results.filter((form) => form.layout === null)}
          />
        </>
      )}
    </>
  )
}

function Forms({ title, forms }: { readonly title: string; readonly forms: readonly FormRow[] }) {
  const say = useTexts(text)
  const date = useFormatDate()
  if (forms.length === 0) return null
  return (
    <Section title={title} count={forms.length}>
      <Card>
        <Rows label={title}>
          {forms.map(({ procedure, title: name, form, layout }) => (
            <Row
              key={procedure}
              title={
                <Link href={`/layouts/${procedure}`} quiet>
                  {name}
                </Link>
              }
              {...(form === null ? {} : { subject: form })}
              {...(layout === null
                ? {}
                : {
                    detail: `${say('version', { version: layout.version })}${signs().gap}${say('since', { date: date(dayOf(layout.madeAt)) })}`,
                    state: layout.outdated ? (
                      <Tag state="late">{say('outdated')}</Tag>
                    ) : (
                      <Tag state="good">{say('inUse')}</Tag>
                    ),
                  })}
            />
          ))}
        </Rows>
      </Card>
    </Section>
  )
}
