import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { EmptyState, Section } from '#ui/parts/Card.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { ImportRow, ImportView } from '../contract/imports.ts'
import { text } from './text.ts'

interface ReviewProps {
  readonly view: ImportView
  /** The link to the file of faulty rows, if any. */
  readonly faults: ReactNode
  readonly onRun: (goodOnly: boolean) => Promise<void>
  readonly onCancel: () => Promise<void>
  /** Opens the choice of columns again. */
  readonly onColumns: () => void
}

/** The valid and the faulty rows side by side, before anything is written. */
export function ImportReview({ view, faults, onRun, onCancel, onColumns }: ReviewProps) {
  const say = useTexts(text)
  const [busy, setBusy] = useState(false)
  const run = (): void => {
    setBusy(true)
    void onRun(view.bad > 0).finally(() => setBusy(false))
  }
  const dropped = Object.entries(view.dropped)
    .map(([title, count]) => say('droppedOne', { title, count }))
    .join('、')
  const sheetsLeft = view.sheets
    .filter((sheet) => !sheet.chosen)
    .map((sheet) => `「${sheet.name}」`)
    .join('')
  return (
    <>
      <div className="-mx-1 flex flex-wrap items-center gap-x-5 gap-y-3 border-b border-line bg-paper px-1 py-3 lg:sticky lg:top-0 lg:z-10">
        <p className="flex min-w-0 grow flex-wrap items-center gap-2.5">
          <b className="mr-1">{view.file}</b>
          <Tag state="good">{say('goodCount', { count: view.good })}</Tag>
          <Tag state={view.bad > 0 ? 'late' : 'plain'}>{say('badCount', { count: view.bad })}</Tag>
        </p>
        <div className="flex flex-wrap gap-3">
          {view.good > 0 && (
            <Button kind="main" isPending={busy} onPress={run}>
              {say(view.bad > 0 ? 'importGood' : 'importAll', {
                count: view.good,
              })}
            </Button>
          )}
          <Button onPress={onColumns}>{say('columnsChange')}</Button>
          <Button onPress={() => void onCancel()}>{say('stopImport')}</Button>
        </div>
      </div>
      {view.good === 0 && <p className="font-700 text-stop">{say('noGood')}</p>}
      {Object.entries(view.missing).map(([column, count]) => (
        <p key={column} className="font-700 text-stop">
          {say('missingColumns', { column, count })}
        </p>
      ))}
      {(view.unused.length > 0 || dropped !== '' || view.filled > 0 || sheetsLeft !== '') && (
        <ul className="space-y-1 text-[0.9375rem] text-sub">
          {view.unused.length > 0 && (
            <li>
              {say('unused', { columns: view.unused.map((header) => `「${header}」`).join('') })}
            </li>
          )}
          {sheetsLeft !== '' && <li>{say('sheetsLeft', { sheets: sheetsLeft })}</li>}
          {view.filled > 0 && <li>{say('filled', { count: view.filled })}</li>}
          {dropped !== '' && <li>{say('dropped', { columns: dropped })}</li>}
        </ul>
      )}
      <Understood view={view} />
      <LeftOut view={view} />
      <div className="grid items-start gap-x-6 gap-y-6 xl:grid-cols-2">
        <div className="min-w-0 max-xl:order-2">
          <Section title={say('good')} count={view.good}>
            {view.goodRows.length === 0 ? (
              <EmptyState title={say('noGoodTitle')} />
            ) : (
              <RowTable
                label={say('goodList')}
                headers={view.headers}
                rows={view.goodRows}
                more={view.good > view.goodRows.length}
              />
            )}
          </Section>
        </div>
        <div className="min-w-0">
          <Section title={say('bad')} count={view.bad} actions={faults}>
            {view.badRows.length === 0 ? (
              <EmptyState title={say('noBad')} />
            ) : (
              <>
                <p className="mb-2 text-[0.9375rem] text-sub">{say('faultLead')}</p>
                <FaultList rows={view.badRows} more={view.bad > view.badRows.length} />
              </>
            )}
          </Section>
        </div>
      </div>
    </>
  )
}

/** Texts of the file that were taken for something else than they say. */
function Understood({ view }: { readonly view: ImportView }) {
  const say = useTexts(text)
  if (view.understood.length === 0) return null
  return (
    <Section title={say('understood')} count={view.understood.length}>
      <p className="mb-2 text-[0.9375rem] text-sub">{say('understoodLead')}</p>
      <ul className="max-h-60 space-y-1 overflow-auto" aria-label={say('understood')}>
        {view.understood.map(({ column, value, as, rows }) => (
          <li key={`${column}${value}`} className="break-words">
            {say('understoodOne', { column, value })} → <b>{as === '' ? say('asEmpty') : as}</b>
            <span className="ml-2 text-sub">{say('inRows', { count: rows })}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Rows that are no lines, each with its place and why. */
function LeftOut({ view }: { readonly view: ImportView }) {
  const say = useTexts(text)
  const { rows, count } = view.left
  if (count === 0) return null
  return (
    <Section title={say('leftOut')} count={count}>
      <p className="mb-2 text-[0.9375rem] text-sub">{say('leftLead')}</p>
      <section
        className="max-h-60 overflow-auto rounded-12 border border-line"
        aria-label={say('leftOut')}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reached by keyboard
        tabIndex={0}
      >
        <ul className="divide-y divide-line">
          {rows.map(({ sheet, row, why, text: words }) => (
            <li
              key={`${sheet ?? ''}/${row}`}
              className="flex flex-wrap gap-x-3 px-4 py-2 text-[0.9375rem]"
            >
              <span className="text-sub numerals">
                {sheet !== undefined && `${sheet} `}
                {row}
                {say('row')}
              </span>
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
      </section>
    </Section>
  )
}

function RowTable({
  label,
  headers,
  rows,
  more,
}: {
  readonly label: string
  readonly headers: readonly string[]
  readonly rows: readonly ImportRow[]
  readonly more: boolean
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
      {more && (
        <p className="mt-2 text-[0.875rem] text-sub">{say('firstOnly', { count: rows.length })}</p>
      )}
    </>
  )
}

/** Each faulty row with its faulty cells: the column, the value, and what to do. */
function FaultList({
  rows,
  more,
}: {
  readonly rows: readonly ImportRow[]
  readonly more: boolean
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
            <li key={`${row.sheet ?? ''}/${row.row}`} className="flex gap-4 px-4 py-3">
              <span className="w-14 shrink-0 text-right break-words text-[0.875rem] leading-170 text-sub numerals">
                {row.sheet !== undefined && <span className="block">{row.sheet}</span>}
                {row.row}
                {say('row')}
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
      {more && (
        <p className="mt-2 text-[0.875rem] text-sub">{say('firstOnly', { count: rows.length })}</p>
      )}
    </>
  )
}
