import { useState } from 'react'
import { api, queryClient } from '#ui/api.ts'
import { Form } from '#ui/form/Form.tsx'
import type { FormField } from '#ui/form/types.ts'
import { useText } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { tell } from '#ui/parts/toast.ts'
import { text } from './text.ts'

/** The case waits for somebody who has left: name another. */
export function HandOver({
  id,
  from,
  name,
}: {
  readonly id: string
  readonly from: string
  readonly name: string
}) {
  const say = useText(text)
  const [asking, ask] = useState(false)
  const fields: readonly FormField[] = [
    { id: 'to', title: say('handOverTo'), type: 'person', required: true },
    { id: 'reason', title: say('handOverReason'), type: 'long-text', required: true },
  ]
  return (
    <Notice
      kind="warn"
      title={say('left', { name })}
      foot={
        <Button kind="line" onPress={() => ask(true)}>
          {say('handOver')}
        </Button>
      }
    >
      {say('leftBody')}
      <DialogFrame isOpen={asking} title={say('handOver')} onClose={() => ask(false)}>
        <Form
          fields={fields}
          submit={say('handOver')}
          onSubmit={async (values) => {
            await api.post(`/api/cases/${id}/hand-over`, { ...values, from })
            ask(false)
            tell(say('handedOver'))
            await queryClient.invalidateQueries()
          }}
        />
      </DialogFrame>
    </Notice>
  )
}
