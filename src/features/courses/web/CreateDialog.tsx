import { api } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useNavigateTo } from '#ui/address.ts'
import { Form } from '#ui/form/Form.tsx'
import type { FormField, Values } from '#ui/form/types.ts'
import { textOf } from '#ui/form/values.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import type { Making } from '../contract.ts'
import { text } from './text.ts'
import { touchedByMaking } from './touched.ts'

/** Begins a course: for which rounds, and from which template. */
export function CreateDialog({
  making,
  onClose,
}: {
  readonly making: Making
  readonly onClose: () => void
}) {
  const say = useTexts(text)
  const go = useNavigateTo()
  const fields: readonly FormField[] = [
    { id: 'title', title: say('courseTitle'), type: 'text', required: true, max: 200 },
    {
      id: 'rounds',
      title: say('rounds'),
      help: say('roundsHelp'),
      type: 'choices',
      required: true,
      options: making.rounds,
    },
    ...(making.templates.length === 0
      ? []
      : [
          {
            id: 'template',
            title: say('template'),
            help: say('templateHelp'),
            type: 'choice' as const,
            required: false,
            options: making.templates,
          },
        ]),
  ]
  const create = useAction({
    call: ({ title, rounds, template }: Values) =>
      api.post('/api/courses', {
        body: {
          title: textOf(title),
          rounds: Array.isArray(rounds) ? rounds.map(String) : [],
          ...(textOf(template) === '' ? {} : { template: textOf(template) }),
        },
      }),
    invalidates: touchedByMaking,
    done: ({ id }) => {
      onClose()
      go(`/courses/${id}`)
    },
  })
  return (
    <DialogFrame isOpen title={say('create')} onClose={onClose}>
      <Form
        fields={fields}
        {...(making.rounds.length === 1
          ? { values: { rounds: making.rounds.map(({ id }) => id) } }
          : {})}
        submitLabel={say('createDo')}
        onSubmit={async (values) => {
          await create.send(values)
        }}
      />
    </DialogFrame>
  )
}
