import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { WhatWaits } from '#features/organization/web/public.ts'
import { useNavigateTo } from '#ui/address.ts'
import { api, keyOf, queryOf } from '#ui/api.ts'
import { oneOf, someText, textOf } from '#ui/form/values.ts'
import { useAction } from '#ui/action.ts'
import { Form } from '#ui/form/Form.tsx'
import type { FormField, Values } from '#ui/form/types.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Card, Row, Rows } from '#ui/parts/Card.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { Menu } from '#ui/parts/Menu.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { showToast } from '#ui/parts/toast.ts'
import { MomentText } from '#ui/parts/texts.tsx'
import { useSession } from '#ui/session/session.ts'
import type { AccountRow, TemporaryPassword } from '../contract/administration.ts'
import { Secret } from './FormParts.tsx'
import { printSlip } from './printSlip.ts'
import { text } from './text.ts'

/** What a change of an account may affect. */
const touchedByAccounts = [keyOf('/api/accounts'), keyOf('/api/transfers'), keyOf('/api/persons')]

/** Who can sign in, for those who keep the accounts. */
export default function AccountsPage() {
  const say = useTexts(text)
  const { data, error } = useQuery(queryOf('/api/accounts'))
  const [inviting, invite] = useState(false)
  const [temporary, setTemporary] = useState<TemporaryPassword>()
  const [ending, end] = useState<AccountRow>()
  const session = useSession()
  const endAccount = useAction({
    call: (id: string) => api.delete('/api/accounts/:id', { params: { id } }),
    invalidates: touchedByAccounts,
    done: () => {
      end(undefined)
      showToast(say('ended'))
    },
    refusal: 'toast',
  })
  return (
    <>
      <PageHeading
        title={say('accounts')}
        lead={say('accountsLead')}
        actions={
          <Button kind="main" icon="plus" onPress={() => invite(true)}>
            {say('invite')}
          </Button>
        }
      />
      <ProblemNotice error={error} />
      {data !== undefined && (
        <Card>
          <Rows label={say('accounts')}>
            {data.map((row) => (
              <AccountItem key={row.id} row={row} onMade={setTemporary} onEnd={() => end(row)} />
            ))}
          </Rows>
        </Card>
      )}
      {inviting && (
        <Invite
          onClose={() => invite(false)}
          onMade={(password) => {
            invite(false)
            setTemporary(password)
          }}
        />
      )}
      {temporary !== undefined && (
        <DialogFrame
          isOpen
          title={say(temporary.kind === 'code' ? 'temporaryCode' : 'temporary')}
          onClose={() => setTemporary(undefined)}
          actions={
            <>
              <Button
                kind="main"
                onPress={() =>
                  void navigator.clipboard
                    .writeText(temporary.password)
                    .then(() => showToast(say('copied')))
                }
              >
                {say('copy')}
              </Button>
              <Button
                icon="print"
                onPress={() =>
                  printSlip(session.organization.title, [
                    [say('account'), temporary.account],
                    [
                      say(temporary.kind === 'code' ? 'temporaryCode' : 'temporary'),
                      temporary.password,
                    ],
                    [say('slipWhere'), globalThis.location.origin],
                  ])
                }
              >
                {say('printSlip')}
              </Button>
              <Button onPress={() => setTemporary(undefined)}>{say('close')}</Button>
            </>
          }
        >
          <p className="mb-3">
            {say(temporary.kind === 'code' ? 'temporaryCodeBody' : 'temporaryBody', {
              account: temporary.account,
            })}
          </p>
          <Secret value={temporary.password} />
        </DialogFrame>
      )}
      {ending !== undefined && (
        <DialogFrame
          isOpen
          title={say('sure', { name: ending.personName })}
          onClose={() => end(undefined)}
          actions={
            <Button
              kind="stop"
              isPending={endAccount.pending}
              onPress={() => void endAccount.run(ending.id)}
            >
              {say('doEnd')}
            </Button>
          }
        >
          <WhatWaits person={ending.person} />
          <p>{say('sureBody')}</p>
        </DialogFrame>
      )}
    </>
  )
}

