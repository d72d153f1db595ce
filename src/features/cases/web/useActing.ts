import { api, queryClient } from '#ui/api.ts'
import { useGo } from '#ui/address.ts'
import type { SectionValues, Values } from '#ui/form/types.ts'
import { useText } from '#ui/i18n/index.ts'
import { tell } from '#ui/parts/toast.ts'
import type { CaseReceipt } from '../contract.ts'
import type { HeldAnswer } from './HoldingsList.tsx'
import type { Paper } from './PaperFields.tsx'
import { text } from './text.ts'
import type { CaseView } from './types.ts'

/** What is sent with an act, besides the step that was on the screen. */
export interface Sending {
  readonly decision: string
  readonly confirmed: readonly string[]
  readonly fields?: Values
  /** Answers about safeguards. */
  readonly safeguards?: SectionValues
  readonly comment?: string
  readonly holdings?: readonly HeldAnswer[]
  readonly paper?: Paper
}

/** An act as it is sent. */
export type Acting = Sending & { readonly step: string; readonly version: number }

export function actingOn(view: CaseView, sending: Sending): Acting {
  return { step: view.step?.id ?? '', version: view.version, ...sending }
}

/** Sends an act, signed where a proof is given; where it opened another case for me (something is missing), that is where to go on. */
export function useActing(
  view: CaseView,
): (
  sending: Sending,
  proof?: { readonly digest: string; readonly password: string },
) => Promise<void> {
  const say = useText(text)
  const go = useGo()
  return async (sending, proof) => {
    const receipt = await api.post<CaseReceipt>(
      `/api/cases/${view.id}/${proof === undefined ? 'acts' : 'signatures'}`,
      { ...actingOn(view, sending), ...proof },
    )
    tell(say('doneToast', { what: view.step?.title ?? '' }))
    await queryClient.invalidateQueries()
    const [opened] = receipt.opened
    if (opened !== undefined) go(`/cases/${opened.id}`)
  }
}
