import { useEffect, useId, useRef } from 'react'
import { useTexts } from '#ui/i18n/index.ts'
import { text } from '../text.ts'

/** A word beside an answer. Ctrl or ⌘ with Enter gives it. */
export function Why({
  label,
  value,
  hint,
  isNext = false,
  missed = 0,
  longest = 2000,
  missing,
  onChange,
  onGive,
}: {
  readonly label: string
  readonly value: string
  readonly hint?: string
  /** It opened by a press and is the next step. */
  readonly isNext?: boolean
  /** How often it was tried to go on without a word that is needed. */
  readonly missed?: number
  /** What is said then. */
  readonly missing?: string
  /** The most letters. */
  readonly longest?: number
  readonly onChange: (value: string) => void
  readonly onGive: () => void
}) {
  const say = useTexts(text)
  const id = useId()
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (missed > 0) box.current?.focus()
  }, [missed])
  const isMissing = missed > 0 && value.trim() === ''
  const describedBy = [
    ...(isMissing ? [`${id}-fault`] : []),
    ...(hint === undefined ? [] : [`${id}-hint`]),
  ].join(' ')
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-700">
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mb-1.5 text-[0.875rem] leading-160 text-sub">
          {hint}
        </p>
      )}
      {isMissing && (
        <p id={`${id}-fault`} className="mb-1.5 flex gap-1.5 text-[0.9375rem] font-700 text-stop">
          <span aria-hidden="true">●</span>
          {missing ?? say('whyMissing')}
        </p>
      )}
      <textarea
        ref={box}
        aria-invalid={isMissing || undefined}
        id={id}
        rows={2}
        maxLength={longest}
        aria-describedby={describedBy || undefined}
        value={value}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it opens by a press and is the next step
        autoFocus={isNext}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          onGive()
        }}
        className="block w-full rounded-8 border border-edge px-3 py-2 leading-170 field-sizing-content min-h-16"
      />
    </div>
  )
}

/** What is asked before a choice is given: what is not so, or why it does not apply. */
export function useWhyWords(): (
  notApplicable: boolean,
  waivedBy: string | null,
) => {
  readonly label: string
  readonly hint: string
} {
  const say = useTexts(text)
  return (notApplicable, waivedBy) =>
    notApplicable
      ? {
          label: say('whyNotApplicable'),
          hint: say('whyNotApplicableHint', { name: waivedBy ?? '' }),
        }
      : { label: say('whyNo'), hint: say('whyNoHint') }
}
