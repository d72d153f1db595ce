import { signInLatch } from '../api.ts'
import { useCommonTexts } from '../i18n/index.ts'
import { DialogFrame } from '../parts/Dialog.tsx'
import { refreshSession } from './session.ts'
import { SignInForm } from './SignIn.tsx'

/**
 * The sign-in form over the page when a session has ended. What was typed stays; waiting requests
 * are then sent again.
 */
export default function SignInAgain() {
  const common = useCommonTexts()
  const done = (): void => {
    signInLatch.open()
    void refreshSession()
  }
  return (
    <DialogFrame isOpen title={common('signIn.again')} onClose={signInLatch.giveUp}>
      <p className="mb-4">{common('signIn.kept')}</p>
      <SignInForm onDone={done} />
    </DialogFrame>
  )
}
