import { useState } from 'react'
import type { Decision } from '../contract/abilities.ts'
import type { CaseView } from '../contract/caseView.ts'
import type { HoldingAnswer } from './HoldingsList.tsx'
import type { Paper } from './PaperFields.tsx'
import type { ActInput } from './useAct.ts'

/** What the actor gives with an act outside the form, and whether something is still missing. */
export interface ActSupplements {
  /** Ids of the ticked confirmations. */
  readonly confirmed: readonly string[]
  readonly setConfirmed: (ids: readonly string[]) => void
  /** The last decision that was chosen needed a confirmation that was not ticked. */
  readonly unconfirmed: boolean
  /**
   * Says whether everything that a decision needs is confirmed. If not, marks the confirmations and
   * moves the focus to the first open one.
   */
  readonly checkConfirmed: (decision: Decision) => boolean
  readonly holdings: readonly HoldingAnswer[]
  readonly setHoldings: (answers: readonly HoldingAnswer[]) => void
  readonly paper: Paper
  readonly setPaper: (paper: Paper) => void
  /** The answer to the question with which the case was sent back. */
  readonly reply: string
  readonly setReply: (reply: string) => void
  /** The body of the act: the decision, these supplements and `more`, which the form holds. */
  readonly inputOf: (
    decision: Decision,
    more: Pick<ActInput, 'fields' | 'safeguards' | 'comment' | 'datesMeant'>,
  ) => ActInput
}

/** Keeps the supplements of the act at the current step; the paper is sent only with `onPaper`. */
export function useActSupplements({ abilities }: CaseView, onPaper: boolean): ActSupplements {
  const [confirmed, setConfirmed] = useState<readonly string[]>([])
  const [unconfirmed, setUnconfirmed] = useState(false)
  const [reply, setReply] = useState('')
  const [holdings, setHoldings] = useState<readonly HoldingAnswer[]>([])
  const [paper, setPaper] = useState<Paper>({
    for: abilities.mayRecord[0]?.id ?? '',
    on: '',
    from: '',
    files: [],
  })
  return {
    confirmed,
    setConfirmed: (ids) => {
      setConfirmed(ids)
      setUnconfirmed(false)
    },
    unconfirmed,
    checkConfirmed: (decision) => {
      const missing = decision.confirm.some(({ id }) => !confirmed.includes(id))
      setUnconfirmed(missing)
      if (missing) document.querySelector<HTMLElement>('#act-confirm input:not(:checked)')?.focus()
      return !missing
    },
    holdings,
    setHoldings,
    paper,
    setPaper,
    reply,
    setReply,
    inputOf: (decision, more) => ({
      decision: decision.id,
      confirmed,
      ...more,
      ...(reply !== '' && { reply }),
      ...(onPaper && { paper }),
      ...(abilities.holdings !== null && {
        holdings: abilities.holdings.lines.flatMap(
          (entry) => holdings.find((answer) => answer.id === entry.id) ?? [],
        ),
      }),
    }),
  }
}
