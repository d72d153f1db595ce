import { signInLatch } from '../api.ts'
import { useCommonTexts } from '../i18n/index.ts'
import { DialogFrame } from '../parts/Dialog.tsx'
import { refreshSession } from './session.ts'
import { SignInForm } from './SignIn.tsx'

/** When a session ends in the middle of something: the form over the page. What was typed stays; what was sent is sent again. */
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
