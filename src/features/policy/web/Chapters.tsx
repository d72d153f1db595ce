import { useTexts } from '#ui/i18n/index.ts'
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
          open={open}
          depth={0}
        />
      ))}
    </div>
  )
}

interface ChapterProps {
  readonly heading: Heading
  readonly headings: ReadonlyMap<string, readonly Heading[]>
  readonly lines: ReadonlyMap<string, readonly ProvisionRow[]>
  readonly open: boolean
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

function Chapter({ heading, headings, lines, open, depth }: ChapterProps) {
  const say = useTexts(text)
  const all = below(heading, { headings, lines })
  if (all.length === 0) return null
  const parts = stateOrder.map((name) => ({
    state: looks[name],
    title: say(`state.${name}`),
    count: all.filter((provision) => provision.state === name).length,
  }))
  return (
    <details
      key={String(open)}
      open={open}
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
        <span className="min-w-0 grow basis-60">{`${heading.ref}　${heading.title}`}</span>
        <span className="w-20 text-right text-[0.875rem] font-400 text-sub numerals">
          {say('count', { count: all.length })}
        </span>
        <span className="w-36">
          <StateBar parts={parts} label={heading.title} />
        </span>
      </summary>
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
          open={open}
          depth={depth + 1}
        />
      ))}
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
