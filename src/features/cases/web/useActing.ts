import { api } from '#ui/api.ts'
import { touchedByCases } from './touched.ts'
import { useAction } from '#ui/action.ts'
import { useGo } from '#ui/address.ts'
import type { SectionValues, Values } from '#ui/form/types.ts'
import { useText } from '#ui/i18n/index.ts'
import { tell } from '#ui/parts/toast.ts'
import type { HeldAnswer } from './HoldingsList.tsx'
import type { Paper } from './PaperFields.tsx'
import { text } from './text.ts'
import type { CaseView } from '../contract.ts'

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

/** What signs an act: the digest of the text that was read, and the password. */
interface Proof {
  readonly digest: string
  readonly password: string
}

/** An act as it is sent. */
export type Acting = Sending & { readonly step: string; readonly version: number }

export function actingOn(view: CaseView, sending: Sending): Acting {
  return { step: view.step?.id ?? '', version: view.version, ...sending }
}

/** Sends an act, signed where a proof is given; where it opened another case for me (something is missing), that is where to go on. */
export function useActing(view: CaseView): (sending: Sending, proof?: Proof) => Promise<void> {
  const say = useText(text)
  const go = useGo()
  const { send } = useAction({
    call: ({
      sending,
      proof,
    }: {
      readonly sending: Sending
      readonly proof?: Proof | undefined
    }) => {
      const params = { id: view.id }
      const { paper: _neverByHand, ...acting } = actingOn(view, sending)
      return proof === undefined
        ? api.post('/api/cases/:id/acts', { params, body: actingOn(view, sending) })
        : api.post('/api/cases/:id/signatures', { params, body: { ...acting, ...proof } })
    },
    invalidates: touchedByCases,
    done: ({ opened: [opened] }) => {
      tell(say('doneToast', { what: view.step?.title ?? '' }))
      if (opened !== undefined) go(`/cases/${opened.id}`)
    },
  })
  return async (sending, proof) => {
    await send({ sending, proof })
  }
}
