import { useMemo } from 'react'
import { useNavigateTo } from '#ui/address.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Link } from '#ui/parts/Button.tsx'
import { Section } from '#ui/parts/Card.tsx'
import { classNames } from '#ui/parts/classNames.ts'
import type { UnitRow } from '../contract/units.ts'
import { boxHeight, boxPadding, chartOf, fitting, headOf } from './chart.ts'
import type { ChartBox } from './chart.ts'
import { text } from './text.ts'
import { treeOf } from './tree.ts'
import { PersonLink } from './UnitTree.tsx'

/** The organisation as a tree drawn from left to right, and the same as a table. */
export function UnitChart({ units }: { readonly units: readonly UnitRow[] }) {
  const say = useTexts(text)
  const chart = useMemo(() => chartOf(units), [units])
  return (
    <>
      <section
        aria-label={say('chart')}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reached by keyboard
        tabIndex={0}
        className="max-h-[80dvh] overflow-auto rounded-12 border border-line bg-paper p-4 sm:p-6"
      >
        <svg
          width={chart.width + 4}
          height={chart.height + 4}
          viewBox={`-2 -2 ${chart.width + 4} ${chart.height + 4}`}
          className="block"
        >
          {chart.boxes.map(
            (box) =>
              box.parent !== undefined && (
                <path
                  key={box.unit.id}
                  d={wire(box.parent, box)}
                  className="fill-none stroke-edge"
                  strokeWidth={2}
                />
              ),
          )}
          {chart.boxes.map((box) => (
            <Box key={box.unit.id} box={box} />
          ))}
        </svg>
      </section>
      <Section title={say('asTable')}>
        <Table units={units} tree={treeOf(units)} />
      </Section>
    </>
  )
}

/** The SVG path from the right side of a box to the left side of one below it. */
function wire(from: ChartBox, to: ChartBox): string {
  const stem = to.x - 18
  return `M${from.x + from.width} ${from.y + boxHeight / 2}H${stem}V${to.y + boxHeight / 2}H${to.x}`
}

function Box({ box: { unit, x, y, width, parent } }: { readonly box: ChartBox }) {
  const say = useTexts(text)
  const go = useNavigateTo()
  const href = `/organization?unit=${unit.id}`
  const people = say('peopleCount', { count: unit.people })
  const head = headOf(unit) || say('noHead')
  return (
    <a
      href={href}
      aria-label={`${unit.title}${signs().list}${people}${signs().list}${head}`}
      className="group outline-offset-2"
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return
        event.preventDefault()
        go(href)
      }}
    >
      <title>{`${unit.title}${signs().gap}${head}`}</title>
      <rect
        x={x}
        y={y}
        width={width}
        height={boxHeight}
        rx={8}
        className={
          parent === undefined
            ? 'fill-act-soft stroke-act'
            : 'fill-paper stroke-edge group-hover:stroke-act'
        }
        strokeWidth={1.5}
      />
      <text
        x={x + boxPadding}
        y={y + 21}
        className="fill-ink text-[15px] font-700 group-hover:underline"
      >
        {fitting(unit.title, width, 'title', 44)}
      </text>
      <text
        x={x + width - boxPadding}
        y={y + 21}
        textAnchor="end"
        className="fill-sub text-[13px] numerals"
      >
        {people}
      </text>
      <text x={x + boxPadding} y={y + 40} className="fill-sub text-[13px]">
        {fitting(head, width, 'under')}
      </text>
    </a>
  )
}

type Tree = ReadonlyMap<string | null, readonly UnitRow[]>

function Table({ units, tree }: { readonly units: readonly UnitRow[]; readonly tree: Tree }) {
  const say = useTexts(text)
  const titles = new Map(units.map((unit) => [unit.id, unit.title]))
  const inOrder = (
    parent: string | null,
    depth = 0,
  ): readonly (UnitRow & { readonly depth: number })[] =>
    (tree.get(parent) ?? []).flatMap((unit) => [{ ...unit, depth }, ...inOrder(unit.id, depth + 1)])
  return (
    <div className="overflow-x-auto rounded-12 border border-line">
      <table className="w-full border-collapse text-left text-[0.9375rem] sm:min-w-lg">
        <thead className="bg-soft text-[0.875rem] text-sub">
          <tr>
            {(['unit', 'parent', 'leader', 'people'] as const).map((head) => (
              <th
                key={head}
                scope="col"
                className={classNames(
                  'px-3 py-2 font-700 sm:px-4',
                  head === 'parent' && 'max-sm:hidden',
                )}
              >
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {inOrder(null).map((unit) => (
            <tr key={unit.id}>
              <th
                scope="row"
                className="px-3 py-2 sm:px-4"
                style={{ paddingInlineStart: `${0.9 + unit.depth * 0.9}rem` }}
              >
                <Link href={`/organization?unit=${unit.id}`} quiet>
                  {unit.title}
                </Link>
              </th>
              <td className="px-3 py-2 max-sm:hidden sm:px-4">
                {titles.get(unit.parent ?? '') ?? '—'}
              </td>
              <td className="px-3 py-2 sm:px-4">
                {unit.head ? (
                  <PersonLink id={unit.head.id} name={unit.head.name} />
                ) : (
                  <span className="text-sub">{say('noHead')}</span>
                )}
              </td>
              <td className="px-3 py-2 whitespace-nowrap sm:px-4 numerals">
                {say('peopleCount', { count: unit.people })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
