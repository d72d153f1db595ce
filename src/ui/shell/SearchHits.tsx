/* oxlint-disable jsx-a11y/prefer-tag-over-role -- HTML has no combobox with a list of hits */
import type { KeyboardEvent, Ref } from 'react'
import { useCommonTexts } from '../i18n/index.ts'
import { classNames } from '../parts/classNames.ts'
import type { SearchHit } from './feature.ts'
import type { SearchGroup } from './useSearchGroups.ts'

/** The hits of the search dialog by group, numbered through for the arrow keys. */
export function SearchHits({
  ref,
  id,
  groups,
  active,
  onActive,
  onOpen,
  onKeyDown,
}: {
  readonly ref: Ref<HTMLDivElement>
  /** Prefix of the ids: `<id>list` for the list, `<id><index>` for a hit. */
  readonly id: string
  readonly groups: readonly SearchGroup[]
  /** Index of the hit that Enter opens. */
  readonly active: number
  readonly onActive: (index: number) => void
  readonly onOpen: (hit: SearchHit) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}) {
  const common = useCommonTexts()
  const hits = groups.flatMap((group) => group.hits)
  return (
    <div
      ref={ref}
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
                onClick={() => onOpen(hit)}
                onKeyDown={onKeyDown}
                onPointerMove={() => onActive(index)}
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
  )
}
