import { api, queryClient } from '#ui/api.ts'
import { useGo } from '#ui/address.ts'
import { Form } from '#ui/form/Form.tsx'
import type { FormField, Values } from '#ui/form/types.ts'
import { useText } from '#ui/i18n/index.ts'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { tell } from '#ui/parts/toast.ts'
import type { MeetingView } from '../contract.ts'
import { text } from './text.ts'

/** Calls a meeting of a body, or changes one that is planned. */
export function PlanDialog({
  body,
  meeting,
  onClose,
}: {
  readonly body: string
  readonly meeting?: MeetingView
  readonly onClose: () => void
}) {
  const say = useText(text)
  const go = useGo()
  const fields: readonly FormField[] = [
    { id: 'beginsAt', title: say('beginsAt'), type: 'date-time', required: true },
    { id: 'place', title: say('place'), type: 'text', required: true, max: 200 },
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
  const send = async ({ beginsAt, place, topics }: Values): Promise<void> => {
    const plan = {
      beginsAt,
      place,
      topics: ((topics ?? []) as { title?: string; text?: string }[]).map((topic) => ({
        title: topic.title ?? '',
        text: topic.text ?? '',
      })),
    }
    const kept =
      meeting === undefined
        ? await api.post<{ id: string }>(`/api/bodies/${body}/meetings`, plan)
        : await api.put<{ id: string }>(`/api/meetings/${meeting.id}`, plan, {
            ifMatch: `"${meeting.version}"`,
          })
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: ['bodies'] }),
      queryClient.invalidateQueries({ queryKey: ['meetings'] }),
    ])
    tell(say(meeting === undefined ? 'planned' : 'changed'))
    onClose()
    go(`/meetings/${kept.id}`)
  }
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
              values: { beginsAt: meeting.beginsAt, place: meeting.place, topics: meeting.topics },
            })}
        submit={say('keep')}
        onSubmit={send}
      />
    </DialogFrame>
  )
}
