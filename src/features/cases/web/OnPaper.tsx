import { useState } from 'react'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { ActPanel } from './ActPanel.tsx'
import { peopleText } from './peopleText.ts'
import type { CaseView } from '../contract/caseView.ts'

/** Opens the form in which I record what another wrote on paper. */
export function OnPaper({ view }: { readonly view: CaseView }) {
  const say = useTexts(peopleText)
  const [open, setOpen] = useState(false)
  return open ? (
    <ActPanel view={view} onPaper />
  ) : (
    <Button onPress={() => setOpen(true)}>{say('paper')}</Button>
  )
}
