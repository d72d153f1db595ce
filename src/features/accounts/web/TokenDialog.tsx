import { useRef, useState } from 'react'
import { api, keyOf } from '#ui/api.ts'
import { textOf } from '#ui/form/values.ts'
import { useFormatDate } from '#ui/dates.ts'
import { useAction } from '#ui/action.ts'
import { Form } from '#ui/form/Form.tsx'
import type { FormField, Values } from '#ui/form/types.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { LabelledInput, Secret } from './FormParts.tsx'
import { text } from './text.ts'

const scopes = ['read', 'write'] as const

/**
 * Creates an API token and shows it only once. The present password is asked for: a token outlives
 * the session.
 */
export function TokenDialog({
  lastDay,
  onClose,
}: {
  /** The last day that may be chosen, YYYY-MM-DD. */
  readonly lastDay: string
  readonly onClose: () => void
}) {
  const say = useTexts(text)
  const formatDate = useFormatDate()
  const [token, setToken] = useState<string>()
  const proof = useRef<HTMLDivElement>(null)
  const fields: readonly FormField[] = [
    { id: 'title', title: say('tokenTitle'), type: 'text', required: true },
    {
      id: 'scopes',
      title: say('scopes'),
      type: 'choices',
      required: true,
      options: scopes.map((id) => ({ id, title: say(id) })),
    },
    {
      id: 'until',
      title: say('until'),
      help: say('untilHelp', { day: formatDate(lastDay) }),
      type: 'date',
      required: true,
    },
  ]
  const make = useAction({
    call: ({ title, scopes: given, until, password }: Values) =>
      api.post('/api/account/tokens', {
        body: {
          title: textOf(title),
          scopes: scopes.filter((scope) => Array.isArray(given) && given.includes(scope)),
          until: textOf(until),
          password: textOf(password),
        },
      }),
    invalidates: [keyOf('/api/account')],
    done: (made) => setToken(made.token),
  })
  return (
    <DialogFrame
      isOpen
      title={say('newToken')}
      onClose={onClose}
      {...(token === undefined
        ? {}
        : {
            actions: (
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
          submitLabel={say('newToken')}
          below={
            <div ref={proof}>
              <LabelledInput
                name="password"
                type="password"
                isMarked
                label={say('current')}
                help={say('tokenPassword')}
                autoComplete="current-password"
                error={make.problem}
              />
            </div>
          }
          onSubmit={async (values) => {
            const input = proof.current?.querySelector('input')
            if (!input?.value) {
              input?.focus()
              return false
            }
            await make.send({ ...values, password: input.value })
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
