import { useNavigate } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useCommonTexts } from '../i18n/index.ts'
import { isComposing } from '../ime.ts'
import { Icon } from '../parts/icons.tsx'
import type { SearchHit } from './feature.ts'
import { SearchHits } from './SearchHits.tsx'
import { useDebounced, useSearchGroups } from './useSearchGroups.ts'

/** The search dialog (Ctrl/⌘ K), by any word, kana or number. Arrow keys choose, Enter opens. */
export default function SearchDialog({ onClose }: { readonly onClose: () => void }) {
  const common = useCommonTexts()
  return (
    <ModalOverlay
      isOpen
      onOpenChange={onClose}
      isDismissable
      className="fixed inset-0 z-40 flex justify-center bg-[#00002a]/35 p-3 pt-[8dvh] sm:p-6 sm:pt-[12dvh]"
    >
      <Modal className="enter h-fit w-full max-w-2xl">
        <Dialog
          aria-label={common('search.label')}
          className="overflow-hidden rounded-12 bg-paper shadow-lift outline-none"
        >
          <Search onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Search({ onClose }: { readonly onClose: () => void }) {
  const common = useCommonTexts()
  const navigate = useNavigate()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [activeIndex, setActiveIndex] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const [openWhenSettled, setOpenWhenSettled] = useState(false)
  const query = useDebounced(typed)
  const { groups, isBusy, hasFailed } = useSearchGroups(query)
  const hits = groups.flatMap((group) => group.hits)
  const active = Math.min(activeIndex, hits.length - 1)
  const isSettled = typed.trim() === query && !isBusy
  const open = (hit: SearchHit | undefined): void => {
    if (hit === undefined) return
    onClose()
    void navigate({ to: hit.href })
  }
  const first = hits[0]?.href
  useEffect(() => {
    if (!openWhenSettled || !isSettled || first === undefined) return
    onClose()
    void navigate({ to: first })
  }, [openWhenSettled, isSettled, first, onClose, navigate])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && hits.length > 0) {
      event.preventDefault()
      const next = (active + step + hits.length) % hits.length
      setActiveIndex(next)
      list.current?.querySelector(`[data-index="${next}"]`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter') {
      if (isSettled) open(hits[active])
      else setOpenWhenSettled(true)
    }
  }
  return (
    <>
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Icon name="search" className="text-sub" />
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was opened in order to type
          autoFocus
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls={`${id}list`}
          aria-activedescendant={hits[active] ? `${id}${active}` : undefined}
          aria-label={common('search.label')}
          placeholder={common('search.hint')}
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setActiveIndex(0)
            setOpenWhenSettled(false)
          }}
          onKeyDown={onKeyDown}
          className="min-h-14 min-w-0 grow bg-transparent text-[1.125rem] outline-none focus-visible:outline-none focus-visible:shadow-none"
        />
        <kbd className="hidden rounded-4 border border-line px-1.5 text-[0.75rem] text-sub sm:block">
          Esc
        </kbd>
      </div>
      <SearchHits
        ref={list}
        id={id}
        groups={groups}
        active={active}
        onActive={setActiveIndex}
        onOpen={open}
        onKeyDown={onKeyDown}
      />
      <output className="block px-4 py-2 text-[0.875rem] text-sub empty:hidden">
        {isBusy
          ? common('search.busy')
          : hasFailed
            ? common('search.failed')
            : query !== '' && hits.length === 0
              ? common('search.none', { query })
              : ''}
      </output>
    </>
  )
}
