import { useState } from 'react'
import type { ReactNode } from 'react'
import { FarDates } from '#ui/form/FarDates.tsx'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, ButtonLink } from '#ui/parts/Button.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { ImportChoice, ImportDecision, ImportView } from '../contract/imports.ts'
import { ImportKinds } from './ImportKinds.tsx'
import { text } from './text.ts'

/** Dates far from today that are shown one by one. */
const shownFarDates = 10

interface ReviewProps {
  readonly view: ImportView
  /** The link to the file of faulty rows, if any. */
  readonly faults: ReactNode
  readonly onRun: (decision: ImportDecision) => Promise<void>
  readonly onCancel: () => Promise<void>
  /** Gives this file up for another one. */
  readonly onAgain: () => Promise<void>
  readonly registerHref: string
  /** Opens the choice of columns again. */
  readonly onColumns: () => void
  /** Checks the file anew, read otherwise. */
  readonly onChoose: (choice: ImportChoice) => Promise<void>
}

/** What a file adds, changes, leaves and gets wrong, before anything is written. */
export function ImportReview({
  view,
  faults,
  onRun,
  onCancel,
  onAgain,
  registerHref,
  onColumns,
  onChoose,
}: ReviewProps) {
  const say = useTexts(text)
  const [busy, setBusy] = useState(false)
  const [reason, setReason] = useState('')
  const [datesMeant, setDatesMeant] = useState(false)
  const { farDates } = view
  const [overwrite, setOverwrite] = useState<readonly string[]>([])
  const { counts } = view
  const written = view.good + overwrite.length
  const isSettled = view.bad === 0 && counts.stale === 0
  const lacksReason = view.needsReason && reason.trim() === ''
  const asksDates = farDates.count > 0 && !datesMeant
  const run = (): void => {
    setBusy(true)
    void onRun({
      goodOnly: view.bad > 0,
      ...(view.needsReason ? { reason: reason.trim() } : {}),
      ...(overwrite.length > 0 ? { overwrite: [...overwrite] } : {}),
      ...(datesMeant ? { datesMeant } : {}),
    }).finally(() => setBusy(false))
  }
  return (
    <>
      <div className="-mx-1 flex flex-wrap items-center gap-x-5 gap-y-3 border-b border-line bg-paper px-1 py-3 lg:sticky lg:top-0 lg:z-10">
        <p className="flex min-w-0 grow flex-wrap items-center gap-2.5">
          <b className="mr-1 min-w-0 break-words">{view.file}</b>
          {view.good > 0 && <Tag state="good">{say('goodCount', { count: view.good })}</Tag>}
          {view.bad > 0 && <Tag state="late">{say('badCount', { count: view.bad })}</Tag>}
        </p>
        <div className="flex flex-wrap gap-3">
          {written > 0 && (
            <Button
              kind="main"
              isPending={busy}
              isDisabled={lacksReason || asksDates}
              onPress={run}
            >
              {say(view.bad > 0 ? 'importGood' : 'importAll', { count: written })}
            </Button>
          )}
          <Button onPress={onColumns}>{say('columnsChange')}</Button>
          {written > 0 ? (
            <Button onPress={() => void onCancel()}>{say('stopImport')}</Button>
          ) : (
            <Button onPress={() => void onAgain()}>{say('again')}</Button>
          )}
        </div>
      </div>
      {written === 0 && isSettled && (
        <Notice
          kind="good"
          title={say('nothingNew')}
          footer={<ButtonLink href={registerHref}>{say('openRegister')}</ButtonLink>}
        />
      )}
      {written === 0 && view.bad > 0 && <p className="font-700 text-stop">{say('noGood')}</p>}
      <MissingColumns view={view} onColumns={onColumns} />
      {view.needsReason && (
        <label className="block max-w-3xl">
          <span className="mb-1 block font-700">{say('importReason')}</span>
          <textarea
            rows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            className="w-full rounded-8 border border-edge px-3 py-2 leading-170"
          />
        </label>
      )}
      <FarDates
        dates={farDates.dates.slice(0, shownFarDates).map(({ row, title, day }) => ({
          title: say('farRow', { row, title }),
          day,
        }))}
        count={farDates.count}
        meant={datesMeant}
        onMeant={setDatesMeant}
      />
      <Notes view={view} />
      <ImportKinds
        view={view}
        faults={faults}
        overwrite={overwrite}
        onOverwrite={setOverwrite}
        onChoose={onChoose}
      />
    </>
  )
}

/** Columns that are needed and that the file does not have. */
function MissingColumns({
  view,
  onColumns,
}: {
  readonly view: ImportView
  readonly onColumns: () => void
}) {
  const say = useTexts(text)
  const missing = Object.entries(view.missing).toSorted(([, a], [, b]) => b - a)
  if (missing.length === 0) return null
  return (
    <Notice
      kind="warn"
      title={say('missingColumns', { count: missing.length })}
      footer={<Button onPress={onColumns}>{say('missingFill')}</Button>}
    >
      <ul className="list-disc pl-5">
        {missing.map(([column, count]) => (
          <li key={column}>{say('missingColumn', { column, count })}</li>
        ))}
      </ul>
    </Notice>
  )
}

/** What a person may want to know of how the file was read. */
function Notes({ view }: { readonly view: ImportView }) {
  const say = useTexts(text)
  const dropped = Object.entries(view.dropped)
    .map(([title, count]) => say('droppedOne', { title, count }))
    .join(signs().list)
  const sheetsLeft = view.sheets
    .filter((sheet) => !sheet.chosen)
    .map((sheet) => `${signs().quote}${sheet.name}${signs().unquote}`)
    .join(signs().between)
  const hidden = view.columns
    .filter(({ by, target }) => by === 'hidden' && target === '')
    .map(({ header }) => header)
  const unused = view.unused.filter((header) => !hidden.includes(header))
  const notes = [
    unused.length > 0 && say('unused', { columns: namesOf(unused) }),
    hidden.length > 0 && say('hiddenColumns', { columns: namesOf(hidden) }),
    sheetsLeft !== '' && say('sheetsLeft', { sheets: sheetsLeft }),
    view.filled > 0 && say('filled', { count: view.filled }),
    dropped !== '' && say('dropped', { columns: dropped }),
    view.unversioned > 0 && say('unversioned', { count: view.unversioned }),
  ].filter((note) => note !== false)
  if (notes.length === 0) return null
  return (
    <ul className="space-y-1 text-[0.9375rem] text-sub">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}

function namesOf(headers: readonly string[]): string {
  return headers
    .map((header) => `${signs().quote}${header}${signs().unquote}`)
    .join(signs().between)
}
