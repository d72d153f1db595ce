import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, keyOf, queryOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, ButtonLink, Link } from '#ui/parts/Button.tsx'
import { Card, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { showToast } from '#ui/parts/toast.ts'
import { MomentText } from '#ui/parts/texts.tsx'
import type { OwnAccount } from '../contract/own.ts'
import { SessionRows, TokenRows } from './AccessRows.tsx'
import { text } from './text.ts'
import { TokenDialog } from './TokenDialog.tsx'

/** The reader's own account: its protection, its sessions, the programs that use it. */
export default function AccountPage() {
  const say = useTexts(text)
  const { data, error } = useQuery(queryOf('/api/account'))
  return (
    <>
      <PageHeading
        title={say('accountTitle')}
        {...(data
          ? { lead: `${data.personName}${signs().paren}${data.name}${signs().unparen}` }
          : {})}
      />
      <ProblemNotice error={error} />
      {data !== undefined && (
        <>
          <Security account={data} />
          <Sessions account={data} />
          <Tokens account={data} />
          <p className="mt-7 text-[0.9375rem]">
            <Link href="/year">{say('toCalendar')}</Link>
          </p>
        </>
      )}
    </>
  )
}

/** An action that ends sessions or a token and confirms it. */
function useEnding<Input = void>(call: (input: Input) => Promise<undefined>) {
  const say = useTexts(text)
  return useAction({
    call,
    invalidates: [keyOf('/api/account')],
    done: () => showToast(say('ended')),
    refusal: 'toast',
  })
}

function Security({ account }: { readonly account: OwnAccount }) {
  const say = useTexts(text)
  const states = { on: 'good', off: 'none', wanted: 'due' } as const
  return (
    <Section title={say('security')}>
      <Card>
        <Rows>
          <Row
            title={say('lastSignIn')}
            subject={account.lastSignInAt ? <MomentText at={account.lastSignInAt} /> : say('never')}
          />
          <Row
            title={say('passwordTitle')}
            detail={
              <>
                {say('setAt')} <MomentText at={account.passwordSetAt} />
              </>
            }
            action={
              <ButtonLink href="/password" size="small">
                {say('changePassword')}
              </ButtonLink>
            }
          />
          <Row
            title={say('totp')}
            state={<Tag state={states[account.totp]}>{say(`totp.${account.totp}`)}</Tag>}
            detail={
              account.totp === 'wanted'
                ? say('totpWantedBody')
                : account.totp === 'on'
                  ? `${say('passkeyCount', { count: account.passkeys })}${signs().gap}${say('codesLeft', { count: account.recoveryCodesLeft })}`
                  : undefined
            }
            action={
              <ButtonLink
                href="/two-factor"
                size="small"
                kind={account.totp === 'wanted' ? 'main' : 'plain'}
              >
                {say(account.totp === 'on' ? 'manage' : 'setUp')}
              </ButtonLink>
            }
          />
        </Rows>
      </Card>
    </Section>
  )
}

function Sessions({ account }: { readonly account: OwnAccount }) {
  const say = useTexts(text)
  const endOthers = useEnding(() => api.delete('/api/account/sessions'))
  const end = useEnding((id: string) => api.delete('/api/account/sessions/:id', { params: { id } }))
  const others = account.sessions.length > 1
  return (
    <Section
      title={say('sessions')}
      count={account.sessions.length}
      actions={
        others && (
          <Button size="small" onPress={() => void endOthers.run()}>
            {say('endOthers')}
          </Button>
        )
      }
    >
      <SessionRows rows={account.sessions} onEnd={(id) => void end.run(id)} />
    </Section>
  )
}

function Tokens({ account }: { readonly account: OwnAccount }) {
  const say = useTexts(text)
  const end = useEnding((id: string) => api.delete('/api/account/tokens/:id', { params: { id } }))
  const [making, make] = useState(false)
  return (
    <Section
      title={say('tokens')}
      count={account.tokens.length}
      actions={
        <Button size="small" icon="plus" onPress={() => make(true)}>
          {say('newToken')}
        </Button>
      }
    >
      <p className="mb-2 text-[0.9375rem] text-sub">{say('tokensLead')}</p>
      {account.tokens.length > 0 && (
        <TokenRows rows={account.tokens} onEnd={(id) => void end.run(id)} />
      )}
      {making && <TokenDialog lastDay={account.lastTokenDay} onClose={() => make(false)} />}
    </Section>
  )
}
