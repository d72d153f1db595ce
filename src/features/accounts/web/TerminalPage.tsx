import { useNavigateTo } from '#ui/address.ts'
import { api, queryClient } from '#ui/api.ts'
import { forgetAccount } from '#ui/http/account.ts'
import { clearLocalDrafts } from '#ui/form/draft.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button, Link } from '#ui/parts/Button.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { namedOrganization, OrganizationField } from '#ui/session/OrganizationField.tsx'
import { refreshSession } from '#ui/session/session.ts'
import { LabelledInput, StandalonePage } from './FormParts.tsx'
import { text } from './text.ts'
import { useSend } from './useSend.ts'

/** Signing in at a shared terminal: the staff number and the personal code. */
export default function TerminalPage() {
  const say = useTexts(text)
  const go = useNavigateTo()
  const { error, busy, onSubmit } = useSend(
    ['account', 'password', 'organization'],
    async ({ account, password, organization }) => {
      await api.post('/api/session', {
        body: { account, password, terminal: true, ...namedOrganization(organization) },
        throwWhenSignedOut: true,
      })
      clearLocalDrafts('everybody')
      forgetAccount()
      queryClient.clear()
      await refreshSession()
      go('/')
    },
  )
  return (
    <StandalonePage title={say('terminalTitle')} lead={say('terminalLead')}>
      <form onSubmit={onSubmit} className="space-y-5" autoComplete="off">
        <ProblemNotice error={error} />
        <OrganizationField />
        <LabelledInput name="account" label={say('staffNumber')} autoComplete="off" />
        <LabelledInput
          name="password"
          type="password"
          label={say('personalCode')}
          autoComplete="off"
        />
        <Button type="submit" kind="main" wide isPending={busy}>
          {say('enter')}
        </Button>
      </form>
      <p className="mt-6 text-[0.9375rem]">
        <Link href="/">{say('byPassword')}</Link>
      </p>
    </StandalonePage>
  )
}
