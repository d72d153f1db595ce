import { Button } from 'react-aria-components'
import { useTexts } from '#ui/i18n/index.ts'
import { PlainTable } from '#ui/parts/PlainTable.tsx'
import type { RoundResults, UnitResult } from '../../contract/results.ts'
import { text } from '../text.ts'

/** The units with how many have answered, and in which item most answers were wrong. */
export function UnitTable({
  results,
  onUnit,
}: {
  readonly results: RoundResults
  readonly onUnit: (id: string | null) => void
}) {
  const say = useTexts(text)
  const titleOf = new Map(results.items.map(({ key, title }) => [key, title]))
  return (
    <PlainTable
      label={say('resultUnits')}
      rows={results.units}
      rowId={({ id }) => id ?? ''}
      columns={[
        {
          title: say('unit'),
          cell: (unit: UnitResult) => <UnitButton unit={unit} onUnit={onUnit} />,
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
      ]}
    />
  )
}

function UnitButton({
  unit: { id, title, depth },
  onUnit,
}: {
  readonly unit: UnitResult
  readonly onUnit: (id: string | null) => void
}) {
  return (
    <Button
      onPress={() => onUnit(id)}
      className="cursor-pointer text-start text-act underline-offset-4 hover:underline"
      style={{ paddingInlineStart: `${depth}em` }}
    >
      {title}
    </Button>
  )
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
