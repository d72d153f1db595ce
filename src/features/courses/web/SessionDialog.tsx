import { api } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useNavigateTo } from '#ui/address.ts'
import { Form } from '#ui/form/Form.tsx'
import type { FormField, Values } from '#ui/form/types.ts'
import { textOf } from '#ui/form/values.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { Making } from '../contract.ts'
import { text } from './text.ts'
import { touchedByMaking } from './touched.ts'

/** Plans a session in a room. */
export function SessionDialog({
  making,
  onClose,
}: {
  readonly making: Making
  readonly onClose: () => void
}) {
  const say = useTexts(text)
  const go = useNavigateTo()
  const fields: readonly FormField[] = [
    { id: 'title', title: say('sessionTitle'), type: 'text', required: true, max: 200 },
    { id: 'round', title: say('round'), type: 'choice', required: true, options: making.rounds },
    { id: 'beginsAt', title: say('beginsAt'), type: 'date-time', required: true },
    { id: 'place', title: say('place'), type: 'text', required: true, max: 200 },
    { id: 'units', title: say('units'), help: say('unitsHelp'), type: 'units', required: false },
  ]
  const plan = useAction({
    call: ({ title, round, beginsAt, place, units }: Values) =>
      api.post('/api/course-sessions', {
        body: {
          title: textOf(title),
          round: textOf(round),
          beginsAt: textOf(beginsAt),
          place: textOf(place),
          units: Array.isArray(units) ? units.map(String) : [],
        },
      }),
    invalidates: touchedByMaking,
    done: ({ id }) => {
      showToast(say('planned'))
      onClose()
      go(`/courses/sessions/${id}`)
    },
  })
  const [first] = making.rounds
  return (
    <DialogFrame isOpen title={say('plan')} onClose={onClose}>
      <p className="mb-5">{say('planBody')}</p>
      <Form
        fields={fields}
        {...(first === undefined ? {} : { values: { round: first.id } })}
        submitLabel={say('planDo')}
        onSubmit={async (values) => {
          await plan.send(values)
        }}
      />
    </DialogFrame>
  )
}
