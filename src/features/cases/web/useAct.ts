import { api } from '#ui/api.ts'
import { touchedByCases } from './touched.ts'
import { useAction } from '#ui/action.ts'
import { useNavigateTo } from '#ui/address.ts'
import type { SectionValues, Values } from '#ui/form/types.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { showToast } from '#ui/parts/toast.ts'
import type { HoldingAnswer } from './HoldingsList.tsx'
import type { Paper } from './PaperFields.tsx'
import { text } from './text.ts'
import type { CaseView } from '../contract/caseView.ts'

/** What is sent with an act, besides the step that was on the screen. */
export interface ActInput {
  readonly decision: string
  readonly confirmed: readonly string[]
  readonly fields?: Values
  /** Answers about safeguards. */
  readonly safeguards?: SectionValues
  readonly comment?: string
  readonly holdings?: readonly HoldingAnswer[]
  readonly paper?: Paper
}

/** What signs an act: the digest of the text that was read, and the password. */
interface Proof {
  readonly digest: string
  readonly password: string
}

/** An act as it is sent. */
export type ActRequest = ActInput & { readonly step: string; readonly version: number }

export function actRequest(view: CaseView, input: ActInput): ActRequest {
  return { step: view.step?.id ?? '', version: view.version, ...input }
}

/** Sends an act, signed where a proof is given; where it opened another case for me (something is missing), that is where to go on. */
export function useAct(view: CaseView): (input: ActInput, proof?: Proof) => Promise<void> {
  const say = useTexts(text)
  const go = useNavigateTo()
  const { send } = useAction({
    call: ({
      sending: input,
      proof,
    }: {
      readonly sending: ActInput
      readonly proof?: Proof | undefined
    }) => {
      const params = { id: view.id }
      const { paper: _neverByHand, ...acting } = actRequest(view, input)
      return proof === undefined
        ? api.post('/api/cases/:id/acts', { params, body: actRequest(view, input) })
        : api.post('/api/cases/:id/signatures', { params, body: { ...acting, ...proof } })
    },
    invalidates: touchedByCases,
    done: ({ opened: [opened] }) => {
      showToast(say('doneToast', { what: view.step?.title ?? '' }))
      if (opened !== undefined) go(`/cases/${opened.id}`)
    },
  })
  return async (input, proof) => {
    await send({ sending: input, proof })
  }
}
