import { signs, useTexts } from '#ui/i18n/index.ts'
import { classNames } from '#ui/parts/classNames.ts'
import type { Preview, Sheet } from '../contract.ts'
import { text } from './text.ts'

/** A layout filled with an example, drawn cell by cell, and the fields that it leaves out. */
export function LayoutPreview({ preview }: { readonly preview: Preview }) {
  const say = useTexts(text)
  const sheets = preview.sheets.filter((sheet) =>
    sheet.rows.some((row) => row.cells.some((cell) => cell.text !== '')),
  )
  return (
    <div className="space-y-4">
      <p className="text-[0.9375rem] text-sub">{say('pictureLead')}</p>
      {sheets.map((sheet) => (
        <Grid key={sheet.name} sheet={sheet} many={sheets.length > 1} />
      ))}
      {preview.unused.length > 0 && (
        <p className="text-[0.9375rem]">
          <b className="mr-2">{say('unused')}</b>
          {preview.unused.join(signs().list)}
        </p>
      )}
    </div>
  )
}

/** Pixels of a half-width character and of a point. */
const pixels = { character: 7.4, point: 1.33 } as const

function Grid({ sheet, many }: { readonly sheet: Sheet; readonly many: boolean }) {
  const say = useTexts(text)
  const name = say('sheet', { name: sheet.name })
  const columns = sheet.widths.map((width, i) => ({ number: i + 1, width }))
  const rows = sheet.rows.map((row, i) => ({ number: i + 1, ...row }))
  return (
    <div>
      {many && <p className="mb-1 text-[0.875rem] text-sub">{name}</p>}
      <figure
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
        tabIndex={0}
        aria-label={name}
        className="max-h-[40rem] overflow-auto rounded-8 border border-line bg-soft p-4 sm:p-6"
      >
        <table
          className="table-fixed border-collapse bg-paper text-[0.8125rem] leading-130 shadow-lift"
          style={{ width: sheet.widths.reduce((sum, width) => sum + width, 0) * pixels.character }}
        >
          <colgroup>
            {columns.map((column) => (
              <col key={column.number} style={{ width: column.width * pixels.character }} />
            ))}
          </colgroup>
          <tbody>
            {rows.map((row) => (
              <tr key={row.number} style={{ height: row.height * pixels.point }}>
                {row.cells.map((cell) => (
                  <td
                    key={cell.ref}
                    colSpan={cell.across}
                    rowSpan={cell.down}
                    title={cell.filled ? say('cell', { ref: cell.ref }) : undefined}
                    style={{ textAlign: cell.align }}
                    className={classNames(
                      'overflow-hidden px-1 align-middle break-words whitespace-pre-line',
                      cell.boxed && 'border border-edge',
                      cell.filled && 'bg-act-soft',
                    )}
                  >
                    {cell.text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </figure>
      {sheet.cut && <p className="mt-1 text-[0.875rem] text-sub">{say('cut')}</p>}
    </div>
  )
}
