import { useEffect, useState } from 'react'
import { useKit } from '../i18n/index.ts'
import { isComposing } from '../ime.ts'
import { IconButton } from './Button.tsx'
import { Icon } from './icons.tsx'

/** Type to search: `onSearch` is called 200 ms after the last keystroke, never while the IME composes; Enter at once, Esc empties. */
export function SearchBox({
  label,
  value,
  onSearch,
}: {
  readonly label: string
  readonly value: string
  readonly onSearch: (words: string) => void
}) {
  const kit = useKit()
  const [typed, type] = useState(value)
  const [composing, compose] = useState(false)
  const [known, know] = useState(value)
  if (known !== value) {
    know(value)
    type(value)
  }
  useEffect(() => {
    if (composing || typed.trim() === value) return
    const timer = setTimeout(() => onSearch(typed.trim()), 200)
    return () => clearTimeout(timer)
  }, [typed, composing, value, onSearch])
  return (
    <search className="relative block min-w-0 grow basis-64 sm:max-w-md">
      <Icon
        name="search"
        size={18}
        className="pointer-events-none absolute top-3.5 left-3 text-sub"
      />
      <input
        type="text"
        inputMode="search"
        enterKeyHint="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        autoComplete="off"
        onChange={(event) => type(event.target.value)}
        onCompositionStart={() => compose(true)}
        onCompositionEnd={() => compose(false)}
        onKeyDown={(event) => {
          if (isComposing(event)) return
          if (event.key === 'Enter') onSearch(typed.trim())
          else if (event.key === 'Escape') {
            type('')
            onSearch('')
          }
        }}
        className="min-h-11 w-full rounded-8 border border-edge bg-paper pr-11 pl-10 hover:border-ink"
      />
      {typed !== '' && (
        <span className="absolute top-0 right-0">
          <IconButton
            icon="close"
            label={kit('search.clear')}
            onPress={() => {
              type('')
              onSearch('')
            }}
          />
        </span>
      )}
    </search>
  )
}
