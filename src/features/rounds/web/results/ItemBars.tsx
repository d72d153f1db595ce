import { useTexts } from '#ui/i18n/index.ts'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import type { Figures, ItemResult, RoundResults, UnitResult } from '../../contract/results.ts'
import { text } from '../text.ts'

/** The items as bars, those with the most wrong answers first, those that are not told last. */
export function ItemBars({
  items,
  unit,
}: {
  readonly items: RoundResults['items']
  readonly unit: UnitResult
}) {
  const say = useTexts(text)
  const resultOf = new Map(unit.items.map((each) => [each.key, each]))
  const rows = items
    .flatMap((item) => {
      const result = resultOf.get(item.key)
      return result === undefined ? [] : [{ item, result }]
    })
    .toSorted((a, b) => wrongShare(b.result) - wrongShare(a.result))
  return (
    <ul className="divide-y divide-line border-y border-line">
      {rows.map(({ item, result: { figures, before } }) => (
        <li
          key={item.key}
          className="grid gap-x-8 gap-y-1.5 py-3 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]"
        >
          <span className="flex flex-wrap items-baseline gap-x-3">
            {item.title} <Grounds provisions={item.carries} />
          </span>
          {figures === null ? (
            <span className="text-[0.9375rem] text-sub">{say('tooFew')}</span>
          ) : (
            <span>
              <Bar figures={figures} />
              <span className="mt-1 block text-[0.9375rem] numerals">
                {say('wrongOf', { wrong: figures.findings, all: answersIn(figures) })}
                {before !== null && (
                  <span className="ms-3 text-sub">
                    {say('wrongBefore', { wrong: before.findings, all: answersIn(before) })}
                  </span>
                )}
              </span>
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Right, wrong, not applicable: a picture of what stands in words beside it. */
function Bar({ figures }: { readonly figures: Figures }) {
  const { kept, findings, notApplicable } = figures
  const all = answersIn(figures)
  const part = (count: number, look: string) =>
    count > 0 && <span className={look} style={{ width: `${(count / all) * 100}%` }} />
  return (
    <span aria-hidden className="flex h-2.5 overflow-hidden rounded-full bg-calm-soft">
      {part(findings, 'bg-wrong')}
      {part(notApplicable, 'bg-line')}
      {part(kept, 'bg-good')}
    </span>
  )
}

const answersIn = ({ kept, findings, notApplicable }: Figures): number =>
  kept + findings + notApplicable

/** Unknown shares come after all known ones. */
const wrongShare = ({ figures }: ItemResult): number =>
  figures === null ? -1 : figures.findings / answersIn(figures)
