import { useState } from 'react'
import { api, queryClient } from '#ui/api.ts'
import { useGo } from '#ui/address.ts'
import { Form } from '#ui/form/Form.tsx'
import type { FormField, Values } from '#ui/form/types.ts'
import { useText } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import type { ButtonKind } from '#ui/parts/Button.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { ProvisionRef } from '#ui/parts/ProvisionRef.tsx'
import { tell } from '#ui/parts/toast.ts'
import type { CaseReceipt } from '../contract.ts'
import { text } from './text.ts'
import type { CaseView, Confirmation, Decision } from './types.ts'

/** Names of fields may hold a dot (answers about safeguards); inside a form a dot would mean a part of a field. */
const inForm = (id: string): string => id.replaceAll('.', '__')
const outOfForm = (id: string): string => id.replaceAll('__', '.')

/** What I may do at this step: what to confirm, what to write, and the decisions as plain verbs. */
export function ActPanel({ view }: { readonly view: CaseView }) {
  const { abilities } = view
  const [confirmed, setConfirmed] = useState<readonly string[]>([])
  const [asking, ask] = useState<Decision>()
  const [problem, setProblem] = useState<unknown>()
  const [unconfirmed, setUnconfirmed] = useState(false)
  const send = useSend(view)
  const onward = abilities.decisions.find((decision) => decision.onward)
  const confirmations = [...new Map(abilities.decisions.flatMap((decision) => decision.confirm).map((one) => [one.id, one])).values()]
  const isConfirmed = (decision: Decision): boolean => {
    const missing = decision.confirm.some((one) => !confirmed.includes(one.id))
    setUnconfirmed(missing)
    if (missing) document.querySelector<HTMLElement>('#act-confirm input:not(:checked)')?.focus()
    return !missing
  }
  const decide = async (decision: Decision): Promise<void> => {
    setProblem(undefined)
    if (!isConfirmed(decision)) return
    if (decision.comment) return ask(decision)
    await send({ decision: decision.id, confirmed }).catch(setProblem)
  }
  const fields = abilities.fields.map((field): FormField => ({ ...field, id: inForm(field.id) }))
  const others = abilities.decisions.filter((decision) => fields.length === 0 || decision !== onward)
  const buttons = others.map((decision, index) => <Button key={decision.id} kind={kindOf(decision, fields.length === 0 && index === 0)} onPress={() => void decide(decision)}>{decision.title}</Button>)
  return (
    <div className="space-y-5 rounded-12 border-2 border-act-line bg-paper px-4 py-5 sm:px-6">
      <ProblemNotice error={problem} />
      {confirmations.length > 0 && <Confirmations list={confirmations} value={confirmed} fault={unconfirmed} onChange={(ids) => { setConfirmed(ids); setUnconfirmed(false) }} />}
      {fields.length > 0 && onward !== undefined ? (
        <Form fields={fields} values={renamed(abilities.known, inForm)} draft={`case.${view.id}.${view.step?.id ?? ''}`} submit={onward.title} acts={buttons}
          onSubmit={async (values) => (isConfirmed(onward) ? send({ decision: onward.id, confirmed, fields: renamed(values, outOfForm) }) : false)} />
      ) : <div className="flex flex-wrap items-center gap-3">{buttons}</div>}
      {asking !== undefined && <CommentDialog decision={asking} onClose={() => ask(undefined)} onSend={(comment) => send({ decision: asking.id, confirmed, comment })} />}
    </div>
  )
}

function kindOf(decision: Decision, first: boolean): ButtonKind {
  if (decision.tone === 'good' || (decision.tone === 'neutral' && first && !decision.comment)) return 'main'
  return decision.tone === 'bad' ? 'plain' : 'line'
}

function renamed(values: Values, name: (id: string) => string): Values {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [name(id), value]))
}

interface Sending {
  readonly decision: string
  readonly confirmed: readonly string[]
  readonly fields?: Values
  readonly comment?: string
}

/** Sends an act; where it opened another case for me (something is missing), that is where to go on. */
function useSend(view: CaseView): (sending: Sending) => Promise<void> {
  const say = useText(text)
  const go = useGo()
  return async (sending) => {
    const receipt = await api.post<CaseReceipt>(`/api/cases/${view.id}/acts`, { step: view.step?.id ?? '', version: view.version, ...sending })
    tell(say('doneToast', { what: view.step?.title ?? '' }))
    await queryClient.invalidateQueries()
    const [opened] = receipt.opened
    if (opened !== undefined) go(`/cases/${opened.id}`)
  }
}

function Confirmations({ list, value, fault, onChange }: { readonly list: readonly Confirmation[], readonly value: readonly string[], readonly fault: boolean, readonly onChange: (ids: readonly string[]) => void }) {
  const say = useText(text)
  return (
    <fieldset id="act-confirm" className={fault ? 'border-l-4 border-stop-line pl-3' : ''}>
      <legend className="mb-1 font-700">{say('confirm')}</legend>
      {fault && <p role="alert" className="mb-1 flex gap-1.5 text-[0.9375rem] font-700 text-stop"><span aria-hidden="true">●</span>{say('notConfirmed')}</p>}
      {list.map((one) => (
        <div key={one.id} className="mb-1 flex flex-wrap items-center gap-x-3 gap-y-1">
          <label className="flex min-h-11 cursor-pointer items-center gap-2.5">
            <input type="checkbox" className="size-5 accent-act" checked={value.includes(one.id)} onChange={(event) => onChange(event.currentTarget.checked ? [...value, one.id] : value.filter((id) => id !== one.id))} />
            {one.title}
          </label>
          {one.carries.map((provision) => <ProvisionRef key={provision} provision={provision} />)}
        </div>
      ))}
    </fieldset>
  )
}

function CommentDialog({ decision, onClose, onSend }: { readonly decision: Decision, readonly onClose: () => void, readonly onSend: (comment: string) => Promise<void> }) {
  const say = useText(text)
  const [comment, setComment] = useState('')
  const [problem, setProblem] = useState<unknown>()
  const send = async (): Promise<void> => {
    try {
      await onSend(comment)
      onClose()
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <DialogFrame isOpen title={decision.title} onClose={onClose} acts={<><Button kind={decision.tone === 'bad' ? 'stop' : 'main'} onPress={() => void send()}>{decision.title}</Button><Button onPress={onClose}>{say('stop')}</Button></>}>
      <div className="space-y-3">
        <ProblemNotice error={problem} />
        <label className="block">
          <span className="mb-1 block font-700">{say('commentNeeded')}</span>
          <textarea rows={4} required value={comment} onChange={(event) => setComment(event.currentTarget.value)} className="w-full rounded-8 border border-edge px-3 py-2 leading-170" />
        </label>
      </div>
    </DialogFrame>
  )
}
