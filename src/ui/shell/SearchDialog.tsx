/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a combobox with a list of hits has no tags of its own in HTML */
import { useQueries } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useCommonTexts, useLocalize } from '../i18n/index.ts'
import { isComposing } from '../ime.ts'
import { classNames } from '../parts/classNames.ts'
import { Icon } from '../parts/icons.tsx'
import { useSession } from '../session/session.ts'
import { useFeatures } from './features.ts'
import { useNavSections } from './NavRail.tsx'
import type { SearchHit } from './feature.ts'

interface SearchGroup {
  readonly id: string
  readonly title: string
  readonly hits: readonly SearchHit[]
}

/** The words as they stood for 150 ms; while the IME composes nothing is asked. */
function useDebounced(value: string): string {
  const [debounced, setDebounced] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setDebounced(value.trim()), 150)
    return () => clearTimeout(timer)
  }, [value])
  return debounced
}

function useSearchGroups(query: string): {
  readonly groups: readonly SearchGroup[]
  readonly isBusy: boolean
  readonly hasFailed: boolean
} {
  const { search } = useFeatures()
  const session = useSession()
  const { sections } = useNavSections()
  const common = useCommonTexts()
  const localize = useLocalize()
  const providers = search.filter(
    (candidate) => candidate.ability === undefined || session.abilities.includes(candidate.ability),
  )
  const answers = useQueries({
    queries: providers.map((provider) => ({
      queryKey: ['search', provider.id, query],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => provider.find(query, signal),
      enabled: query !== '',
    })),
  })
  const pages = sections
    .flatMap(({ pages, place: section }) =>
      pages.map((page, index) => ({
        id: page.path,
        href: page.path,
        title: index === 0 ? common(`place.${section}`) : localize(page.title),
      })),
    )
    .filter((hit) => hit.title.toLowerCase().includes(query.toLowerCase()))
  const providerGroups = providers.map((provider, index) => ({
    id: provider.id,
    title: localize(provider.title),
    hits: answers[index]?.data ?? [],
  }))
  return {
    groups: [...providerGroups, { id: 'pages', title: common('search.pages'), hits: pages }].filter(
      (group) => group.hits.length > 0,
    ),
    isBusy: answers.some((answer) => answer.isFetching),
    hasFailed: answers.some((answer) => answer.isError),
  }
}

/** Ctrl/⌘ K: everything by any word, kana or number. Arrow keys choose, Enter goes there. */
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
  const go = (hit: SearchHit | undefined): void => {
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
      if (isSettled) go(hits[active])
      else setOpenWhenSettled(true)
    }
  }
  return (
    <>
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Icon name="search" className="text-sub" />
        <input
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was asked for in order to type
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
      <div
        ref={list}
        id={`${id}list`}
        role="listbox"
        aria-label={common('search.found')}
        className="max-h-[60dvh] overflow-y-auto py-2 empty:hidden"
      >
        {groups.map((group) => (
          <div key={group.id} role="group" aria-label={group.title}>
            <p aria-hidden="true" className="px-4 pt-2 pb-1 text-[0.8125rem] text-sub">
              {group.title}
            </p>
            {group.hits.map((hit) => {
              const index = hits.indexOf(hit)
              return (
                <div
                  key={hit.id}
                  id={`${id}${index}`}
                  data-index={index}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === active}
                  onClick={() => go(hit)}
                  onKeyDown={onKeyDown}
                  onPointerMove={() => setActiveIndex(index)}
                  className={classNames(
                    'flex min-h-11 cursor-pointer items-center gap-3 px-4 py-1',
                    index === active && 'bg-act-soft text-act',
                  )}
                >
                  <span className="min-w-0">
                    <span className="block leading-150">{hit.title}</span>
                    {hit.detail !== undefined && (
                      <span className="block text-[0.8125rem] text-sub">{hit.detail}</span>
                    )}
                  </span>
                </div>
              )
            })}
          </div>
        ))}
      </div>
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
