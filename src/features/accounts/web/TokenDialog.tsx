import { useState } from 'react'
import { api, queryClient } from '#ui/api.ts'
import { Form } from '#ui/form/Form.tsx'
import type { FormField } from '#ui/form/types.ts'
import { useText } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { Secret } from './Box.tsx'
import { text } from './text.ts'

/** Makes an API token and shows it this once. */
export function TokenDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useText(text)
  const [token, setToken] = useState<string>()
  const fields: readonly FormField[] = [
    { id: 'title', title: say('tokenTitle'), type: 'text', required: true },
    {
      id: 'scopes',
      title: say('scopes'),
      type: 'choices',
      required: true,
      options: [
        { id: 'read', title: say('read') },
        { id: 'write', title: say('write') },
      ],
    },
    { id: 'until', title: say('until'), type: 'date', required: false },
  ]
  return (
    <DialogFrame
      isOpen
      title={say('newToken')}
      onClose={onClose}
      {...(token === undefined
        ? {}
        : {
            acts: (
              <Button kind="main" onPress={onClose}>
                {say('close')}
              </Button>
            ),
          })}
    >
      {token === undefined ? (
        <Form
          fields={fields}
          values={{ scopes: ['read'] }}
          submit={say('newToken')}
          onSubmit={async (values) => {
            setToken((await api.post<{ token: string }>('/api/account/tokens', values)).token)
            await queryClient.invalidateQueries({ queryKey: ['account'] })
          }}
        />
      ) : (
        <>
          <p className="mb-3">{say('token')}</p>
          <Secret value={token} />
        </>
      )}
    </DialogFrame>
  )
}
