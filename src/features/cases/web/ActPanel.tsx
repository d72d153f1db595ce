import { useMemo, useState } from 'react'
import { ApiProblem, fieldOf } from '#ui/api.ts'
import { discardDraft } from '#ui/form/draft.ts'
import { Form } from '#ui/form/Form.tsx'
import type { FormField, FormSection, SectionValues, Values } from '#ui/form/types.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import type { ButtonKind } from '#ui/parts/Button.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { CommentDialog } from './CommentDialog.tsx'
import { Confirmations } from './Confirmations.tsx'
import { HoldingsList } from './HoldingsList.tsx'
import type { HoldingAnswer } from './HoldingsList.tsx'
import { PaperFields } from './PaperFields.tsx'
import type { Paper } from './PaperFields.tsx'
import { peopleText } from './peopleText.ts'
import { SignDialog } from './SignDialog.tsx'
import type { Decision, SafeguardView } from '../contract/abilities.ts'
import type { CaseView } from '../contract/caseView.ts'
import { actRequest, useAct } from './useAct.ts'
import type { ActInput } from './useAct.ts'

/** What I may do at this step: what to confirm, give back, write and sign, and the decisions as plain verbs. With `onPaper` I record what another wrote by hand. */
export function ActPanel({
  view,
  onPaper = false,
}: {
  readonly view: CaseView
  readonly onPaper?: boolean
}) {
  const { abilities } = view
  const sayPeople = useTexts(peopleText)
  const [confirmed, setConfirmed] = useState<readonly string[]>([])
  const [holdingAnswers, setHoldingAnswers] = useState<readonly HoldingAnswer[]>([])
  const [paper, setPaper] = useState<Paper>({
    for: abilities.mayRecord[0]?.id ?? '',
    on: '',
    from: '',
    files: [],
  })
  const [asking, ask] = useState<Decision>()
  const [signing, sign] = useState<ActInput>()
  const [problem, setProblem] = useState<unknown>()
  const [unconfirmed, setUnconfirmed] = useState(false)
  const act = useAct(view)
  const draft = `case.${view.id}.${view.step?.id ?? ''}`
  const onward = abilities.decisions.find((decision) => decision.onward)
  const confirmations = [
    ...new Map(
      abilities.decisions
        .flatMap((decision) => decision.confirm)
        .map((confirmation) => [confirmation.id, confirmation]),
    ).values(),
  ]
  const faults = problem instanceof ApiProblem ? problem.faults : []
  const isConfirmed = (decision: Decision): boolean => {
    const missing = decision.confirm.some((confirmation) => !confirmed.includes(confirmation.id))
    setUnconfirmed(missing)
    if (missing) document.querySelector<HTMLElement>('#act-confirm input:not(:checked)')?.focus()
    return !missing
  }
  /** Sends an act; one that leads on past a text to sign asks for the signature first. Answers false where nothing was sent yet. */
  const send = async (
    decision: Decision,
    more: Pick<ActInput, 'fields' | 'safeguards' | 'comment'> = {},
  ): Promise<void | false> => {
    const sending: ActInput = {
      decision: decision.id,
      confirmed,
      ...more,
      ...(onPaper ? { paper } : {}),
      ...(abilities.holdings === null
        ? {}
        : {
            holdings: abilities.holdings.lines.flatMap(
              (entry) => holdingAnswers.find((heldEntry) => heldEntry.id === entry.id) ?? [],
            ),
          }),
    }
    setProblem(undefined)
    if (abilities.sign !== null && decision.onward && !onPaper) {
      sign(sending)
      return false
    }
    return act(sending)
  }
  const chooseDecision = async (decision: Decision): Promise<void> => {
    setProblem(undefined)
    if (!isConfirmed(decision)) return
    if (decision.comment) return ask(decision)
    await send(decision).catch(setProblem)
  }
  const titleOf = (decision: Decision): string =>
    onPaper ? sayPeople('doRecord', { decision: decision.title }) : decision.title
  const { fields } = abilities
  const sections = useMemo(
    () => abilities.safeguards.filter((heldEntry) => heldEntry.asks.length > 0).map(sectionOf),
    [abilities],
  )
  const isForm = fields.length + sections.length > 0
  const others = abilities.decisions.filter((decision) => !isForm || decision !== onward)
  const buttons = others.map((decision, index) => (
    <Button
      key={decision.id}
      kind={kindOf(decision, !isForm && index === 0)}
      onPress={() => void chooseDecision(decision)}
    >
      {titleOf(decision)}
    </Button>
  ))
  const submit = async (values: Values, safeguards: SectionValues): Promise<void | false> => {
    if (onward === undefined || !isConfirmed(onward)) return false
    try {
      return await send(onward, {
        fields: { ...emptied(fields), ...values },
        ...(sections.length > 0 && { safeguards }),
      })
    } catch (error) {
      setProblem(error)
      throw error
    }
  }
  return (
    <div className="space-y-5 rounded-12 border-2 border-act-line bg-paper px-4 py-5 sm:px-6">
      {!isForm && <ProblemNotice error={problem} />}
      {onPaper && (
        <PaperFields
          persons={abilities.mayRecord}
          value={paper}
          faults={Object.fromEntries(
            faults
              .filter((fault) => fault.at.startsWith('/paper/'))
              .map((fault) => [fieldOf(fault), fault.detail]),
          )}
          onChange={setPaper}
        />
      )}
      {abilities.sign !== null && !onPaper && (
        <p className="text-[0.9375rem] text-sub">
          {sayPeople('signLead', { title: abilities.sign.title })}
        </p>
      )}
      {abilities.holdings !== null && (
        <HoldingsList
          holdings={abilities.holdings}
          value={holdingAnswers}
          faults={new Set(faults.map(fieldOf))}
          onChange={setHoldingAnswers}
        />
      )}
      {confirmations.length > 0 && (
        <Confirmations
          list={confirmations}
          value={confirmed}
          fault={unconfirmed}
          onChange={(ids) => {
            setConfirmed(ids)
            setUnconfirmed(false)
          }}
        />
      )}
      {isForm && onward !== undefined ? (
        <Form
          fields={fields}
          values={abilities.known}
          sections={sections}
          draft={draft}
          submitLabel={titleOf(onward)}
          actions={buttons}
          onSubmit={submit}
        />
      ) : (
        <div className="flex flex-wrap items-center gap-3">{buttons}</div>
      )}
      {asking !== undefined && (
        <CommentDialog
          decision={asking}
          onClose={() => ask(undefined)}
          onSend={async (comment) => {
            await send(asking, { comment })
          }}
        />
      )}
      {signing !== undefined && (
        <SignDialog
          id={view.id}
          acting={actRequest(view, signing)}
          onClose={() => sign(undefined)}
          onSign={async (proof) => {
            await act(signing, proof)
            discardDraft(draft)
          }}
        />
      )}
    </div>
  )
}

function kindOf(decision: Decision, first: boolean): ButtonKind {
  if (decision.tone === 'good' || (decision.tone === 'neutral' && first && !decision.comment))
    return 'main'
  return decision.tone === 'bad' ? 'plain' : 'line'
}

/** The questions of a safeguard as a part of the form. */
function sectionOf({ id, title, asks, known }: SafeguardView): FormSection {
  return { id, title, pointer: `/safeguards/${id}`, fields: asks, values: known }
}

/** A field that is left empty is sent as such: one that is not sent would stay as it was. */
function emptied(fields: readonly FormField[]): Values {
  return Object.fromEntries(fields.map((field) => [field.id, null]))
}
