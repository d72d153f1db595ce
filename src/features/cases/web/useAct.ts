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

/** The body of an act without the step and version that were on the screen. */
export interface ActInput {
  readonly decision: string
  readonly confirmed: readonly string[]
  readonly fields?: Values
  /** Answers about safeguards: by the id of the safeguard, then of the field. */
  readonly safeguards?: SectionValues
  readonly comment?: string
  readonly reply?: string
  readonly datesMeant?: boolean
  readonly holdings?: readonly HoldingAnswer[]
  readonly paper?: Paper
}

/** What signs an act: the digest of the text that the signer read, and the password. */
export interface Proof {
  readonly digest: string
  readonly password: string
}

/** The body of an act. */
export type ActRequest = ActInput & { readonly step: string; readonly version: number }

/** Adds the step and the version of the case on the screen, so that a change since is noticed. */
export function actRequest(view: CaseView, input: ActInput): ActRequest {
  return { step: view.step?.id ?? '', version: view.version, ...input }
}

/**
 * Sends an act, with a signature if a proof is given. If the act opened another case (something is
 * missing, for example), goes to the page of that case.
 */
export function useAct(view: CaseView): (input: ActInput, proof?: Proof) => Promise<void> {
  const say = useTexts(text)
  const go = useNavigateTo()
  const { send } = useAction({
    call: ({ input, proof }: { readonly input: ActInput; readonly proof?: Proof | undefined }) => {
      const params = { id: view.id }
      const { paper: _neverSigned, ...acting } = actRequest(view, input)
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
    await send({ input, proof })
  }
}
