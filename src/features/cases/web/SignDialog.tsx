import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { FormEvent } from 'react'
import { ApiProblem, api, fieldOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { inputClass } from '#ui/form/inputs/inputClasses.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { peopleText } from './peopleText.ts'
import type { ActRequest, Proof } from './useAct.ts'

/**
 * Shows the text to sign as the server fills it in and asks for consent and the password.
 * `onSign` gets the digest of that text, so that a text that has changed since is refused.
 */
export function SignDialog({
  id,
  acting,
  onClose,
  onSign,
}: {
  readonly id: string
  readonly acting: ActRequest
  readonly onClose: () => void
  readonly onSign: (proof: Proof) => Promise<void>
}) {
  const say = useTexts(peopleText)
  const formId = useId()
  const [agreed, setAgreed] = useState(false)
  const [unagreed, setUnagreed] = useState(false)
  const signing = useAction({ call: onSign, invalidates: [] })
  const { problem } = signing
  const { data, error } = useQuery({
    queryKey: ['signing', id, acting],
    queryFn: () => api.post('/api/cases/:id/signing', { params: { id }, body: acting }),
    retry: false,
    gcTime: 0,
    staleTime: Infinity,
  })
  const passwordFault =
    problem instanceof ApiProblem
      ? problem.faults.find((fault) => fieldOf(fault) === 'password')
      : undefined
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    setUnagreed(!agreed)
    if (!agreed || data === undefined) return
    await signing.run({
      digest: data.digest,
      password: String(new FormData(event.currentTarget).get('password') ?? ''),
    })
  }
  if (data === undefined) {
    return (
      <DialogFrame isOpen title={say('sign')} onClose={onClose}>
        {error === null ? <div className="skeleton h-40" /> : <ProblemNotice error={error} />}
      </DialogFrame>
    )
  }
  return (
    <DialogFrame
      isOpen
      title={data.title}
      onClose={onClose}
      actions={
        <>
          <Button type="submit" form={formId} kind="main" isPending={signing.pending}>
            {say('doSign')}
          </Button>
          <Button onPress={onClose}>{say('stop')}</Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void send(event)} className="space-y-4">
        {passwordFault === undefined && <ProblemNotice error={problem} />}
        <div className="rounded-8 border border-line bg-soft px-4 py-4 leading-170 whitespace-pre-line sm:px-6">
          {data.text}
        </div>
        <p className="text-[0.9375rem] text-sub">{say('signs', { name: data.signer })}</p>
        {unagreed && (
          <p role="alert" className="text-[0.9375rem] font-700 text-stop">
            ● {say('agreeFirst')}
          </p>
        )}
        <label className="flex min-h-11 cursor-pointer items-center gap-2.5 font-700">
          <input
            type="checkbox"
            className="size-5 shrink-0 accent-act"
            checked={agreed}
            onChange={(event) => {
              setAgreed(event.currentTarget.checked)
              setUnagreed(false)
            }}
          />
          {say('agree')}
        </label>
        <SecretField id={formId} fault={passwordFault?.detail} />
      </form>
    </DialogFrame>
  )
}

/** The input for the password or personal code, named `password`, with its fault. */
function SecretField({ id, fault }: { readonly id: string; readonly fault: string | undefined }) {
  const say = useTexts(peopleText)
  return (
    <div>
      <label htmlFor={`${id}-secret`} className="mb-1 block font-700">
        {say('secret')}
      </label>
      <p id={`${id}-help`} className="mb-1.5 text-[0.875rem] text-sub">
        {say('secretHelp')}
      </p>
      {fault !== undefined && (
        <p id={`${id}-fault`} role="alert" className="mb-1.5 text-[0.9375rem] font-700 text-stop">
          ● {fault}
        </p>
      )}
      <input
        id={`${id}-secret`}
        name="password"
        type="password"
        required
        autoComplete="current-password"
        className={inputClass(fault !== undefined)}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? `${id}-help` : `${id}-fault ${id}-help`}
      />
    </div>
  )
}
