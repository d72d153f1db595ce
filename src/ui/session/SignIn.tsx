import { useState } from 'react'
import type { FormEvent } from 'react'
import { ApiProblem, api } from '../api.ts'
import { textOf } from '../form/values.ts'
import { useKit, useWords } from '../i18n/index.ts'
import { LanguageSwitch } from '../shell/LanguageSwitch.tsx'
import { Button, Link } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useFeatures } from '../shell/features.ts'
import type { SignInProps } from '../shell/feature.ts'
import { Mark } from '../shell/Rail.tsx'
import { refreshSession } from './session.ts'

const input = 'mt-1 block min-h-12 w-full rounded-8 border border-edge bg-paper px-3'

/** The plain form: account and password to `POST /api/session`, then, where one is asked for, the code of the authenticator. A feature
 * may give its own. */
export function PasswordForm({
  onDone,
  codeFirst = false,
}: SignInProps & { readonly codeFirst?: boolean }) {
  const kit = useKit()
  const [problem, setProblem] = useState<ApiProblem>()
  const [busy, setBusy] = useState(false)
  const [coded, setCoded] = useState(codeFirst)
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setProblem(undefined)
    try {
      const answer = coded
        ? await api.post('/api/session/code', {
            body: { code: textOf(form.get('code')) },
            signedOutIsAnAnswer: true,
          })
        : await api.post('/api/session', {
            body: { account: textOf(form.get('account')), password: textOf(form.get('password')) },
            signedOutIsAnAnswer: true,
          })
      if (answer.codeNeeded) setCoded(true)
      else onDone()
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void send(event)} className="space-y-4">
      {problem !== undefined && (
        <Notice kind="stop" title={problem.title}>
          {problem.detail}
        </Notice>
      )}
      {coded ? (
        <label key="code" className="block font-700">
          {kit('signIn.code')}
          <input
            name="code"
            required
            inputMode="numeric"
            autoComplete="one-time-code"
            className={input}
          />
        </label>
      ) : (
        <>
          <label className="block font-700">
            {kit('signIn.account')}
            <input
              name="account"
              required
              autoComplete="username"
              autoCapitalize="none"
              className={input}
            />
          </label>
          <label className="block font-700">
            {kit('signIn.password')}
            <input
              name="password"
              type="password"
              required
              autoComplete="current-password"
              className={input}
            />
          </label>
        </>
      )}
      <Button type="submit" kind="main" wide isPending={busy}>
        {kit('signIn.do')}
      </Button>
    </form>
  )
}

/** The form of the feature that gives one, otherwise the plain one. */
export function SignInForm({
  onDone,
  codeFirst = false,
}: SignInProps & { readonly codeFirst?: boolean }) {
  const Given = useFeatures().signIn
  return Given === undefined ? (
    <PasswordForm onDone={onDone} codeFirst={codeFirst} />
  ) : (
    <Given onDone={onDone} />
  )
}

/** The page before a session. */
export function SignInPage({ codeFirst = false }: { readonly codeFirst?: boolean }) {
  const kit = useKit()
  const words = useWords()
  const doors = useFeatures().routes.filter((route) => route.door === true)
  return (
    <main className="flex min-h-dvh items-start justify-center bg-soft px-4 pt-[12dvh] pb-10">
      <div className="w-full max-w-md rounded-16 border border-line bg-paper p-6 sm:p-9">
        <div className="mb-6 flex items-center gap-3">
          <Mark />
          <h1 className="text-[1.375rem] leading-140">関所 Sekisho</h1>
        </div>
        <h2 className="mb-4 text-[1.125rem]">{kit('signIn.title')}</h2>
        <SignInForm onDone={() => void refreshSession()} codeFirst={codeFirst} />
        {doors.map((door) => (
          <p key={door.path} className="mt-6 text-[0.9375rem]">
            <Link href={door.path}>{words(door.title)}</Link>
          </p>
        ))}
        <LanguageSwitch />
      </div>
    </main>
  )
}
