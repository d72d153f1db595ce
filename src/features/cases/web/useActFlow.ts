import { useState } from 'react'
import { discardDraft } from '#ui/form/draft.ts'
import type { FormField, SectionValues, Values } from '#ui/form/types.ts'
import type { Decision } from '../contract/abilities.ts'
import type { CaseView } from '../contract/caseView.ts'
import { useAct } from './useAct.ts'
import type { ActInput, Proof } from './useAct.ts'
import type { ActSupplements } from './useActSupplements.ts'

/** The way from a chosen decision to the sent act, with the dialogs that are open on it. */
export interface ActFlow {
  /** Why the last act was refused. */
  readonly problem: unknown
  /** The key under which the form of this step keeps its draft. */
  readonly draft: string
  /** The decision for which the comment dialog is open. */
  readonly commenting: Decision | undefined
  /** The act for which the signing dialog is open. */
  readonly signing: ActInput | undefined
  readonly closeComment: () => void
  readonly closeSigning: () => void
  /** Takes a decision by its button: sends it, or asks for the comment that it needs. */
  readonly choose: (decision: Decision) => Promise<void>
  /** Sends the decision of the comment dialog. Throws the refusal. */
  readonly sendComment: (comment: string) => Promise<void>
  /** Sends the act of the signing dialog and discards the draft. Throws the refusal. */
  readonly sendSigned: (proof: Proof) => Promise<void>
  /** Takes the onward decision with the form's values. Returns false if nothing was sent yet. */
  readonly submit: (
    values: Values,
    safeguards: SectionValues,
    datesMeant: boolean,
  ) => Promise<void | false>
}

/** An act that leads onward past a text to sign waits for the signature, except when on paper. */
export function useActFlow(
  view: CaseView,
  onPaper: boolean,
  { checkConfirmed, inputOf }: ActSupplements,
): ActFlow {
  const { abilities } = view
  const [commenting, setCommenting] = useState<Decision>()
  const [signing, setSigning] = useState<ActInput>()
  const [problem, setProblem] = useState<unknown>()
  const act = useAct(view)
  const draft = `case.${view.id}.${view.step?.id ?? ''}`
  const onward = onwardOf(view)
  const send = async (
    decision: Decision,
    more: Pick<ActInput, 'fields' | 'safeguards' | 'comment' | 'datesMeant'> = {},
  ): Promise<void | false> => {
    const input = inputOf(decision, more)
    setProblem(undefined)
    if (abilities.sign !== null && decision.onward && !onPaper) {
      setSigning(input)
      return false
    }
    return act(input)
  }
  return {
    problem,
    draft,
    commenting,
    signing,
    closeComment: () => setCommenting(undefined),
    closeSigning: () => setSigning(undefined),
    choose: async (decision) => {
      setProblem(undefined)
      if (!checkConfirmed(decision)) return
      if (decision.comment) return setCommenting(decision)
      await send(decision).catch(setProblem)
    },
    sendComment: async (comment) => {
      if (commenting !== undefined) await send(commenting, { comment })
    },
    sendSigned: async (proof) => {
      if (signing === undefined) return
      await act(signing, proof)
      discardDraft(draft)
    },
    submit: async (values, safeguards, datesMeant) => {
      if (onward === undefined || !checkConfirmed(onward)) return false
      try {
        return await send(onward, {
          fields: { ...emptyValues(abilities.fields), ...values },
          ...(datesMeant && { datesMeant }),
          ...(abilities.safeguards.some(({ asks }) => asks.length > 0) && { safeguards }),
        })
      } catch (error) {
        setProblem(error)
        throw error
      }
    },
  }
}

/** The decision that the form sends: the one that leads onward, if there is one. */
export function onwardOf({ abilities }: CaseView): Decision | undefined {
  return abilities.decisions.find((decision) => decision.onward)
}

/** A field that is left empty is sent as null: a field that is not sent keeps its old value. */
function emptyValues(fields: readonly FormField[]): Values {
  return Object.fromEntries(fields.map((field) => [field.id, null]))
}
