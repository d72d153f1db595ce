import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, queryOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { usePathParams } from '#ui/address.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Button, ButtonLink } from '#ui/parts/Button.tsx'
import { FootBar } from '#ui/parts/FootBar.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Progress } from '#ui/parts/Progress.tsx'
import type { LessonView } from '../contract.ts'
import { Markdown } from './Markdown.tsx'
import { Test } from './Test.tsx'
import { text } from './text.ts'

/** Taking a course: its pages one by one, then the test. */
export default function LessonPage() {
  const { id = '' } = usePathParams()
  const { data, error } = useQuery(queryOf('/api/courses/:id/lesson', { params: { id } }))
  if (data === undefined)
    return error === null ? (
      <div className="skeleton h-96 rounded-12" />
    ) : (
      <ProblemNotice error={error} />
    )
  return <Lesson key={data.edition} lesson={data} />
}

function Lesson({ lesson }: { readonly lesson: LessonView }) {
  const say = useTexts(text)
  const { id, title, edition, pages, occurrence } = lesson
  const [at, setAt] = useState(Math.min(lesson.page, pages.length))
  const keep = useAction({
    call: (page: number) =>
      api.put('/api/courses/:id/lesson', { params: { id }, body: { edition, page } }),
    invalidates: [],
  })
  const goTo = (page: number) => {
    setAt(page)
    window.scrollTo(0, 0)
    if (occurrence !== null && page > lesson.page) void keep.run(page)
  }
  const page = pages[at]
  return (
    <>
      <PageHeading
        title={title}
        above={<Breadcrumb trail={[{ title: say('title'), href: '/courses' }]} />}
      />
      <div className="mb-6 max-w-prose">
        <Progress
          label={say(page === undefined ? 'test' : 'material')}
          value={(at / Math.max(1, pages.length)) * 100}
          detail={say('pageOf', { page: Math.min(at + 1, pages.length), pages: pages.length })}
        />
      </div>
      {page === undefined ? (
        <Test lesson={lesson} onBack={() => goTo(0)} />
      ) : (
        <>
          <article aria-label={page.title}>
            <h2 className="mb-3 text-[1.375rem] font-700">{page.title}</h2>
            <Markdown source={page.text} />
          </article>
          <div className="h-6" />
          <FootBar>
            <Button kind="main" size="large" onPress={() => goTo(at + 1)}>
              {say(at + 1 === pages.length ? 'toTest' : 'next')}
            </Button>
            {at > 0 ? (
              <Button onPress={() => goTo(at - 1)}>{say('back')}</Button>
            ) : (
              <ButtonLink href="/courses">{say('later')}</ButtonLink>
            )}
          </FootBar>
        </>
      )}
    </>
  )
}
