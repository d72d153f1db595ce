import { signInGate } from '../api.ts'
import { useKit } from '../i18n/index.ts'
import { DialogFrame } from '../parts/Dialog.tsx'
import { refreshSession } from './session.ts'
import { SignInForm } from './SignIn.tsx'

/** When a session ends in the middle of something: the form over the page. What was typed stays; what was sent is sent again. */
export default function SignInAgain() {
  const kit = useKit()
  const done = (): void => {
    signInGate.open()
    void refreshSession()
  }
  return (
    <DialogFrame isOpen title={kit('signIn.again')} onClose={signInGate.giveUp}>
      <p className="mb-4">{kit('signIn.kept')}</p>
      <SignInForm onDone={done} />
    </DialogFrame>
  )
}
