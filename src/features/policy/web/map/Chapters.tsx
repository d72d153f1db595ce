import { useMemo, useState } from 'react'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Link } from '#ui/parts/Button.tsx'
import { Icon } from '#ui/parts/icons.tsx'
import { StateBar, Tag } from '#ui/parts/Tag.tsx'
import { classNames } from '#ui/parts/classNames.ts'
import type { MapWhen, Outline, ProvisionRow } from '../../contract.ts'
import { ProvisionPanel } from './ProvisionPanel.tsx'
import { looks, stateOrder } from '../states.ts'
import { text } from '../text.ts'

type Heading = Outline['headings'][number]

/** The outline as expandable chapters; each has a bar of the states of everything below it. */
export function Chapters({
  outline,
  shown,
  open,
}: {
  readonly outline: Outline
  readonly shown: readonly ProvisionRow[]
  readonly open: boolean
}) {
  const unfolded = useMemo(
    () => (open ? firstHeadings(outline.headings, shown) : new Set<string>()),
    [open, outline.headings, shown],
  )
  const children = Map.groupBy(outline.headings, (heading) => heading.under ?? '')
  const lines = Map.groupBy(shown, (provision) => provision.under)
  return (
    <div className="space-y-3">
      {(children.get('') ?? []).map((heading) => (
        <Chapter
          key={heading.ref}
          heading={heading}
          headings={children}
          lines={lines}
          unfolded={unfolded}
          on={outline.on}
          when={outline.when}
          depth={0}
        />
      ))}
    </div>
  )
}

/** As many provisions are unfolded at once when something was looked for; the rest stays folded. */
const unfoldedAtOnce = 60

/** The headings, from the first on, below which the first provisions that were found stand. */
function firstHeadings(
  headings: readonly Heading[],
  shown: readonly ProvisionRow[],
): ReadonlySet<string> {
  const byRef = new Map(headings.map((heading) => [heading.ref, heading]))
  const unfolded = new Set<string>()
  for (const { under } of shown.slice(0, unfoldedAtOnce))
    for (
      let heading = byRef.get(under);
      heading !== undefined && !unfolded.has(heading.ref);
      heading = heading.under === null ? undefined : byRef.get(heading.under)
    )
      unfolded.add(heading.ref)
  return unfolded
}

interface ChapterProps {
  readonly heading: Heading
  readonly headings: ReadonlyMap<string, readonly Heading[]>
  readonly lines: ReadonlyMap<string, readonly ProvisionRow[]>
  readonly unfolded: ReadonlySet<string>
  readonly on: string
  readonly when: MapWhen
  readonly depth: number
}

function below(
  heading: Heading,
  { headings, lines }: Pick<ChapterProps, 'headings' | 'lines'>,
): readonly ProvisionRow[] {
  return [
    ...(lines.get(heading.ref) ?? []),
    ...(headings.get(heading.ref) ?? []).flatMap((child) => below(child, { headings, lines })),
  ]
}

/**
 * A chapter; what is in it is drawn when it is unfolded for the first time, because a policy may
 * have more than a thousand provisions.
 */
