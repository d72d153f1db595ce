import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { ApiProblem, api, queryOf } from '../api.ts'
import { textOf } from '../form/values.ts'
import { useCommonTexts, useLocalize } from '../i18n/index.ts'
import { LanguageSwitch } from '../shell/LanguageSwitch.tsx'
import { Button, Link } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useFeatures } from '../shell/features.ts'
import type { SignInProps } from '../shell/feature.ts'
import { Logo } from '../shell/NavRail.tsx'
import { namedOrganization, OrganizationField } from './OrganizationField.tsx'
import { hasPasskeys, provePasskey } from './passkey.ts'
import type { SignInAnswer } from './passkey.ts'
import { refreshSession } from './session.ts'

const inputClass = 'mt-1 block min-h-12 w-full rounded-8 border border-edge bg-paper px-3'

/**
 * The default form: account and password to `POST /api/session`, then the code of the authenticator
 * where the server requires one. A feature may provide its own form.
 */
function PasswordForm({
  onDone,
  codeFirst = false,
  account = '',
}: SignInProps & { readonly codeFirst?: boolean; readonly account?: string }) {
  const common = useCommonTexts()
  const [problem, setProblem] = useState<ApiProblem>()
  const [isPending, setPending] = useState(false)
  const [isCodeStep, setCodeStep] = useState(codeFirst)
  const [by, setBy] = useState({ totp: true, passkey: true })
  const [hasPasskeyFailed, setPasskeyFailed] = useState(false)
  const attempt = async (ask: () => Promise<SignInAnswer | undefined>): Promise<void> => {
    setPending(true)
    setProblem(undefined)
    setPasskeyFailed(false)
    try {
      const answer = await ask()
      if (answer === undefined) setPasskeyFailed(true)
      else if (answer.codeNeeded) {
        setBy(answer.by)
        setCodeStep(true)
      } else onDone()
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
    } finally {
      setPending(false)
    }
  }
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    await attempt(() =>
      isCodeStep
        ? api.post('/api/session/code', {
            body: { code: textOf(form.get('code')) },
            throwWhenSignedOut: true,
          })
        : api.post('/api/session', {
            body: {
              account: textOf(form.get('account')),
              password: textOf(form.get('password')),
              ...namedOrganization(textOf(form.get('organization'))),
            },
            throwWhenSignedOut: true,
          }),
    )
  }
  return (
    <form onSubmit={(event) => void send(event)} className="space-y-4">
      {hasPasskeyFailed && <Notice kind="warn">{common('signIn.passkeyFailed')}</Notice>}
      {problem !== undefined && (
        <Notice kind="stop" title={problem.title}>
          {problem.detail}
        </Notice>
      )}
      {isCodeStep ? (
        <label key="code" className="block font-700">
          {common(by.totp ? 'signIn.codeOrRecovery' : 'signIn.recovery')}
          <input
            name="code"
            required
            autoCapitalize="none"
            autoComplete="one-time-code"
            className={inputClass}
          />
        </label>
      ) : (
        <>
          <OrganizationField />
          <label className="block font-700">
            {common('signIn.account')}
            <input
              key={account}
              name="account"
              defaultValue={account}
              required
              autoComplete="username"
              autoCapitalize="none"
              className={inputClass}
            />
          </label>
          <label className="block font-700">
            {common('signIn.password')}
            <input
              name="password"
              type="password"
              required
              autoComplete="current-password"
              className={inputClass}
            />
          </label>
        </>
      )}
      <Button type="submit" kind="main" wide isPending={isPending}>
        {common('signIn.do')}
      </Button>
      {hasPasskeys() && (!isCodeStep || by.passkey) && (
        <Button
          wide
          isDisabled={isPending}
          onPress={() => void attempt(() => provePasskey(isCodeStep))}
        >
          {common(isCodeStep ? 'signIn.passkeyProof' : 'signIn.byPasskey')}
        </Button>
      )}
    </form>
  )
}

/** The sign-in form of the feature that provides one, otherwise the default form. */
export function SignInForm({
  onDone,
  codeFirst = false,
  account,
}: SignInProps & { readonly codeFirst?: boolean; readonly account?: string }) {
  const FeatureForm = useFeatures().signIn
  return FeatureForm === undefined ? (
    <PasswordForm
      onDone={onDone}
      codeFirst={codeFirst}
      {...(account === undefined ? {} : { account })}
    />
  ) : (
    <FeatureForm onDone={onDone} />
  )
}

/** The way through a demonstration: in which order to sign in, and what to do there. */
function Guide({ onChoose }: { readonly onChoose: (account: string) => void }) {
  const common = useCommonTexts()
  const { data } = useQuery({ ...queryOf('/api/setup'), staleTime: Infinity, retry: false })
  if (data === undefined || data.guide.length === 0) return null
  return (
    <section aria-label={common('signIn.guide')} className="mt-8 border-t border-line pt-5">
      <h2 className="text-[1rem]">{common('signIn.guide')}</h2>
      <p className="mt-1 text-[0.875rem] text-sub">{common('signIn.guideBody')}</p>
      <ol className="mt-3 space-y-3">
        {data.guide.map((step, index) => (
          <li key={step.account} className="flex gap-3 text-[0.9375rem]">
            <span className="mt-1 w-4 shrink-0 text-right text-sub numerals">{index + 1}</span>
            <div className="min-w-0">
              <Button kind="quiet" size="small" onPress={() => onChoose(step.account)}>
                {step.name}
                <span className="sr-only">{common('signIn.guideChoose')}</span>
              </Button>
              <span className="ml-2 text-[0.875rem] text-sub">{step.account}</span>
              <p className="leading-160">{step.do}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The page that is shown without a session. */
export function SignInPage({ codeFirst = false }: { readonly codeFirst?: boolean }) {
  const common = useCommonTexts()
  const localize = useLocalize()
  const [account, setAccount] = useState<string>()
  const signInLinks = useFeatures().routes.filter((route) => route.linkedFromSignIn === true)
  return (
    <main className="flex min-h-dvh items-start justify-center bg-soft px-4 pt-[12dvh] pb-10">
      <div className="w-full max-w-md rounded-16 border border-line bg-paper p-6 sm:p-9">
        <div className="mb-6 flex items-center gap-3">
          <Logo />
          <h1 className="text-[1.375rem] leading-140">関所 Sekisho</h1>
        </div>
        <h2 className="mb-4 text-[1.125rem]">{common('signIn.title')}</h2>
        <SignInForm
          onDone={() => void refreshSession()}
          codeFirst={codeFirst}
          {...(account === undefined ? {} : { account })}
        />
        {signInLinks.map((link) => (
          <p key={link.path} className="mt-6 text-[0.9375rem]">
            <Link href={link.path}>{localize(link.title)}</Link>
          </p>
        ))}
        {!codeFirst && (
          <Guide
            onChoose={(chosen) => {
              setAccount(chosen)
              document.querySelector<HTMLElement>('input[name=password]')?.focus()
            }}
          />
        )}
        <LanguageSwitch />
      </div>
    </main>
  )
}
