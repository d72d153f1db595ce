/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a box that finds, with a list of hits, has no tags of its own in HTML */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useKit } from '../../i18n/index.ts'
import { isComposing } from '../../ime.ts'
import { classes } from '../../parts/classes.ts'
import { Icon } from '../../parts/icons.tsx'
import { useFeatures } from '../../shell/features.ts'
import type { InputProps, Lookups, Pick } from '../types.ts'
import { boxLook } from './look.ts'

export type Kind = 'person' | 'unit' | 'line' | 'provision'

async function find(
  lookups: Partial<Lookups>,
  kind: Kind,
  register: string | undefined,
  words: string,
  signal: AbortSignal,
): Promise<readonly Pick[]> {
  if (kind === 'person') return (await lookups.findPersons?.(words, signal)) ?? []
  if (kind === 'unit') return (await lookups.findUnits?.(words, signal)) ?? []
  if (kind === 'provision') return (await lookups.findProvisions?.(words, signal)) ?? []
  return (await lookups.findLines?.(register ?? '', words, signal)) ?? []
}

/** A box that finds people, units or lines of a register by any word, kana or number. ↑ ↓ choose, Enter picks, Esc closes; React Aria's own combobox opens
 * again after a pick whose result is kept elsewhere, hence this one. */
export function Finder({
  props,
  kind,
  picked,
  onPick,
}: {
  readonly props: InputProps
  readonly kind: Kind
  /** What stands in the box while nothing is typed. */
  readonly picked: string
  readonly onPick: (pick: Pick) => void
}) {
  const { field, id, describedBy, invalid, required, onBlur } = props
  const { lookups } = useFeatures()
  const kit = useKit()
  const [typed, type] = useState<string>()
  const [open, setOpen] = useState(false)
  const [active, activate] = useState(0)
  const { data: hits = [], isFetching } = useQuery({
    queryKey: ['pick', kind, field.register, typed ?? ''],
    queryFn: ({ signal }) => find(lookups, kind, field.register, typed ?? '', signal),
    placeholderData: (before) => before,
    enabled: open,
  })
  const close = (): void => {
    setOpen(false)
    type(undefined)
  }
  const pick = (hit: Pick | undefined): void => {
    if (hit === undefined) return
    close()
    onPick(hit)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      if (open && hits.length > 0) activate((active + step + hits.length) % hits.length)
      setOpen(true)
    } else if (event.key === 'Enter' && open) pick(hits[active])
    else if (event.key === 'Escape' && open) close()
    else return
    event.preventDefault()
  }
  const list = `${id}-hits`
  return (
    <div className="relative max-w-md">
      <input
        id={id}
        role="combobox"
        type="text"
        lang="ja"
        autoComplete="off"
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-describedby={describedBy}
        aria-invalid={invalid}
        aria-required={required}
        aria-activedescendant={open && hits[active] !== undefined ? `${list}-${active}` : undefined}
        placeholder={kit(`pick.${kind}`)}
        value={typed ?? picked}
        className={`${boxLook(invalid)} pr-11`}
        onChange={(event) => {
          type(event.target.value)
          activate(0)
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
      <div
        id={list}
        role="listbox"
        aria-label={field.title}
        hidden={!open}
        onPointerDown={(event) => event.preventDefault()}
        className="absolute inset-x-0 top-full z-10 mt-1 max-h-72 overflow-y-auto rounded-12 border border-line bg-paper py-1 shadow-lift"
      >
        {hits.map((hit, index) => (
          <div
            key={hit.id}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onPointerMove={() => activate(index)}
            onClick={() => pick(hit)}
            onKeyDown={onKeyDown}
            ref={(element) => {
              if (index === active && open) element?.scrollIntoView({ block: 'nearest' })
            }}
            className={classes('cursor-pointer px-4 py-2', index === active && 'bg-act-soft')}
          >
            <span className="block leading-150">{hit.title}</span>
            {hit.detail !== undefined && (
              <span className="block text-[0.8125rem] leading-150 text-sub">{hit.detail}</span>
            )}
          </div>
        ))}
        {hits.length === 0 && (
          <div
            role="option"
            tabIndex={-1}
            aria-disabled="true"
            aria-selected={false}
            className="px-4 py-2 text-sub"
          >
            {isFetching ? kit('search.busy') : kit('pick.none')}
          </div>
        )}
      </div>
    </div>
  )
}
