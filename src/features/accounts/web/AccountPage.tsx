import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, queryClient } from '#ui/api.ts'
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
  const { data, error } = useQuery({
    queryKey: ['account'],
    queryFn: ({ signal }) => api.get<OwnAccount>('/api/account', { signal }),
  })
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

async function end(url: string, said: string): Promise<void> {
  await api.delete(url)
  await queryClient.invalidateQueries({ queryKey: ['account'] })
  tell(said)
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
  const others = account.sessions.length > 1
  return (
    <Section
      title={say('sessions')}
      count={account.sessions.length}
      acts={
        others && (
          <Button size="small" onPress={() => void end('/api/account/sessions', say('ended'))}>
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
                      <Button
                        size="small"
                        kind="stop"
                        onPress={() => void end(`/api/account/sessions/${one.id}`, say('ended'))}
                      >
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
                  <Button
                    size="small"
                    kind="stop"
                    onPress={() => void end(`/api/account/tokens/${one.id}`, say('ended'))}
                  >
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
