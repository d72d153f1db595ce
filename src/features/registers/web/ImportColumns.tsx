import { useState } from 'react'
import type { ReactNode } from 'react'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Card, Rows, Section } from '#ui/parts/Card.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import type { ImportChoice, ImportColumn, ImportTarget, ImportView } from '../contract/imports.ts'
import { text } from './text.ts'
import { SelectBox } from '#ui/parts/SelectBox.tsx'

const inputClass = 'min-h-11 w-full rounded-8 border border-edge bg-paper px-3 py-2'

/**
 * Says how a file is read, once: its sheets, which column is which, one text for all lines where a
 * needed column is not there, and what texts mean that are no values.
 */
export function ImportColumns({
  view,
  onChoose,
  onBack,
  onCancel,
}: {
  readonly view: ImportView
  readonly onChoose: (choice: ImportChoice) => Promise<void>
  /** Where the rows were checked before: shows them again. */
  readonly onBack?: () => void
  readonly onCancel: () => void
}) {
  const say = useTexts(text)
  const [sheets, setSheets] = useState(
    view.sheets.filter((sheet) => sheet.chosen).map((sheet) => sheet.name),
  )
  const [columns, setColumns] = useState(targetsByHeader(view.columns))
  const [fixed, setFixed] = useState(view.fixed)
  const [meanings, setMeanings] = useState(meaningsOf(view))
  const [busy, setBusy] = useState(false)
  const chosen = new Set(Object.values(columns))
  const taken = new Set(chosen)
  for (const { header, partOf } of view.targets)
    if (partOf !== undefined && taken.has(header)) taken.add(partOf)
  const lacking = view.targets.filter(
    ({ header, needed }) => !taken.has(header) && (needed || view.missing[header] !== undefined),
  )
  const needed = new Set(view.targets.flatMap((target) => (target.needed ? [target.header] : [])))
  const isOtherList = needed.size > 0 && [...needed].every((header) => !taken.has(header))
  const choose = (): void => {
    setBusy(true)
    const given = Object.fromEntries(
      Object.entries(fixed).filter(([header, value]) => value !== '' && !taken.has(header)),
    )
    void onChoose({
      sheets,
      columns,
      fixed: given,
      values: valuesOf(view, meanings),
      ...(view.addAlike ? { addAlike: true } : {}),
    }).finally(() => setBusy(false))
  }
  return (
    <div className="max-w-3xl">
      <p className="mb-4 font-700 break-words">{view.file}</p>
      {isOtherList && (
        <Notice kind="warn" title={say('otherList')}>
          {say('otherListLead')}
        </Notice>
      )}
      <SheetChoice view={view} sheets={sheets} onChange={setSheets} />
      <ColumnChoice view={view} columns={columns} onChange={setColumns} />
      <FixedValues lacking={lacking} fixed={fixed} onChange={setFixed} />
      <Meanings view={view} needed={needed} meanings={meanings} onChange={setMeanings} />
      <div className="mt-6 flex flex-wrap gap-3">
        <Button kind="main" isPending={busy} onPress={choose}>
          {say('columnsDone')}
        </Button>
        {onBack !== undefined && <Button onPress={onBack}>{say('columnsBack')}</Button>}
        <Button onPress={onCancel}>{say('stopImport')}</Button>
      </div>
    </div>
  )
}

/** Which sheets of a workbook are read. */
function SheetChoice({
  view,
  sheets,
  onChange,
}: {
  readonly view: ImportView
  readonly sheets: readonly string[]
  readonly onChange: (sheets: string[]) => void
}) {
  const say = useTexts(text)
  if (view.sheets.length <= 1) return null
  return (
    <Section title={say('sheets')}>
      <p className="mb-2 text-[0.9375rem] text-sub">{say('sheetsLead')}</p>
      <Card>
        <Rows label={say('sheets')}>
          {view.sheets.map((sheet) => (
            <li key={sheet.name} className="px-4 py-1">
              <label className="flex min-h-11 cursor-pointer items-center gap-3">
                <input
                  type="checkbox"
                  className="size-5 accent-act"
                  checked={sheets.includes(sheet.name)}
                  onChange={({ currentTarget: { checked } }) =>
                    onChange(
                      view.sheets
                        .map(({ name }) => name)
                        .filter((name) => (name === sheet.name ? checked : sheets.includes(name))),
                    )
                  }
                />
                <b className="min-w-0 grow break-words">{sheet.name}</b>
                {sheet.hidden === true && <span className="text-sub">{say('hiddenSheet')}</span>}
                <span className="text-sub numerals">
                  {sheet.lines >= countedLines
                    ? say('linesOrMore', { count: sheet.lines })
                    : say('rows', { count: sheet.lines })}
                </span>
              </label>
            </li>
          ))}
        </Rows>
      </Card>
    </Section>
  )
}

