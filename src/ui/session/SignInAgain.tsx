import { ApiProblem, api, signInLatch } from '../api.ts'
import { currentAccount, leaveToOtherPerson } from '../http/account.ts'
import { OtherPerson } from '../http/otherPerson.ts'
import { useCommonTexts } from '../i18n/index.ts'
import { DialogFrame } from '../parts/Dialog.tsx'
import { refreshSession } from './session.ts'
import { SignInForm } from './SignIn.tsx'

/**
 * The account that has just signed in; undefined where something else must be done first (a new
 * password). The server then compares it for each request.
 */
async function accountNow(): Promise<string | undefined> {
  try {
    return (await api.get('/api/session', { throwWhenSignedOut: true })).account.id
  } catch (error) {
    if (error instanceof ApiProblem) return undefined
    throw error
  }
}

/**
 * The sign-in form over the page when a session has ended. What was typed stays; waiting requests
 * are then sent again. Where somebody else signs in, they are dropped, and the page begins anew.
 */
export default function SignInAgain() {
  const common = useCommonTexts()
  const done = async (): Promise<void> => {
    const [before, now] = [currentAccount(), await accountNow()]
    if (before !== undefined && now !== undefined && before !== now) {
      signInLatch.giveUp(new OtherPerson())
      leaveToOtherPerson()
      return
    }
    signInLatch.open()
    await refreshSession()
  }
  return (
    <DialogFrame isOpen title={common('signIn.again')} onClose={() => signInLatch.giveUp()}>
      <p className="mb-4">{common('signIn.kept')}</p>
      <SignInForm onDone={() => void done()} />
    </DialogFrame>
  )
}
