import { normaliseText } from '#kernel/fields/normalise.ts'
import { isComposing } from '../../ime.ts'
import type { InputProps } from '../types.ts'
import { inputClass } from './inputClasses.ts'

const inputAttributes: Readonly<
  Record<
    string,
    { readonly type: string; readonly inputMode?: 'tel' | 'email'; readonly autoComplete?: string }
  >
> = {
  phone: { type: 'tel', inputMode: 'tel', autoComplete: 'off' },
  email: { type: 'text', inputMode: 'email', autoComplete: 'off' },
}

/**
 * A line of text: text, kana, phone, email. The text is normalised on blur only, never while
 * typing: a change during IME input would break it.
 */
export function TextInput({
  field,
  id,
  value,
  onChange,
  onBlur,
  describedBy,
  invalid,
  required,
}: InputProps) {
  const attributes = inputAttributes[field.type] ?? { type: 'text' }
  return (
    <input
      id={id}
      {...attributes}
      lang="ja"
      value={typeof value === 'string' ? value : ''}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      aria-required={required}
      className={inputClass(invalid)}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && isComposing(event)) event.preventDefault()
      }}
      onBlur={(event) => {
        const normalised = normaliseText(field.type, event.target.value)
        if (normalised !== event.target.value) onChange(normalised)
        onBlur()
      }}
    />
  )
}

/** A text of several lines; the box grows with the text. */
export function LongTextInput({
  field,
  id,
  value,
  onChange,
  onBlur,
  describedBy,
  invalid,
  required,
}: InputProps) {
  const text = typeof value === 'string' ? value : ''
  return (
    <>
      <textarea
        id={id}
        rows={3}
        lang="ja"
        value={text}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        aria-required={required}
        className={`${inputClass(invalid)} field-sizing-content min-h-28 resize-y leading-175`}
        onChange={(event) => onChange(event.target.value)}
        onBlur={(event) => {
          const normalised = normaliseText(field.type, event.target.value)
          if (normalised !== event.target.value) onChange(normalised)
          onBlur()
        }}
      />
      {field.max !== undefined && (
        <p className="mt-1 text-right text-[0.8125rem] text-sub numerals">
          {[...text].length} / {field.max}
        </p>
      )}
    </>
  )
}