/** Which column of the file is which of the register. */
function ColumnChoice({
  view,
  columns,
  onChange,
}: {
  readonly view: ImportView
  readonly columns: Readonly<Record<string, string>>
  readonly onChange: (columns: Record<string, string>) => void
}) {
  const say = useTexts(text)
  const chosen = new Set(Object.values(columns))
  return (
    <Section title={say('columns')} count={view.columns.length}>
      <p className="mb-2 text-[0.9375rem] text-sub">{say('columnsLead')}</p>
      <Card>
        <Rows label={say('columns')}>
          {view.columns.map((column) => (
            <Line key={column.header} title={column.header} detail={<Samples column={column} />}>
              <SelectBox
                wide
                aria-label={say('columnIs', { column: column.header })}
                value={columns[column.header] ?? ''}
                onChange={({ currentTarget: { value } }) =>
                  onChange({ ...columns, [column.header]: value })
                }
              >
                <option value="">{say('columnUnused')}</option>
                {view.targets
                  .filter(({ header }) => !chosen.has(header) || columns[column.header] === header)
                  .map(({ header, needed }) => (
                    <option key={header} value={header}>
                      {needed ? say('neededColumn', { column: header }) : header}
                    </option>
                  ))}
              </SelectBox>
            </Line>
          ))}
        </Rows>
      </Card>
    </Section>
  )
}

/** One text for all rows, where a needed column is not there. */
function FixedValues({
  lacking,
  fixed,
  onChange,
}: {
  readonly lacking: readonly ImportTarget[]
  readonly fixed: Readonly<Record<string, string>>
  readonly onChange: (fixed: Record<string, string>) => void
}) {
  const say = useTexts(text)
  if (lacking.length === 0) return null
  return (
    <Section title={say('lacking')} count={lacking.length}>
      <p className="mb-2 text-[0.9375rem] text-sub">{say('lackingLead')}</p>
      <Card>
        <Rows label={say('lacking')}>
          {lacking.map((target) => (
            <Line key={target.header} title={target.header}>
              <FixedValue
                target={target}
                value={fixed[target.header] ?? ''}
                onChange={(value) => onChange({ ...fixed, [target.header]: value })}
              />
            </Line>
          ))}
        </Rows>
      </Card>
    </Section>
  )
}

/** What texts mean that are no values of their column. */
function Meanings({
  view,
  needed,
  meanings,
  onChange,
}: {
  readonly view: ImportView
  /** Columns without which no row is written. */
  readonly needed: ReadonlySet<string>
  readonly meanings: Readonly<Record<string, string>>
  readonly onChange: (meanings: Record<string, string>) => void
}) {
  const say = useTexts(text)
  if (view.unclear.length === 0) return null
  return (
    <Section title={say('meanings')} count={view.unclear.length}>
      <p className="mb-2 text-[0.9375rem] text-sub">{say('meaningsLead')}</p>
      <Card>
        <Rows label={say('meanings')}>
          {view.unclear.map((one) => (
            <Line
              key={keyOf(one)}
              title={`${one.column}${signs().quote}${one.value}${signs().unquote}`}
              detail={
                <>
                  {one.detail} {say('inRows', { count: one.rows })}
                </>
              }
            >
              <Meaning
                name={say('meaningOf', { column: one.column, value: one.value })}
                mayBeEmpty={!needed.has(one.target)}
                value={meanings[keyOf(one)]}
                onChange={(value) => {
                  const { [keyOf(one)]: _, ...others } = meanings
                  onChange(value === undefined ? others : { ...others, [keyOf(one)]: value })
                }}
              />
            </Line>
          ))}
        </Rows>
      </Card>
    </Section>
  )
}

/** Lines of a sheet are counted up to this. */
const countedLines = 100

