import { useState } from 'react'
import { takeOtherPerson } from '../http/account.ts'
import { useCommonTexts } from '../i18n/index.ts'
import { Button } from '../parts/Button.tsx'
import { DialogFrame } from '../parts/Dialog.tsx'

/** Says, once, that what the person before was sending was not sent. */
export function OtherPersonNotice({ name }: { readonly name: string }) {
  const common = useCommonTexts()
  const [met, setMet] = useState(takeOtherPerson)
  if (!met) return null
  const close = (): void => setMet(false)
  return (
    <DialogFrame
      isOpen
      title={common('otherPerson.title')}
      onClose={close}
      actions={
        <Button kind="main" onPress={close}>
          {common('close')}
        </Button>
      }
    >
      <p>{common('otherPerson.body', { name })}</p>
    </DialogFrame>
  )
}
