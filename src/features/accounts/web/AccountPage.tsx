import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, keyOf, queryOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useText } from '#ui/i18n/index.ts'
import { Button, ButtonLink } from '#ui/parts/Button.tsx'
import { Card, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { tell } from '#ui/parts/toast.ts'
import { MomentText } from '#ui/parts/texts.tsx'
import type { OwnAccount } from '../contract.ts'
import { text } from './text.ts'
import { TokenDialog } from './TokenDialog.tsx'

/** One's own account: how safe it is, where it is signed in, which programs use it. */
export default function AccountPage() {
  const say = useText(text)
  const { data, error } = useQuery(queryOf('/api/account'))
  return (
    <>
      <PageHeading
        title={say('accountTitle')}
        {...(data ? { lead: `${data.personName}（${data.name}）` } : {})}
      />
      <ProblemNotice error={error} />
      {data !== undefined && (
        <>
          <Security account={data} />
          <Sessions account={data} />
          <Tokens account={data} />
        </>
      )}
    </>
  )
}

/** Ends sessions or a token, and says so. */
function useEnding<Input = void>(call: (input: Input) => Promise<undefined>) {
  const say = useText(text)
  return useAction({
    call,
    invalidates: [keyOf('/api/account')],
    done: () => tell(say('ended')),
    refusal: 'toast',
  })
}

function Security({ account }: { readonly account: OwnAccount }) {
  const say = useText(text)
  const states = { on: 'good', off: 'none', wanted: 'due' } as const
  return (
    <Section title={say('security')}>
      <Card>
        <Rows>
          <Row
            what={say('lastSignIn')}
            which={account.lastSignInAt ? <MomentText at={account.lastSignInAt} /> : say('never')}
          />
          <Row
            what={say('passwordTitle')}
            detail={
              <>
                {say('setAt')} <MomentText at={account.passwordSetAt} />
              </>
            }
            act={
              <ButtonLink href="/password" size="small">
                {say('changePassword')}
              </ButtonLink>
            }
          />
          <Row
            what={say('totp')}
            state={<Tag state={states[account.totp]}>{say(`totp.${account.totp}`)}</Tag>}
            detail={
              account.totp === 'wanted'
                ? say('totpWantedBody')
                : account.totp === 'on'
                  ? say('codesLeft', { count: account.recoveryCodesLeft })
                  : undefined
            }
            act={
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
  const say = useText(text)
  const endOthers = useEnding(() => api.delete('/api/account/sessions'))
  const end = useEnding((id: string) => api.delete('/api/account/sessions/:id', { params: { id } }))
  const others = account.sessions.length > 1
  return (
    <Section
      title={say('sessions')}
      count={account.sessions.length}
      acts={
        others && (
          <Button size="small" onPress={() => void endOthers.run()}>
            {say('endOthers')}
          </Button>
        )
      }
    >
      <Card>
        <Rows>
          {account.sessions.map((one) => (
            <Row
              key={one.id}
              what={one.address ?? ''}
              which={agentName(one.agent)}
              detail={
                <>
                  {say('seen')} <MomentText at={one.seenAt} />
                </>
              }
              {...(one.current
                ? { state: <Tag state="turn">{say('here')}</Tag> }
                : {
                    act: (
                      <Button size="small" kind="stop" onPress={() => void end.run(one.id)}>
                        {say('endOne')}
                      </Button>
                    ),
                  })}
            />
          ))}
        </Rows>
      </Card>
    </Section>
  )
}

function Tokens({ account }: { readonly account: OwnAccount }) {
  const say = useText(text)
  const end = useEnding((id: string) => api.delete('/api/account/tokens/:id', { params: { id } }))
  const [making, make] = useState(false)
  return (
    <Section
      title={say('tokens')}
      count={account.tokens.length}
      acts={
        <Button size="small" icon="plus" onPress={() => make(true)}>
          {say('newToken')}
        </Button>
      }
    >
      <p className="mb-2 text-[0.9375rem] text-sub">{say('tokensLead')}</p>
      {account.tokens.length > 0 && (
        <Card>
          <Rows>
            {account.tokens.map((one) => (
              <Row
                key={one.id}
                what={one.title}
                which={one.scopes
                  .map((scope) => say(scope === 'write' ? 'write' : 'read'))
                  .join('・')}
                detail={
                  <>
                    <MomentText at={one.createdAt} />
                    {one.expiresAt !== null && (
                      <>
                        {' '}
                        〜 <MomentText at={one.expiresAt} />
                      </>
                    )}
                  </>
                }
                act={
                  <Button size="small" kind="stop" onPress={() => void end.run(one.id)}>
                    {say('revoke')}
                  </Button>
                }
              />
            ))}
          </Rows>
        </Card>
      )}
      {making && <TokenDialog onClose={() => make(false)} />}
    </Section>
  )
}

/** The program and the machine that a User-Agent names, as far as it is a usual one. */
function agentName(agent: string | null): string {
  const program = /Edg\//.test(agent ?? '')
    ? 'Edge'
    : /(Firefox|Chrome|Safari)\//.exec(agent ?? '')?.[1]
  const machine = /iPhone|iPad|Android|Windows|Macintosh|Linux/
    .exec(agent ?? '')?.[0]
    ?.replace('Macintosh', 'Mac')
  return [program, machine].filter(Boolean).join('・') || (agent ?? '')
}
