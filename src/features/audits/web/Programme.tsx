import { useTexts } from '#ui/i18n/index.ts'
import { SelectBox } from '#ui/parts/SelectBox.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { TagState } from '#ui/parts/Tag.tsx'
import { classNames } from '#ui/parts/classNames.ts'
import type { AuditDesk } from '../contract.ts'
import { text } from './text.ts'

type ProgrammeItem = AuditDesk['programme'][number]

const filters = ['all', 'open', 'finding'] as const

/** The items that a filter shows. */
export function shownItems(
  programme: readonly ProgrammeItem[],
  show: string,
): readonly ProgrammeItem[] {
  if (show === 'open') return programme.filter(({ outcome }) => outcome === null)
  if (show === 'finding') return programme.filter(({ outcome }) => outcome === 'finding')
  return programme
}

/** What is to be looked at, under its headings, with how each stands. */
export function Programme({
  desk,
  shown,
  picked,
  show,
  onShow,
  onPick,
}: {
  readonly desk: AuditDesk
  readonly shown: readonly ProgrammeItem[]
  readonly picked: string
  readonly show: string
  readonly onShow: (search: { readonly show: string | undefined }) => void
  readonly onPick: (key: string) => void
}) {
  const say = useTexts(text)
  return (
    <section aria-label={say('programme')}>
      <div className="mb-2 flex items-center gap-3">
        <h2 className="grow text-[1rem] text-sub">
          {say('programme')}
          <span className="ml-2 font-400 numerals">{shown.length}</span>
        </h2>
        <SelectBox
          aria-label={say('programme')}
          value={show}
          onChange={({ target }) =>
            onShow({ show: target.value === 'all' ? undefined : target.value })
          }
        >
          {filters.map((filter) => (
            <option key={filter} value={filter}>
              {say(`show.${filter}`)}
            </option>
          ))}
        </SelectBox>
      </div>
      {shown.length === 0 && <p className="text-sub">{say('nothingShown')}</p>}
      <ul
        aria-label={say('programme')}
        className="max-h-[70vh] divide-y divide-line overflow-y-auto rounded-12 border border-line bg-paper"
      >
        {shown.map((item, index) => {
          const isFirst = item.heading !== shown[index - 1]?.heading
          return (
            <li key={item.key}>
              {isFirst && item.heading !== '' && (
                <p className="bg-soft px-3 py-1 text-[0.875rem] text-sub">{item.heading}</p>
              )}
              <button
                type="button"
                aria-current={item.key === picked ? 'true' : undefined}
                onClick={() => onPick(item.key)}
                className={classNames(
                  'block w-full cursor-pointer px-3 py-2.5 text-left leading-150 hover:bg-soft',
                  item.key === picked && 'bg-act-soft font-700',
                )}
              >
                <span className="block">{item.title}</span>
                <span className="mt-1 flex flex-wrap gap-1.5 text-[0.875rem] font-400">
                  <State item={item} done={desk.closedAt !== null} />
                  {item.outcome === null && item.first !== null && (
                    <Tag state={item.first === 'finding' ? 'wrong' : 'word'}>
                      {say(`first.${item.first}`)}
                    </Tag>
                  )}
                  {item.clashes && <Tag state="due">{say('clashes')}</Tag>}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const tags: Readonly<Record<string, TagState>> = {
  kept: 'good',
  finding: 'wrong',
  'not-applicable': 'plain',
}

function State({
  item: { outcome, grade },
  done,
}: {
  readonly item: ProgrammeItem
  readonly done: boolean
}) {
  const say = useTexts(text)
  if (outcome === null) return done ? null : <Tag state="none">{say('state.open')}</Tag>
  const words =
    outcome === 'finding'
      ? grade === null
        ? say('state.finding')
        : say(`grade.${grade}`)
      : say(outcome === 'kept' ? 'state.kept' : 'state.waived')
  return <Tag state={tags[outcome] ?? 'plain'}>{words}</Tag>
}
