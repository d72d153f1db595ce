import { useState } from 'react'
import { api } from '#ui/api.ts'
import { touchedByCases } from './touched.ts'
import { textOf } from '#ui/form/values.ts'
import { useAction } from '#ui/action.ts'
import { Form } from '#ui/form/Form.tsx'
import type { FormField, Values } from '#ui/form/types.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { showToast } from '#ui/parts/toast.ts'
import { text } from './text.ts'

/** Says that the case waits for a person who has left, and lets the reader name another person. */
export function HandOver({
  id,
  from,
  name,
}: {
  readonly id: string
  readonly from: string
  readonly name: string
}) {
  const say = useTexts(text)
  const [isAsking, setAsking] = useState(false)
  const fields: readonly FormField[] = [
    { id: 'to', title: say('handOverTo'), type: 'person', required: true },
    { id: 'reason', title: say('handOverReason'), type: 'long-text', required: true },
  ]
  const handOver = useAction({
    call: ({ to, reason }: Values) =>
      api.post('/api/cases/:id/hand-over', {
        params: { id },
        body: { from, to: textOf(to), reason: textOf(reason) },
      }),
    invalidates: touchedByCases,
    done: () => {
      setAsking(false)
      showToast(say('handedOver'))
    },
  })
  return (
    <Notice
      kind="warn"
      title={say('left', { name })}
      footer={
        <Button kind="line" onPress={() => setAsking(true)}>
          {say('handOver')}
        </Button>
      }
    >
      {say('leftBody')}
      <DialogFrame isOpen={isAsking} title={say('handOver')} onClose={() => setAsking(false)}>
        <Form
          fields={fields}
          submitLabel={say('handOver')}
          onSubmit={async (values) => {
            await handOver.send(values)
          }}
        />
      </DialogFrame>
    </Notice>
  )
}
