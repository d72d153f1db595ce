import { useId, useState } from 'react'
import type { HTMLAttributes, ReactNode } from 'react'
import { ApiProblem, fieldOf } from '#ui/api.ts'
import { RequiredMark } from '#ui/form/RequiredMark.tsx'
import { inputClass } from '#ui/form/inputs/inputClasses.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Notice } from '#ui/parts/Notice.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { text } from './text.ts'

/**
 * A labelled input of a form that is sent from the DOM (passwords are never held in React state).
 */
export function LabelledInput({
  name,
  label,
  help,
  type = 'text',
  error,
  isMarked = false,
  autoComplete,
  inputMode,
  defaultValue,
  maxLength = 200,
}: {
  readonly name: string
  readonly label: string
  readonly help?: ReactNode
  readonly type?: 'text' | 'password'
  readonly error?: unknown
  /** Says that it must be filled in, where other fields of the form may stay empty. */
  readonly isMarked?: boolean
  readonly autoComplete?: string
  readonly inputMode?: HTMLAttributes<HTMLInputElement>['inputMode']
  readonly defaultValue?: string
  readonly maxLength?: number
}) {
  const id = useId()
  const say = useTexts(text)
  const [shown, show] = useState(false)
  const faults =
    error instanceof ApiProblem ? error.faults.filter((fault) => fieldOf(fault) === name) : []
  const described = [faults.length > 0 ? `${id}-fault` : '', help === undefined ? '' : `${id}-help`]
    .filter(Boolean)
    .join(' ')
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-700">
        {label} {isMarked && <RequiredMark />}
      </label>
      {help !== undefined && (
        <div id={`${id}-help`} className="mb-1.5 text-[0.875rem] leading-160 text-sub">
          {help}
        </div>
      )}
      {faults.length > 0 && (
        <div id={`${id}-fault`} className="mb-1.5 text-[0.9375rem] font-700 text-stop">
          {faults.map((fault) => (
            <p key={fault.detail}>● {fault.detail}</p>
          ))}
        </div>
      )}
      <input
        id={id}
        name={name}
        required
        type={type === 'password' && shown ? 'text' : type}
        className={inputClass(faults.length > 0)}
        maxLength={maxLength}
        autoCapitalize="none"
        {...(autoComplete ? { autoComplete } : {})}
        {...(inputMode ? { inputMode } : {})}
        {...(defaultValue === undefined ? {} : { defaultValue })}
        {...(described ? { 'aria-describedby': described } : {})}
        aria-invalid={faults.length > 0}
      />
      {type === 'password' && (
        <label className="mt-1 inline-flex min-h-11 cursor-pointer items-center gap-2 text-[0.875rem]">
          <input
            type="checkbox"
            className="size-5 accent-act"
            checked={shown}
            onChange={(event) => show(event.target.checked)}
          />
          {say('show')}
        </label>
      )}
    </div>
  )
}

const noLabels: Readonly<Record<string, string>> = {}

/** What was refused, above a form that is sent from the DOM: each fault leads to its input. */
export function FaultLinks({
  error,
  labels = noLabels,
}: {
  readonly error: unknown
  /** What the inputs are called, by their names. */
  readonly labels?: Readonly<Record<string, string>>
}) {
  const say = useTexts(text)
  if (!(error instanceof ApiProblem) || error.faults.every((fault) => fieldOf(fault) === ''))
    return <ProblemNotice error={error} />
  return (
    <Notice kind="stop" title={error.title}>
      <p>{say('faultsLead')}</p>
      <ul className="mt-1 list-disc pl-5">
        {error.faults.map((fault) => (
          <li key={`${fault.at}${fault.detail}`}>
            <button
              type="button"
              className="cursor-pointer text-left text-stop underline underline-offset-3"
              onClick={(event) =>
                event.currentTarget
                  .closest('form')
                  ?.querySelector<HTMLElement>(`[name="${CSS.escape(fieldOf(fault))}"]`)
                  ?.focus()
              }
            >
              {labels[fieldOf(fault)] !== undefined &&
                say('faultAt', { label: labels[fieldOf(fault)] ?? '' })}
              {fault.detail}
            </button>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** The frame of a page outside the shell. */
export function StandalonePage({
  title,
  lead,
  children,
}: {
  readonly title: string
  readonly lead?: string
  readonly children: ReactNode
}) {
  return (
    <main className="flex min-h-dvh items-start justify-center bg-soft px-4 pt-[6dvh] pb-10">
      <div className="w-full max-w-xl rounded-16 border border-line bg-paper p-6 sm:p-9">
        <h1 className="text-[1.375rem] leading-150">{title}</h1>
        {lead !== undefined && <p className="mt-1 text-sub">{lead}</p>}
        <div className="mt-6">{children}</div>
      </div>
    </main>
  )
}

/** A secret that is shown only once, to be copied. */
export function Secret({ value }: { readonly value: string }) {
  return (
    <p className="rounded-8 border border-edge bg-soft px-4 py-3 font-mono text-[1.125rem] break-all select-all">
      {value}
    </p>
  )
}
