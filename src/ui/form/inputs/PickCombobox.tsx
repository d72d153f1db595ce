import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useCommonTexts } from '../../i18n/index.ts'
import { isComposing } from '../../ime.ts'
import { Icon } from '../../parts/icons.tsx'
import { useFeatures } from '../../shell/features.ts'
import type { FormField, InputProps, Lookups, PickOption } from '../types.ts'
import { inputClass } from './inputClasses.ts'
import { PickOptions } from './PickOptions.tsx'

/** What a pick field refers to; `line` is an entry of a register. */
export type PickKind = 'person' | 'unit' | 'line' | 'provision'

async function findOptions(
  lookups: Partial<Lookups>,
  kind: PickKind,
  { states, register }: FormField,
  words: string,
  signal: AbortSignal,
): Promise<readonly PickOption[]> {
  if (kind === 'person') return (await lookups.findPersons?.(words, signal)) ?? []
  if (kind === 'unit') return (await lookups.findUnits?.(words, signal)) ?? []
  if (kind === 'provision') return (await lookups.findProvisions?.(words, signal)) ?? []
  return (await lookups.findEntries?.(register ?? '', words, signal, states)) ?? []
}

/**
 * A combobox that finds persons, units, entries of a register or provisions by any word, kana or
 * number. ↑ and ↓ choose, Enter picks, Esc closes. React Aria's own combobox is not used: it opens
 * again after a pick whose result is kept outside it.
 */
export function PickCombobox({
  props,
  kind,
  selectedTitle,
  onPick,
}: {
  readonly props: InputProps
  readonly kind: PickKind
  /** The text of the box while nothing is typed. */
  readonly selectedTitle: string
  readonly onPick: (pick: PickOption) => void
}) {
  const { field, id, describedBy, invalid, required, onBlur } = props
  const { lookups } = useFeatures()
  const common = useCommonTexts()
  const [typed, setTyped] = useState<string>()
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const { data: options = [], isFetching } = useQuery({
    queryKey: ['pick', kind, field.register, field.states, typed ?? ''],
    queryFn: ({ signal }) => findOptions(lookups, kind, field, typed ?? '', signal),
    placeholderData: (before) => before,
    enabled: open,
  })
  const close = (): void => {
    setOpen(false)
    setTyped(undefined)
  }
  const pick = (option: PickOption | undefined): void => {
    if (option === undefined) return
    close()
    onPick(option)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      if (open && options.length > 0) setActive((active + step + options.length) % options.length)
      setOpen(true)
    } else if (event.key === 'Enter' && open) pick(options[active])
    else if (event.key === 'Escape' && open) close()
    else return
    event.preventDefault()
  }
  const listId = `${id}-hits`
  return (
    <div className="relative max-w-md">
      <input
        id={id}
        role="combobox"
        type="text"
        lang="ja"
        autoComplete="off"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-describedby={describedBy}
        aria-invalid={invalid}
        aria-required={required}
        aria-activedescendant={
          open && options[active] !== undefined ? `${listId}-${active}` : undefined
        }
        placeholder={common(`pick.${kind}`)}
        value={typed ?? selectedTitle}
        className={`${inputClass(invalid)} pr-11`}
        onChange={(event) => {
          setTyped(event.target.value)
          setActive(0)
          setOpen(true)
        }}
        onClick={() => setOpen(true)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          close()
          onBlur()
        }}
      />
      <Icon
        name="down"
        size={18}
        className="pointer-events-none absolute top-[15px] right-3.5 text-sub"
      />
      <PickOptions
        id={listId}
        label={field.title}
        isOpen={open}
        options={options}
        active={active}
        isFetching={isFetching}
        onActive={setActive}
        onPick={pick}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}