function Line({
  title,
  detail,
  children,
}: {
  readonly title: string
  readonly detail?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <li className="grid gap-x-4 gap-y-2 px-4 py-3 sm:grid-cols-2 sm:items-center sm:px-5">
      <div className="min-w-0 break-words">
        <b>{title}</b>
        {detail !== undefined && <p className="text-[0.875rem] text-sub">{detail}</p>}
      </div>
      {children}
    </li>
  )
}

/** One text for all rows: chosen where only some texts are values, else written. */
function FixedValue({
  target: { header, choices },
  value,
  onChange,
}: {
  readonly target: ImportTarget
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const say = useTexts(text)
  const label = say('fixedFor', { column: header })
  if (choices === undefined)
    return (
      <input
        className={inputClass}
        aria-label={label}
        placeholder={say('fixedHint')}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    )
  return (
    <SelectBox
      wide
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    >
      <option value="">{say('fixedNone')}</option>
      {(choices.includes(value) || value === '' ? choices : [value, ...choices]).map((choice) => (
        <option key={choice} value={choice}>
          {choice}
        </option>
      ))}
    </SelectBox>
  )
}

function Samples({ column }: { readonly column: ImportColumn }) {
  const say = useTexts(text)
  const samples = column.samples
    .map((sample) => `${signs().quote}${sample}${signs().unquote}`)
    .join(signs().between)
  const guessed = ['sense', 'likeness', 'contents'].includes(column.by)
  return (
    <>
      {column.by === 'kept' && <span className="mr-2 text-good">✓ {say('byKept')}</span>}
      {column.by === 'hidden' && <span className="mr-2 text-sub">{say('hiddenColumn')}</span>}
      {guessed && <span className="mr-2 text-warn">▲ {say('byGuess')}</span>}
      {samples}
    </>
  )
}

/** What a text means: left to be mended (undefined), nothing (''), or another text. */
function Meaning({
  name,
  mayBeEmpty,
  value,
  onChange,
}: {
  readonly name: string
  /** Whether rows can be written without a value. */
  readonly mayBeEmpty: boolean
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}) {
  const say = useTexts(text)
  const kind = value === undefined ? 'mend' : value === '' ? 'empty' : 'text'
  const [writes, setWrites] = useState(kind === 'text')
  return (
    <div className="flex flex-wrap gap-2">
      <SelectBox
        wide
        aria-label={name}
        value={writes ? 'text' : kind}
        onChange={({ currentTarget }) => {
          setWrites(currentTarget.value === 'text')
          onChange(currentTarget.value === 'empty' ? '' : undefined)
        }}
      >
        <option value="mend">{say('meaningMend')}</option>
        {(mayBeEmpty || kind === 'empty') && <option value="empty">{say('meaningEmpty')}</option>}
        <option value="text">{say('meaningText')}</option>
      </SelectBox>
      {writes && (
        <input
          className={`${inputClass} basis-40 grow`}
          aria-label={say('meaningWrite', { name })}
          value={value ?? ''}
          onChange={({ currentTarget }) =>
            onChange(currentTarget.value === '' ? undefined : currentTarget.value)
          }
        />
      )}
    </div>
  )
}

function targetsByHeader(columns: readonly ImportColumn[]): Record<string, string> {
  return Object.fromEntries(columns.map(({ header, target }) => [header, target]))
}

function keyOf({ target, value }: { readonly target: string; readonly value: string }): string {
  return JSON.stringify([target, value])
}

/** What was said before, and what is proposed for the rest. */
function meaningsOf(view: ImportView): Record<string, string> {
  return Object.fromEntries(
    view.unclear.flatMap((one) => {
      const meaning = view.values[one.target]?.[one.value] ?? one.suggestion
      return meaning === undefined ? [] : [[keyOf(one), meaning]]
    }),
  )
}

/** The meanings by column and text; those of texts that are not shown stay. */
function valuesOf(
  view: ImportView,
  meanings: Readonly<Record<string, string>>,
): ImportChoice['values'] {
  const values: Record<string, Record<string, string>> = structuredClone(view.values)
  for (const { target, value } of view.unclear) {
    const meaning = meanings[keyOf({ target, value })]
    const own = (values[target] ??= {})
    if (meaning === undefined) delete own[value]
    else own[value] = meaning
  }
  return values
}
