import { useKit } from '../i18n/index.ts'
import { Button, Link } from '../parts/Button.tsx'
import { toggled } from './body.ts'
import type { BodyProps } from './body.ts'

/** The rows as cards, for narrow screens: the first column is the name, the others stand under it with their titles. */
export function Cards<Row>({
  label,
  columns,
  rows,
  rowId,
  href,
  chosen,
  onChoose,
  more,
  busy,
  onMore,
}: BodyProps<Row>) {
  const kit = useKit()
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
                  aria-label={kit('table.choose', { row: index + 1 })}
                  checked={chosen.has(id)}
                  onChange={() => onChoose?.(toggled(chosen, id))}
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
      {more && (
        <div className="mt-4 text-center">
          <Button isPending={busy} onPress={onMore}>
            {kit('table.more')}
          </Button>
        </div>
      )}
    </>
  )
}
