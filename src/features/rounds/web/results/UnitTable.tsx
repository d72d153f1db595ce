import { Button } from 'react-aria-components'
import { useTexts } from '#ui/i18n/index.ts'
import { PlainTable } from '#ui/parts/PlainTable.tsx'
import type { RoundResults, UnitResult } from '../../contract/results.ts'
import { text } from '../text.ts'

type OnUnit = (id: string | null) => void
/** The texts of the table, some with what stands in them. */
type Say = (
  key: 'unit' | 'answeredPeople' | 'mostWrong' | 'closedOf' | 'tooFewOrNone' | 'wrongOf',
  values?: Readonly<Record<string, string | number>>,
) => string

/** The units with how many have answered, and in which item most answers were wrong. */
export function UnitTable({
  results,
  onUnit,
}: {
  readonly results: RoundResults
  readonly onUnit: OnUnit
}) {
  const say = useTexts(text)
  return (
    <PlainTable
      label={say('resultUnits')}
      rows={results.units}
      rowId={({ id }) => id ?? ''}
      columns={unitColumns(say, results, onUnit)}
    />
  )
}

function unitColumns(say: Say, { items }: RoundResults, onUnit: OnUnit) {
  const titleOf = new Map(items.map(({ key, title }) => [key, title]))
  return [
    {
      title: say('unit'),
      cell: ({ id, title, depth }: UnitResult) => (
        <Button
          onPress={() => onUnit(id)}
          className="cursor-pointer text-start text-act underline-offset-4 hover:underline"
          style={{ paddingInlineStart: `${depth}em` }}
        >
          {title}
        </Button>
      ),
    },
    {
      title: say('answeredPeople'),
      numeric: true,
      cell: ({ asked, closed }: UnitResult) => say('closedOf', { closed, asked }),
    },
    {
      title: say('mostWrong'),
      cell: (unit: UnitResult) => {
        const most = mostWrong(unit)
        return most === undefined
          ? say('tooFewOrNone')
          : `${titleOf.get(most.key) ?? ''}（${say('wrongOf', most)}）`
      },
    },
  ]
}

function mostWrong({ items }: UnitResult) {
  return items
    .flatMap(({ key, figures }) => {
      if (figures === null || figures.findings === 0) return []
      const all = figures.kept + figures.findings + figures.notApplicable
      return [{ key, wrong: figures.findings, all }]
    })
    .toSorted((a, b) => b.wrong / b.all - a.wrong / a.all)[0]
}
