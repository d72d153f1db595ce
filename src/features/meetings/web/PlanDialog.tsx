import { api } from '#ui/api.ts'
import { touchedByPlans } from './touched.ts'
import { textOf } from '#ui/form/values.ts'
import { useAction } from '#ui/action.ts'
import { useNavigateTo } from '#ui/address.ts'
import { Form } from '#ui/form/Form.tsx'
import type { FormField, Values } from '#ui/form/types.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { MeetingView, WaitingRound } from '../contract.ts'
import { text } from './text.ts'

/** Plans a meeting of a body, or changes a planned one. */
export function PlanDialog({
  body,
  rounds,
  meeting,
  onClose,
}: {
  readonly body: string
  /** Recurring work that a meeting closes: what is open, and what stands on the agenda already. */
  readonly rounds: readonly WaitingRound[]
  readonly meeting?: MeetingView
  readonly onClose: () => void
}) {
  const say = useTexts(text)
  const go = useNavigateTo()
  const onAgenda = (meeting?.topics ?? []).flatMap(({ occurrence, title }) =>
    occurrence === undefined ? [] : [{ id: occurrence, title }],
  )
  const offered = [
    ...onAgenda,
    ...rounds
      .filter(({ occurrence }) => onAgenda.every(({ id }) => id !== occurrence))
      .map(({ occurrence, title }) => ({ id: occurrence, title })),
  ]
  const fields: readonly FormField[] = [
    { id: 'beginsAt', title: say('beginsAt'), type: 'date-time', required: true },
    { id: 'place', title: say('place'), type: 'text', required: true, max: 200 },
    ...(offered.length === 0
      ? []
      : [
          {
            id: 'occurrences',
            title: say('roundsOffered'),
            help: say('roundsHelp'),
            type: 'choices' as const,
            required: false,
            options: offered,
          },
        ]),
    {
      id: 'topics',
      title: say('topics'),
      type: 'rows',
      required: false,
      columns: [
        { id: 'title', title: say('topic'), type: 'text', required: true, max: 200 },
        { id: 'text', title: say('topicText'), type: 'text', required: false },
      ],
    },
  ]
  const plan = useAction({
    call: ({ beginsAt, place, topics, occurrences }: Values) => {
      const planned = {
        beginsAt: textOf(beginsAt),
        place: textOf(place),
        topics: topicsOf(topics),
        occurrences: Array.isArray(occurrences) ? occurrences.map(String) : [],
      }
      return meeting === undefined
        ? api.post('/api/bodies/:body/meetings', { params: { body }, body: planned })
        : api.put('/api/meetings/:id', {
            params: { id: meeting.id },
            body: planned,
            ifMatch: meeting.version,
          })
    },
    invalidates: touchedByPlans,
    done: ({ id }) => {
      showToast(say(meeting === undefined ? 'planned' : 'changed'))
      onClose()
      go(`/meetings/${id}`)
    },
  })
  return (
    <DialogFrame
      isOpen
      title={say(meeting === undefined ? 'planTitle' : 'change')}
      onClose={onClose}
    >
      <p className="mb-5">{say('planBody')}</p>
      <Form
        fields={fields}
        {...(meeting === undefined
          ? { draft: `meeting:${body}` }
          : {
              values: {
                beginsAt: meeting.beginsAt,
                place: meeting.place,
                occurrences: onAgenda.map(({ id }) => id),
                topics: meeting.topics.filter(({ occurrence }) => occurrence === undefined),
              },
            })}
        submitLabel={say('keep')}
        onSubmit={async (values) => {
          await plan.send(values)
        }}
      />
    </DialogFrame>
  )
}

/** The rows of the topics as the API takes them. */
function topicsOf(rows: unknown): { title: string; text: string }[] {
  if (!Array.isArray(rows)) return []
  return rows.map((row: Values) => ({ title: textOf(row['title']), text: textOf(row['text']) }))
}