function Chapter({ heading, headings, lines, unfolded, on, when, depth }: ChapterProps) {
  const say = useTexts(text)
  const isUnfolded = unfolded.has(heading.ref)
  const [wasUnfolded, setWasUnfolded] = useState(isUnfolded)
  const [isOpen, setOpen] = useState(isUnfolded)
  if (wasUnfolded !== isUnfolded) {
    setWasUnfolded(isUnfolded)
    setOpen(isUnfolded)
  }
  const all = below(heading, { headings, lines })
  if (all.length === 0) return null
  const parts = stateOrder.map((name) => ({
    state: looks[name],
    title: say(`state.${name}`),
    count: all.filter((provision) => provision.state === name).length,
  }))
  return (
    <details
      open={isOpen}
      onToggle={(event) => {
        setOpen(event.currentTarget.open)
        // The toggle of a chapter inside also comes by here.
        event.stopPropagation()
      }}
      className={
        depth === 0
          ? 'overflow-clip rounded-12 border border-line bg-paper'
          : 'border-t border-line'
      }
    >
      <summary
        data-chapter
        className={classNames(
          'flex min-h-12 cursor-pointer flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 hover:bg-soft sm:px-5',
          depth === 0 ? 'font-700' : 'bg-soft text-[0.9375rem]',
        )}
        style={{ paddingInlineStart: `${1.25 + Math.min(depth, 3) * 0.75}rem` }}
      >
        <span className="min-w-0 grow basis-60">{`${heading.ref}${signs().gap}${heading.title}`}</span>
        <Wrong all={all} />
        <span className="w-20 text-right text-[0.875rem] font-400 text-sub numerals">
          {say('count', { count: all.length })}
        </span>
        <span className="w-36">
          <StateBar parts={parts} label={heading.title} />
        </span>
      </summary>
      {isOpen && (
        <>
          <ul>
            {(lines.get(heading.ref) ?? []).map((provision) => (
              <ProvisionItem key={provision.ref} provision={provision} on={on} when={when} />
            ))}
          </ul>
          {(headings.get(heading.ref) ?? []).map((child) => (
            <Chapter
              key={child.ref}
              heading={child}
              headings={headings}
              lines={lines}
              unfolded={unfolded}
              on={on}
              when={when}
              depth={depth + 1}
            />
          ))}
        </>
      )}
    </details>
  )
}

/** How many are late or wrong, in words: nothing where there are none. */
function Wrong({ all }: { readonly all: readonly ProvisionRow[] }) {
  const say = useTexts(text)
  return (
    <span className="flex gap-2">
      {(['late', 'finding'] as const).map((state) => {
        const count = all.filter((one) => one.state === state).length
        return count === 0 ? null : (
          <Tag key={state} state={looks[state]}>
            {say(`state.${state}`)} {count}
          </Tag>
        )
      })}
    </span>
  )
}

function ProvisionItem({
  provision,
  on,
  when,
}: {
  readonly provision: ProvisionRow
  readonly on: string
  readonly when: MapWhen
}) {
  const say = useTexts(text)
  const [isOpen, setOpen] = useState(false)
  const { ref, gist, state, carried, setUp } = provision
  return (
    <li className={classNames('border-t border-line', isOpen && 'bg-act-soft/40')}>
      <div className="grid grid-cols-[2.75rem_1fr_auto] items-center gap-x-3 py-1 pr-4 sm:grid-cols-[2.75rem_9rem_1fr_4.5rem_4.5rem_auto] sm:pr-5">
        <button
          type="button"
          data-provision
          aria-expanded={isOpen}
          aria-label={say('openLine', { ref, gist })}
          onClick={() => setOpen(!isOpen)}
          className="row-span-2 inline-flex size-11 cursor-pointer items-center justify-center rounded-8 text-sub hover:bg-calm-soft sm:row-span-1"
        >
          <Icon name={isOpen ? 'down' : 'right'} size={18} />
        </button>
        <span className="col-start-2 text-[0.875rem] text-sub numerals">{ref}</span>
        <span className="col-start-2 row-start-2 sm:col-start-3 sm:row-start-1">
          <Link quiet href={`/policy/provision?ref=${encodeURIComponent(ref)}`}>
            {gist}
          </Link>
        </span>
        <Quietly yes={carried} words={say(carried ? 'hasMechanism' : 'lacksMechanism')} />
        <Quietly yes={setUp} words={say(setUp ? 'isSetUp' : 'isNotSetUp')} />
        <span className="col-start-3 row-start-1 text-right sm:col-start-6 sm:min-w-32">
          {when === 'ahead' ? (
            <span className="inline-block rounded-8 border border-dashed border-edge p-px">
              <Tag state={looks[state]}>{say(`state.${state}`)}</Tag>
            </span>
          ) : (
            <Tag state={looks[state]}>{say(`state.${state}`)}</Tag>
          )}
        </span>
      </div>
      {isOpen && <ProvisionPanel reference={ref} on={on} when={when} />}
    </li>
  )
}

/** Carried and set up stay grey, so that what is late speaks. */
function Quietly({ yes, words }: { readonly yes: boolean; readonly words: string }) {
  return (
    <span className="hidden text-[0.8125rem] whitespace-nowrap text-sub sm:inline">
      <span aria-hidden="true">{yes ? '✓' : '○'}</span> {words}
    </span>
  )
}
