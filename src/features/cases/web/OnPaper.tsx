import { useState } from 'react'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { ActPanel } from './ActPanel.tsx'
import { peopleText } from './peopleText.ts'
import type { CaseView } from '../contract/caseView.ts'

/** A button that opens the form in which the reader records what the actor wrote on paper. */
export function OnPaper({ view }: { readonly view: CaseView }) {
  const say = useTexts(peopleText)
  const [isOpen, setOpen] = useState(false)
  return isOpen ? (
    <ActPanel view={view} onPaper />
  ) : (
    <Button onPress={() => setOpen(true)}>{say('paper')}</Button>
  )
}
