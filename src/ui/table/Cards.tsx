import { useCommonTexts } from '../i18n/index.ts'
import { Button, Link } from '../parts/Button.tsx'
import { withToggled } from './bodyProps.ts'
import type { BodyProps } from './bodyProps.ts'

/**
 * The rows as cards, for narrow screens: the first column is the title, the others are below it
 * with their names.
 */
export function Cards<Row>({
  label,
  columns,
  rows,
  rowId,
  href,
  chosen,
  onChoose,
  hasMore,
  isLoading,
  onMore,
}: BodyProps<Row>) {
  const common = useCommonTexts()
  const [first, ...rest] = columns
  if (first === undefined) return null
  return (
    <>
      <ul aria-label={label} className="space-y-3">
        {rows.map((row, index) => {
          const id = rowId(row)
          return (
            <li key={id} className="relative flex gap-3 rounded-12 border border-line px-4 py-3">
              {chosen !== undefined && (
                <input
                  type="checkbox"
                  aria-label={common('table.choose', { row: index + 1 })}
                  checked={chosen.has(id)}
                  onChange={() => onChoose?.(withToggled(chosen, id))}
                  className="relative z-[1] mt-1 size-6 shrink-0 accent-act"
                />
              )}
              <div className="min-w-0 grow">
                <p className="leading-150 font-700">
                  {href === undefined ? (
                    first.cell(row)
                  ) : (
                    <Link quiet href={href(row)}>
                      <span className="absolute inset-0" />
                      {first.cell(row)}
                    </Link>
                  )}
                </p>
                <dl className="mt-1 text-[0.875rem]">
                  {rest.map((column) => (
                    <div key={column.id} className="flex gap-2">
                      <dt className="w-24 shrink-0 text-sub">{column.title}</dt>
                      <dd className="min-w-0">{column.cell(row)}</dd>
                    </div>
                  ))}
                </dl>
              </div>
            </li>
          )
        })}
      </ul>
      {hasMore && (
        <div className="mt-4 text-center">
          <Button isPending={isLoading} onPress={onMore}>
            {common('table.more')}
          </Button>
        </div>
      )}
    </>
  )
}
