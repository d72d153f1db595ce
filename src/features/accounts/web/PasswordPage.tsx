import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigateTo } from '#ui/address.ts'
import { ApiProblem, api, keyOf, queryClient, queryOf } from '#ui/api.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { showToast } from '#ui/parts/toast.ts'
import { refreshSession } from '#ui/session/session.ts'
import type { PasswordRules } from '../contract/own.ts'
import { LabelledInput, StandalonePage } from './FormParts.tsx'
import { RuleList } from './SetupPage.tsx'
import { text } from './text.ts'
import { useSend } from './useSend.ts'

/** Changes the reader's own password; a temporary password leads here. */
export default function PasswordPage() {
  const say = useTexts(text)
  const { data, error } = useQuery(queryOf('/api/account/password', { throwWhenSignedOut: true }))
  if (data?.mustChange === true) {
    return (
      <StandalonePage title={say(data.kind === 'code' ? 'codeTitle' : 'passwordTitle')}>
        <div className="mb-5">
          <Notice kind="warn">{say(data.kind === 'code' ? 'mustChangeCode' : 'mustChange')}</Notice>
        </div>
        <PasswordForm rules={data.rules} kind={data.kind} next="/" />
      </StandalonePage>
    )
  }
  return (
    <>
      <PageHeading title={say('passwordTitle')} />
      <ProblemNotice error={error} />
      {data !== undefined && (
        <div className="max-w-xl">
          <PasswordForm rules={data.rules} kind={data.kind} next="/account" />
        </div>
      )}
    </>
  )
}

function PasswordForm({
  rules,
  kind,
  next,
}: {
  readonly rules: readonly string[]
  readonly kind: PasswordRules['kind']
  readonly next: string
}) {
  const say = useTexts(text)
  const code = kind === 'code'
  const go = useNavigateTo()
  const [differ, setDiffer] = useState(false)
  const { error, busy, onSubmit } = useSend(
    ['current', 'password', 'again'],
    async ({ current, password, again }) => {
      setDiffer(password !== again)
      if (password !== again) return
      await api.put('/api/account/password', {
        body: { current, password },
        throwWhenSignedOut: true,
      })
      queryClient.removeQueries({ queryKey: keyOf('/api/account/password') })
      await refreshSession()
      showToast(say(code ? 'changedCode' : 'changed'))
      go(next)
    },
  )
  return (
    <form onSubmit={onSubmit} className="space-y-5">
      {differ && <Notice kind="stop">{say(code ? 'differCode' : 'differ')}</Notice>}
      {error instanceof ApiProblem && error.faults.length > 0 ? null : (
        <ProblemNotice error={error} />
      )}
      <LabelledInput
        name="current"
        type="password"
        label={say(code ? 'currentCode' : 'current')}
        error={error}
        autoComplete="current-password"
      />
      <LabelledInput
        name="password"
        type="password"
        label={say(code ? 'freshCode' : 'fresh')}
        error={error}
        autoComplete="new-password"
        help={<RuleList rules={rules} />}
      />
      <LabelledInput
        name="again"
        type="password"
        label={say(code ? 'againCode' : 'again')}
        error={error}
        autoComplete="new-password"
      />
      <Button type="submit" kind="main" isPending={busy}>
        {say(code ? 'changeCode' : 'change')}
      </Button>
    </form>
  )
}
