import { useMemo, useState } from 'react'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Link } from '#ui/parts/Button.tsx'
import { StateBar, Tag } from '#ui/parts/Tag.tsx'
import { classNames } from '#ui/parts/classNames.ts'
import type { Outline, ProvisionRow } from '../contract.ts'
import { looks, stateOrder } from './states.ts'
import { text } from './text.ts'

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
function Chapter({ heading, headings, lines, unfolded, depth }: ChapterProps) {
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
        className={classNames(
          'flex min-h-12 cursor-pointer flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 hover:bg-soft sm:px-5',
          depth === 0 ? 'font-700' : 'bg-soft text-[0.9375rem]',
        )}
        style={{ paddingInlineStart: `${1.25 + Math.min(depth, 3) * 0.75}rem` }}
      >
        <span className="min-w-0 grow basis-60">{`${heading.ref}${signs().gap}${heading.title}`}</span>
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
              <ProvisionItem key={provision.ref} provision={provision} />
            ))}
          </ul>
          {(headings.get(heading.ref) ?? []).map((child) => (
            <Chapter
              key={child.ref}
              heading={child}
              headings={headings}
              lines={lines}
              unfolded={unfolded}
              depth={depth + 1}
            />
          ))}
        </>
      )}
    </details>
  )
}

function ProvisionItem({ provision }: { readonly provision: ProvisionRow }) {
  const say = useTexts(text)
  return (
    <li className="grid gap-x-4 gap-y-0.5 border-t border-line px-4 py-2.5 sm:grid-cols-[13rem_1fr_9rem_8rem] sm:items-center sm:px-5">
      <span className="text-[0.875rem] text-sub numerals">{provision.ref}</span>
      <Link quiet href={`/policy/provision?ref=${encodeURIComponent(provision.ref)}`}>
        {provision.gist}
      </Link>
      <span className="text-[0.8125rem] text-sub">
        {provision.carriers > 0 && <span>{say('carriers', { count: provision.carriers })} </span>}
        {(provision.carriage === 'stated' || provision.carriage === 'weak') && (
          <span className="whitespace-nowrap">{say(`carriage.${provision.carriage}`)}</span>
        )}
      </span>
      <span>
        <Tag state={looks[provision.state]}>{say(`state.${provision.state}`)}</Tag>
      </span>
    </li>
  )
}
