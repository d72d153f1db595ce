import type { ReactNode } from 'react'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import type { ImportChoice, ImportView } from '../contract/imports.ts'
import {
  ChangeList,
  FaultList,
  LeftOut,
  RowTable,
  SameList,
  ShortRows,
  Understood,
} from './ImportRows.tsx'
import { text } from './text.ts'
import { useImportLists } from './useImportLists.tsx'

/** The rows of a file by what they do: each kind with its number, opened by its heading. */
export function ImportKinds({
  view,
  faults,
  overwrite,
  onOverwrite,
  onChoose,
}: {
  readonly view: ImportView
  /** The link to the file of faulty rows, if any. */
  readonly faults: ReactNode
  /** Numbers of entries changed since the export that are overwritten all the same. */
  readonly overwrite: readonly string[]
  readonly onOverwrite: (numbers: readonly string[]) => void
  /** Checks the file anew, read otherwise. */
  readonly onChoose: (choice: ImportChoice) => Promise<void>
}) {
  const say = useTexts(text)
  const { lists, moreOf } = useImportLists(view)
  const { counts } = view
  return (
    <div className="space-y-3">
      <Fold title={say('stale')} count={counts.stale} isOpen>
        <p className="mb-2 text-[0.9375rem] text-sub">{say('staleLead')}</p>
        <ChangeList
          label={say('staleList')}
          rows={lists.staleRows}
          total={counts.stale}
          more={moreOf('staleRows')}
          overwrite={overwrite}
          onOverwrite={onOverwrite}
        />
      </Fold>
      <Fold title={say('bad')} count={view.bad} isOpen>
        <Faults view={view} faults={faults} rows={lists.badRows} more={moreOf('badRows')} />
      </Fold>
      <Fold title={say('changedRows')} count={counts.changed} isOpen>
        <ChangeList
          label={say('changedList')}
          rows={lists.changedRows}
          total={counts.changed}
          more={moreOf('changedRows')}
        />
      </Fold>
      <Fold title={say('addedRows')} count={counts.added} isOpen={counts.changed === 0}>
        <RowTable
          label={say('goodList')}
          headers={view.headers}
          rows={lists.goodRows}
          isPart={counts.added > lists.goodRows.length}
          more={moreOf('goodRows')}
        />
      </Fold>
      <Fold title={say('same')} count={counts.same}>
        <SameList rows={lists.sameRows} total={counts.same} more={moreOf('sameRows')} />
        {lists.sameRows.some(({ alike }) => alike) && (
          <div className="mt-3 flex flex-wrap items-center gap-3">
            <p className="min-w-0 basis-80 grow text-[0.9375rem] text-sub">{say('alikeLead')}</p>
            <Button onPress={() => void onChoose(choiceOf(view, true))}>{say('addAlike')}</Button>
          </div>
        )}
      </Fold>
      <Fold title={say('short')} count={view.short.count}>
        <ShortRows view={view} />
      </Fold>
      <Fold title={say('leftOut')} count={view.left.count}>
        <LeftOut view={view} />
      </Fold>
      <Fold title={say('understood')} count={view.understood.length}>
        <Understood view={view} />
      </Fold>
    </div>
  )
}

/** The faulty rows; those in which nothing is wrong but a missing column are only counted. */
function Faults({
  view,
  faults,
  rows,
  more,
}: {
  readonly view: ImportView
  readonly faults: ReactNode
  readonly rows: ImportView['badRows']
  readonly more: ReactNode
}) {
  const say = useTexts(text)
  const onlyMissing = Object.keys(view.missing).length > 0 && view.kept.badRows < shownBad
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-3">
        <p className="text-[0.9375rem] text-sub">{say('faultLead')}</p>
        {faults}
      </div>
      {rows.length > 0 && (
        <FaultList rows={rows} isPart={!onlyMissing && view.bad > rows.length} more={more} />
      )}
      {onlyMissing && view.bad > view.kept.badRows && (
        <p className="mt-2 text-[0.9375rem] text-sub">
          {say('onlyMissing', { count: view.bad - view.kept.badRows })}
        </p>
      )}
    </>
  )
}

/** Faulty rows are shown up to this. */
const shownBad = 200

/** The file read as it is now, but for rows that say what an entry says. */
function choiceOf(view: ImportView, addAlike: boolean): ImportChoice {
  return {
    sheets: view.sheets.filter(({ chosen }) => chosen).map(({ name }) => name),
    columns: Object.fromEntries(view.columns.map(({ header, target }) => [header, target])),
    fixed: view.fixed,
    values: view.values,
    addAlike,
  }
}

/** A kind of rows with their number, opened by its heading; nothing where there are none. */
function Fold({
  title,
  count,
  isOpen = false,
  children,
}: {
  readonly title: string
  readonly count: number
  readonly isOpen?: boolean
  readonly children: ReactNode
}) {
  const say = useTexts(text)
  if (count === 0) return null
  return (
    <details open={isOpen} className="rounded-12 border border-line">
      <summary className="flex min-h-11 cursor-pointer items-center gap-3 px-4 py-2.5 outline-offset-[-3px] sm:px-5">
        <h2 className="font-700">{title}</h2>
        <span className="text-sub numerals">{say('rows', { count })}</span>
      </summary>
      <div className="border-t border-line px-4 py-4 sm:px-5">{children}</div>
    </details>
  )
}
