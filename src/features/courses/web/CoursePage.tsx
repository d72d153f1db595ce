import { useQuery } from '@tanstack/react-query'
import { api, queryOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { usePathParams } from '#ui/address.ts'
import { Form } from '#ui/form/Form.tsx'
import type { FormField, Values } from '#ui/form/types.ts'
import { textOf } from '#ui/form/values.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Button } from '#ui/parts/Button.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { CourseContent, CourseView } from '../contract.ts'
import { text } from './text.ts'
import { touchedByMaking } from './touched.ts'

/** A course as it is written: its pages, its test, and what is taught of it. */
export default function CoursePage() {
  const { id = '' } = usePathParams()
  const { data, error } = useQuery(queryOf('/api/courses/:id', { params: { id } }))
  if (data === undefined)
    return error === null ? (
      <div className="skeleton h-96 rounded-12" />
    ) : (
      <ProblemNotice error={error} />
    )
  return <Course key={data.version} course={data} />
}

function Course({ course }: { readonly course: CourseView }) {
  const say = useTexts(text)
  const { id, title, state, edition, version, content, changed, mayChange } = course
  const fields = useFieldsOf(course)
  const act = useAction({
    call: (what: 'publish' | 'withdraw') =>
      what === 'publish'
        ? api.post('/api/courses/:id/publish', { params: { id }, ifMatch: version })
        : api.post('/api/courses/:id/withdraw', { params: { id }, ifMatch: version }),
    invalidates: touchedByMaking,
    done: (_result, what) => showToast(say(what === 'publish' ? 'publishDone' : 'withdrawDone')),
  })
  const keep = useAction({
    call: (values: Values) =>
      api.put('/api/courses/:id', {
        params: { id },
        ifMatch: version,
        body: {
          title: textOf(values['title']),
          rounds: listOf(values['rounds']).map(String),
          content: contentOf(values),
        },
      }),
    invalidates: touchedByMaking,
    done: () => showToast(say('kept')),
  })
  return (
    <>
      <PageHeading
        title={title}
        above={<Breadcrumb trail={[{ title: say('title'), href: '/courses' }]} />}
        lead={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1 text-[0.9375rem]">
            <Tag state={state === 'published' ? 'good' : 'none'}>{say(`state.${state}`)}</Tag>
            {edition > 0 && <span>{say('edition', { edition })}</span>}
            {edition > 0 && changed && <Tag state="due">{say('changedSince')}</Tag>}
            <span>{say('counts', { begun: course.begun, passed: course.passed })}</span>
          </span>
        }
      />
      <ProblemNotice error={act.problem} />
      {mayChange && (
        <div className="my-5 flex flex-wrap gap-3">
          {(changed || state !== 'published') && (
            <Button kind="main" isPending={act.pending} onPress={() => void act.run('publish')}>
              {say('publish')}
            </Button>
          )}
          {state === 'published' && (
            <Button isPending={act.pending} onPress={() => void act.run('withdraw')}>
              {say('withdraw')}
            </Button>
          )}
        </div>
      )}
      {mayChange ? (
        <Form
          fields={fields}
          values={{
            title,
            rounds: course.rounds.map((round) => round.id),
            pages: content.pages,
            questions: content.questions.map(({ ask, options, right, why }) => ({
              ask,
              options: options.join('\n'),
              right: right + 1,
              why,
            })),
            needed: content.needed,
          }}
          submitLabel={say('keep')}
          onSubmit={async (values) => {
            await keep.send(values)
          }}
        />
      ) : (
        <p className="text-sub">{say('notYours')}</p>
      )}
    </>
  )
}

function useFieldsOf({ making, rounds }: CourseView): readonly FormField[] {
  const say = useTexts(text)
  const offered = [...making, ...rounds.filter(({ id }) => making.every((each) => each.id !== id))]
  return [
    { id: 'title', title: say('courseTitle'), type: 'text', required: true, max: 200 },
    { id: 'rounds', title: say('rounds'), type: 'choices', required: true, options: offered },
    {
      id: 'pages',
      title: say('pagesField'),
      help: say('pagesHelp'),
      type: 'rows',
      required: false,
      columns: [
        { id: 'title', title: say('pageTitle'), type: 'text', required: true, max: 200 },
        { id: 'text', title: say('pageText'), type: 'long-text', required: true },
      ],
    },
    {
      id: 'questions',
      title: say('questionsField'),
      type: 'rows',
      required: false,
      columns: [
        { id: 'ask', title: say('ask'), type: 'text', required: true, max: 500 },
        { id: 'options', title: say('optionsField'), type: 'long-text', required: true },
        { id: 'right', title: say('rightField'), type: 'number', required: true, min: 1, max: 6 },
        { id: 'why', title: say('whyField'), type: 'long-text', required: true },
      ],
    },
    {
      id: 'needed',
      title: say('neededField'),
      type: 'number',
      required: true,
      min: 0,
      max: 60,
    },
  ]
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const rowsOf = (value: unknown): readonly Values[] => listOf(value) as readonly Values[]

/** The values of the form as the API takes them. */
function contentOf({ pages, questions, needed }: Values): CourseContent {
  return {
    pages: rowsOf(pages).map((page) => ({
      title: textOf(page['title']),
      text: textOf(page['text']),
    })),
    questions: rowsOf(questions).map((question) => ({
      ask: textOf(question['ask']),
      options: textOf(question['options'])
        .split('\n')
        .map((option) => option.trim())
        .filter((option) => option !== ''),
      right: Math.max(0, Number(question['right']) - 1),
      why: textOf(question['why']),
    })),
    needed: Number(needed),
  }
}
