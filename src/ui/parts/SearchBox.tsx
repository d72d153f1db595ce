import { useEffect, useState } from 'react'
import { useCommonTexts } from '../i18n/index.ts'
import { isComposing } from '../ime.ts'
import { IconButton } from './Button.tsx'
import { Icon } from './icons.tsx'

/**
 * A search box. `onSearch` is called 200 ms after the last keystroke, never while the IME composes;
 * Enter calls it at once, Esc clears the box.
 */
export function SearchBox({
  label,
  value,
  onSearch,
}: {
  readonly label: string
  readonly value: string
  readonly onSearch: (words: string) => void
}) {
  const common = useCommonTexts()
  const [typed, setTyped] = useState(value)
  const [composing, setComposing] = useState(false)
  const [lastValue, setLastValue] = useState(value)
  if (lastValue !== value) {
    setLastValue(value)
    setTyped(value)
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
        onChange={(event) => setTyped(event.target.value)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onKeyDown={(event) => {
          if (isComposing(event)) return
          if (event.key === 'Enter') onSearch(typed.trim())
          else if (event.key === 'Escape') {
            setTyped('')
            onSearch('')
          }
        }}
        className="min-h-11 w-full rounded-8 border border-edge bg-paper pr-11 pl-10 hover:border-ink"
      />
      {typed !== '' && (
        <span className="absolute top-0 right-0">
          <IconButton
            icon="close"
            label={common('search.clear')}
            onPress={() => {
              setTyped('')
              onSearch('')
            }}
          />
        </span>
      )}
    </search>
  )
}
