import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { api, keyOf, queryOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Section } from '#ui/parts/Card.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { AccountAccess } from '../contract/administration.ts'
import { PasskeyRows, SessionRows, TokenRows } from './AccessRows.tsx'
import { text } from './text.ts'

/** Where somebody is signed in, their tokens and their second factors, for administrators. */
export default function AccountAccessPage() {
  const say = useTexts(text)
  const { id = '' } = useParams({ strict: false })
  const { data, error } = useQuery(queryOf('/api/accounts/:id/access', { params: { id } }))
  return (
    <>
      <PageHeading
        title={say('accessTitle')}
        lead={
          data
            ? `${data.personName}${signs().paren}${data.name}${signs().unparen}`
            : say('accessLead')
        }
      />
      <ProblemNotice error={error} />
      {data !== undefined && <Access account={data} />}
    </>
  )
}

function Access({ account }: { readonly account: AccountAccess }) {
  const say = useTexts(text)
  const { id, own } = account
  const parts = { invalidates: [keyOf('/api/accounts')], refusal: 'toast' } as const
  const done = (): void => showToast(say('ended'))
  const endAll = useAction({
    ...parts,
    call: () => api.delete('/api/accounts/:id/access', { params: { id } }),
    done,
  })
  const endSession = useAction({
    ...parts,
    call: (session: string) =>
      api.delete('/api/accounts/:id/sessions/:session', { params: { id, session } }),
    done,
  })
  const endToken = useAction({
    ...parts,
    call: (token: string) =>
      api.delete('/api/accounts/:id/tokens/:token', { params: { id, token } }),
    done,
  })
  const reset = useAction({
    ...parts,
    call: () => api.delete('/api/accounts/:id/factors', { params: { id } }),
    done: () => showToast(say('factorsReset')),
  })
  const hasAccess = account.sessions.length + account.tokens.length > 0
  const hasFactors = account.totp || account.passkeys.length > 0
  return (
    <>
      <Section
        title={say('sessions')}
        count={account.sessions.length}
        actions={
          !own &&
          hasAccess && (
            <Button size="small" kind="stop" onPress={() => void endAll.run()}>
              {say('endAllAccess')}
            </Button>
          )
        }
      >
        {account.sessions.length > 0 && (
          <SessionRows
            rows={account.sessions}
            onEnd={own ? undefined : (session) => void endSession.run(session)}
          />
        )}
      </Section>
      <Section title={say('tokens')} count={account.tokens.length}>
        {account.tokens.length > 0 && (
          <TokenRows
            rows={account.tokens}
            onEnd={own ? undefined : (token) => void endToken.run(token)}
          />
        )}
      </Section>
      <Section
        title={say('totp')}
        actions={
          !own &&
          hasFactors && (
            <Button size="small" kind="stop" onPress={() => void reset.run()}>
              {say('resetFactors')}
            </Button>
          )
        }
      >
        <p className="mb-2">
          {say(account.totp ? 'appOn' : 'appOff')}
          {signs().gap}
          {hasFactors && say('codesLeft', { count: account.recoveryCodesLeft })}
        </p>
        {account.passkeys.length > 0 && <PasskeyRows rows={account.passkeys} />}
      </Section>
    </>
  )
}
