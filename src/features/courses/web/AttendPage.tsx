import { api } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { usePathParams, useSearchParams } from '#ui/address.ts'
import { useState } from 'react'
import { useTexts } from '#ui/i18n/index.ts'
import { Button, ButtonLink } from '#ui/parts/Button.tsx'
import { FootBar } from '#ui/parts/FootBar.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { useSession } from '#ui/session/session.ts'
import { text } from './text.ts'
import { touchedByMaking } from './touched.ts'

/** Where the code on the screen of the room leads: one press, and one is present. */
export default function AttendPage() {
  const say = useTexts(text)
  const { id = '' } = usePathParams()
  const [{ code = '' }] = useSearchParams()
  const { person } = useSession()
  const [title, setTitle] = useState<string>()
  const attend = useAction({
    call: () => api.post('/api/course-sessions/:id/attendance', { params: { id }, body: { code } }),
    invalidates: touchedByMaking,
    done: (came) => setTitle(came.title),
  })
  return (
    <>
      <PageHeading title={say('attend')} />
      <ProblemNotice error={attend.problem} />
      {title === undefined ? (
        <p className="max-w-prose">{say('attendBody', { name: person.name })}</p>
      ) : (
        <Notice kind="good" title={say('attended')}>
          {say('attendedBody', { title })}
        </Notice>
      )}
      <div className="h-6" />
      <FootBar>
        {title === undefined ? (
          <Button
            kind="main"
            size="large"
            isPending={attend.pending}
            onPress={() => void attend.run()}
          >
            {say('attendDo')}
          </Button>
        ) : (
          <ButtonLink href="/courses">{say('toCourses')}</ButtonLink>
        )}
      </FootBar>
    </>
  )
}
