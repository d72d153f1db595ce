import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import type { ImportChange, ImportRow, ImportSame, ImportView } from '../contract/imports.ts'
import { text } from './text.ts'

/** The lists of rows of an import, by what the rows do. */

/** Each row that changes an entry: every field before and after. */
export function ChangeList({
  label,
  rows,
  total,
  more,
  overwrite,
  onOverwrite,
}: {
  readonly label: string
  readonly rows: readonly ImportChange[]
  readonly total: number
  /** The button that reads more rows. */
  readonly more: ReactNode
  /** Where rows are asked about: the numbers of those that are written all the same. */
  readonly overwrite?: readonly string[]
  readonly onOverwrite?: (numbers: readonly string[]) => void
}) {
  const say = useTexts(text)
  return (
    <>
      <Scrolling label={label}>
        <ul className="divide-y divide-line">
          {rows.map((row) => (
            <li key={`${row.sheet ?? ''}/${row.row}`} className="px-4 py-3 sm:px-5">
              <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                {overwrite !== undefined && (
                  <label className="flex min-h-11 cursor-pointer items-center gap-2">
                    <input
                      type="checkbox"
                      className="size-5 accent-act"
                      aria-label={say('overwriteOf', { number: row.number })}
                      checked={overwrite.includes(row.number)}
                      onChange={({ currentTarget: { checked } }) =>
                        onOverwrite?.(
                          checked
                            ? [...overwrite, row.number]
                            : overwrite.filter((other) => other !== row.number),
                        )
                      }
                    />
                    <span className="font-700">{say('overwrite')}</span>
                  </label>
                )}
                <Place row={row} />
                <b className="numerals">{row.number}</b>
                <span className="min-w-0 break-words">{row.name}</span>
              </p>
              {row.since !== undefined && (
                <p className="mt-1 text-[0.9375rem] text-warn">
                  ▲ {say('changedSince', { by: row.since.by, at: row.since.at })}
                </p>
              )}
              <dl className="mt-2 space-y-1.5 text-[0.9375rem]">
                {row.changes.map(({ column, before, after }) => (
                  <div key={column} className="grid gap-x-4 sm:grid-cols-[10rem_1fr]">
                    <dt className="text-sub">{column}</dt>
                    <dd className="min-w-0 break-words whitespace-pre-line">
                      {before === '' ? (
                        <span className="text-sub">{say('asEmpty')}</span>
                      ) : (
                        <del className="text-sub">
                          <Words words={before} />
                        </del>
                      )}
                      <span aria-hidden className="mx-2">
                        →
                      </span>
                      <ins className="font-700 no-underline">
                        {after === '' ? say('asEmpty') : <Words words={after} />}
                      </ins>
                    </dd>
                  </div>
                ))}
              </dl>
            </li>
          ))}
        </ul>
      </Scrolling>
      {total > rows.length && (
        <p className="mt-2 text-[0.875rem] text-sub">{say('firstOnly', { count: rows.length })}</p>
      )}
      {more}
    </>
  )
}

/** Words of a cell; long ones are cut until they are asked for. */
function Words({ words }: { readonly words: string }) {
  const say = useTexts(text)
  const [isWhole, setWhole] = useState(false)
  const letters = [...words]
  if (isWhole || letters.length <= longestShown) return words
  return (
    <>
      {letters.slice(0, longestShown - 40).join('')}…{' '}
      <Button kind="quiet" size="small" onPress={() => setWhole(true)}>
        {say('wholeText', { count: letters.length })}
      </Button>
    </>
  )
}

/** Letters of a cell that are shown at once. */
const longestShown = 160

/** Rows that the register says already. */
export function SameList({
  rows,
  total,
  more,
}: {
  readonly rows: readonly ImportSame[]
  readonly total: number
  readonly more: ReactNode
}) {
  const say = useTexts(text)
  return (
    <>
      <Scrolling label={say('sameList')}>
        <ul className="divide-y divide-line">
          {rows.map((row) => (
            <li
              key={`${row.sheet ?? ''}/${row.row}`}
              className="flex flex-wrap gap-x-3 px-4 py-2 text-[0.9375rem]"
            >
              <Place row={row} />
              <b className="numerals">{row.number ?? say('numberHidden')}</b>
              <span className="min-w-0 break-words">{row.name}</span>
              {row.alike && <span className="text-sub">{say('alike')}</span>}
            </li>
          ))}
        </ul>
      </Scrolling>
      {total > rows.length && (
        <p className="mt-2 text-[0.875rem] text-sub">{say('firstOnly', { count: rows.length })}</p>
      )}
      {more}
    </>
  )
}

function Place({ row }: { readonly row: { readonly sheet?: string; readonly row: number } }) {
  const say = useTexts(text)
  return (
    <span className="text-[0.875rem] text-sub numerals">
      {row.sheet !== undefined && `${row.sheet} `}
      {row.row}
      {say('row')}
    </span>
  )
}

function Scrolling({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <section
      className="max-h-[32rem] overflow-auto rounded-12 border border-line"
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reached by keyboard
      tabIndex={0}
    >
      {children}
    </section>
  )
}