function AccountItem({
  row,
  onMade,
  onEnd,
}: {
  readonly row: AccountRow
  readonly onMade: (temporary: TemporaryPassword) => void
  readonly onEnd: () => void
}) {
  const say = useTexts(text)
  const go = useNavigateTo()
  const params = { id: row.id }
  const reset = useAction({
    call: (withTotp: boolean) =>
      api.post('/api/accounts/:id/password', { params, body: { withTotp } }),
    invalidates: touchedByAccounts,
    done: onMade,
    refusal: 'toast',
  })
  const administer = useAction({
    call: (administrator: boolean) =>
      api.put('/api/accounts/:id/administrator', { params, body: { administrator } }),
    invalidates: [...touchedByAccounts, keyOf('/api/session')],
    done: () => showToast(say('saved')),
    refusal: 'toast',
  })
  return (
    <Row
      title={row.personName}
      subject={<span className="font-mono text-[0.9375rem]">{row.name}</span>}
      detail={
        <>
          {row.unitTitle}
          {signs().gap}
          {say('signedIn')} {row.signedInAt ? <MomentText at={row.signedInAt} /> : say('notYet')}
          {row.sessions + row.tokens > 0 &&
            `${signs().gap}${say('accessCounts', { sessions: row.sessions, tokens: row.tokens })}`}
        </>
      }
      state={
        <span className="flex flex-wrap gap-2">
          {row.administrator && <Tag>{say('adminMark')}</Tag>}
          {row.kind === 'code' && <Tag>{say('codeMark')}</Tag>}
          <State row={row} />
        </span>
      }
      {...(row.endedAt
        ? {}
        : {
            action: (
              <Menu
                title={say('more')}
                size="small"
                entries={[
                  {
                    id: 'access',
                    title: say('accessMenu'),
                    onAction: () => go(`/organization/accounts/${row.id}`),
                  },
                  {
                    id: 'reset',
                    title: say(row.kind === 'code' ? 'resetCode' : 'reset'),
                    onAction: () => void reset.run(false),
                  },
                  ...(row.totp || row.passkeys > 0
                    ? [
                        {
                          id: 'reset-all',
                          title: say('resetAll'),
                          onAction: () => void reset.run(true),
                        },
                      ]
                    : []),
                  ...(row.kind === 'code'
                    ? []
                    : [
                        {
                          id: 'administrator',
                          title: say(row.administrator ? 'dropAdmin' : 'makeAdmin'),
                          onAction: () => void administer.run(!row.administrator),
                        },
                      ]),
                  { id: 'end', title: say('end'), onAction: onEnd, isDestructive: true },
                ]}
              />
            ),
          })}
    />
  )
}

function State({ row }: { readonly row: AccountRow }) {
  const say = useTexts(text)
  if (row.endedAt) return <Tag state="none">{say('endedMark')}</Tag>
  if (row.suspendedAt) return <Tag state="none">{say('suspended')}</Tag>
  if (row.lockedUntil) return <Tag state="late">{say('locked')}</Tag>
  return row.mustChange ? (
    <Tag state="due">{say('mustMark')}</Tag>
  ) : (
    <Tag state="good">{say('using')}</Tag>
  )
}

const kinds = ['password', 'code'] as const

function Invite({
  onClose,
  onMade,
}: {
  readonly onClose: () => void
  readonly onMade: (temporary: TemporaryPassword) => void
}) {
  const say = useTexts(text)
  const [person, setPerson] = useState('')
  const { data } = useQuery({
    ...queryOf('/api/accounts/proposal', { query: { person } }),
    enabled: person !== '',
  })
  const proposal = data?.account ?? ''
  const fields: readonly FormField[] = [
    { id: 'person', title: say('person'), type: 'person', required: true },
    {
      id: 'kind',
      title: say('kind'),
      help: say('kindHelp'),
      type: 'choice',
      options: kinds.map((id) => ({ id, title: say(`kind.${id}`) })),
      required: true,
    },
    {
      id: 'account',
      title: say('account'),
      help: proposal === '' ? say('accountHelp') : say('accountProposed', { account: proposal }),
      type: 'text',
      required: proposal === '',
      whenSource: "kind != 'code'",
    },
    {
      id: 'administrator',
      title: say('administrator'),
      type: 'yes-no',
      required: false,
      whenSource: "kind != 'code'",
    },
  ]
  const invite = useAction({
    call: ({ person, kind, account, administrator }: Values) =>
      api.post('/api/accounts', {
        body: {
          person: textOf(person),
          kind: oneOf(kinds, kind),
          account: someText(account) ?? (kind === 'code' || proposal === '' ? undefined : proposal),
          administrator: administrator === true ? true : undefined,
        },
      }),
    invalidates: touchedByAccounts,
    done: onMade,
  })
  return (
    <DialogFrame isOpen title={say('invite')} onClose={onClose}>
      <Form
        fields={fields}
        values={{ kind: 'password' }}
        onValues={(values) => setPerson(textOf(values['person']))}
        submitLabel={say('invite')}
        onSubmit={async (values) => {
          await invite.send(values)
        }}
      />
    </DialogFrame>
  )
}