/** Texts of the file that were taken for something else than they say. */
export function Understood({ view }: { readonly view: ImportView }) {
  const say = useTexts(text)
  return (
    <>
      <p className="mb-2 text-[0.9375rem] text-sub">{say('understoodLead')}</p>
      <ul className="max-h-60 space-y-1 overflow-auto" aria-label={say('understood')}>
        {view.understood.map(({ column, value, as, rows }) => (
          <li key={`${column}${value}`} className="break-words">
            {say('understoodOne', { column, value })} → <b>{as === '' ? say('asEmpty') : as}</b>
            <span className="ml-2 text-sub">{say('inRows', { count: rows })}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Rows of a CSV that end before the last heading. */
export function ShortRows({ view }: { readonly view: ImportView }) {
  const say = useTexts(text)
  const { rows, count } = view.short
  return (
    <>
      <p className="mb-2 text-[0.9375rem] text-sub">{say('shortLead')}</p>
      <Scrolling label={say('short')}>
        <ul className="divide-y divide-line">
          {rows.map(({ row, lacks }) => (
            <li key={row} className="flex flex-wrap gap-x-3 px-4 py-2 text-[0.9375rem]">
              <Place row={{ row }} />
              {say('lacks', { count: lacks })}
            </li>
          ))}
          {count > rows.length && (
            <li className="px-4 py-2 text-sub">
              {say('leftMore', { count: count - rows.length })}
            </li>
          )}
        </ul>
      </Scrolling>
    </>
  )
}

/** Rows that are no lines, each with its place and why. */
export function LeftOut({ view }: { readonly view: ImportView }) {
  const say = useTexts(text)
  const { rows, count } = view.left
  return (
    <>
      <p className="mb-2 text-[0.9375rem] text-sub">{say('leftLead')}</p>
      <Scrolling label={say('leftOut')}>
        <ul className="divide-y divide-line">
          {rows.map(({ sheet, row, why, text: words }) => (
            <li
              key={`${sheet ?? ''}/${row}`}
              className="flex flex-wrap gap-x-3 px-4 py-2 text-[0.9375rem]"
            >
              <Place row={sheet === undefined ? { row } : { sheet, row }} />
              <b>{say(`why.${why}`)}</b>
              <span className="min-w-0 break-words">{words}</span>
            </li>
          ))}
          {count > rows.length && (
            <li className="px-4 py-2 text-sub">
              {say('leftMore', { count: count - rows.length })}
            </li>
          )}
        </ul>
      </Scrolling>
    </>
  )
}

export function RowTable({
  label,
  headers,
  rows,
  isPart,
  more,
}: {
  readonly label: string
  readonly headers: readonly string[]
  readonly rows: readonly ImportRow[]
  /** There are rows that are not shown. */
  readonly isPart: boolean
  readonly more: ReactNode
}) {
  const say = useTexts(text)
  const filled = headers.filter((header) => rows.some((row) => (row.cells[header] ?? '') !== ''))
  return (
    <>
      <section
        className="max-h-[32rem] overflow-auto rounded-12 border border-line"
        aria-label={label}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reached by keyboard
        tabIndex={0}
      >
        <table className="w-full border-collapse text-[0.875rem] leading-160">
          <thead>
            <tr>
              {[say('row'), ...filled].map((title) => (
                <th
                  key={title}
                  scope="col"
                  className="sticky top-0 border-b border-line bg-soft px-3 py-2 text-left whitespace-nowrap"
                >
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr
                key={`${row.sheet ?? ''}/${row.row}`}
                className="border-b border-line last:border-b-0"
              >
                <th
                  scope="row"
                  className="px-3 py-2 text-right font-400 whitespace-nowrap text-sub numerals"
                >
                  {row.sheet !== undefined && <span className="mr-2">{row.sheet}</span>}
                  {row.row}
                </th>
                {filled.map((header) => (
                  <td key={header} className="max-w-60 min-w-24 px-3 py-2">
                    {row.cells[header]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {isPart && (
        <p className="mt-2 text-[0.875rem] text-sub">{say('firstOnly', { count: rows.length })}</p>
      )}
      {more}
    </>
  )
}

/** Each faulty row with its faulty cells: the column, the value, and what to do. */
export function FaultList({
  rows,
  isPart,
  more,
}: {
  readonly rows: readonly ImportRow[]
  /** There are rows that are not shown. */
  readonly isPart: boolean
  readonly more: ReactNode
}) {
  const say = useTexts(text)
  return (
    <>
      <section
        className="max-h-[32rem] overflow-auto rounded-12 border border-stop-line/50"
        aria-label={say('badList')}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reached by keyboard
        tabIndex={0}
      >
        <ul className="divide-y divide-line">
          {rows.map((row) => (
            <li
              key={`${row.sheet ?? ''}/${row.row}`}
              className="px-4 py-3 sm:flex sm:gap-4 sm:px-5"
            >
              <span className="block max-w-40 min-w-10 shrink-0 break-words">
                <Place row={row} />
              </span>
              <ul className="min-w-0 grow space-y-2">
                {row.faults.map((fault) => (
                  <li key={`${fault.column}${fault.detail}`} className="leading-160">
                    <b className="text-[0.9375rem]">{fault.column}</b>
                    {fault.value !== '' && (
                      <span className="ml-2.5 rounded-4 bg-stop-soft px-1.5 text-stop">
                        {fault.value}
                      </span>
                    )}
                    <span className="block text-[0.9375rem]">{fault.detail}</span>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </section>
      {isPart && (
        <p className="mt-2 text-[0.875rem] text-sub">{say('firstOnly', { count: rows.length })}</p>
      )}
      {more}
    </>
  )
}
