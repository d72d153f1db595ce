import { useId } from 'react'
import { useWatch } from 'react-hook-form'
import { inLanguage } from '#kernel/words/words.ts'
import type { Said } from '#kernel/words/words.ts'
import { farYears } from '#kernel/fields/farDates.ts'
import { useFormatDate } from '../dates.ts'
import { useCommonTexts, useLanguage } from '../i18n/index.ts'
import { Notice } from '../parts/Notice.tsx'
import { farInForm } from './slots.ts'
import type { FormControl, FormValues } from './slots.ts'
import type { FormSection } from './types.ts'
import type { FormModels } from './useFormModel.ts'

/** A date far from today that is asked about. */
interface AskedDate {
  readonly title: Said
  readonly day: string
}

/**
 * Asks about dates that lie far from today, while they are typed: the person says that they are
 * meant so. Nothing where there are none.
 */
export function FarDates({
  dates,
  count = dates.length,
  meant,
  onMeant,
}: {
  readonly dates: readonly AskedDate[]
  /** How many there are, where not all are given. */
  readonly count?: number
  readonly meant: boolean
  readonly onMeant: (meant: boolean) => void
}) {
  const common = useCommonTexts()
  const language = useLanguage()
  const formatDate = useFormatDate()
  const id = useId()
  if (count === 0) return null
  return (
    <Notice kind="warn" title={common('date.farTitle', { years: farYears })}>
      <ul className="list-disc pl-5">
        {dates.map(({ title, day }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- the same date may stand there twice
          <li key={`${at}${day}`}>
            {common('date.farOne', {
              title: inLanguage(title, language),
              date: formatDate(day, true),
            })}
          </li>
        ))}
      </ul>
      {count > dates.length && <p>{common('date.farMore', { count: count - dates.length })}</p>}
      <label htmlFor={id} className="mt-1 flex min-h-11 items-center gap-2.5 font-700">
        <input
          id={id}
          type="checkbox"
          checked={meant}
          onChange={(event) => onMeant(event.currentTarget.checked)}
          className="size-5 shrink-0 accent-act"
        />
        {common('date.meant')}
      </label>
    </Notice>
  )
}

/** What the person has said about far dates: the dates that are meant so, by `keysOfFar`. */
export type MeantDates = ReadonlySet<string>
export const noneMeant: MeantDates = new Set()

/** Stands for the dates of a refusal that the form itself does not take for far. */
const ofTheServer = 'server'

/** The dates that are asked about, each with its place, so that another one is asked about anew. */
export function keysOfFar(
  far: readonly { readonly at: string; readonly day: string }[],
  refused: boolean,
): readonly string[] {
  if (far.length === 0) return refused ? [ofTheServer] : []
  return far.map(({ at, day }) => `${at} ${day}`)
}

/** As `FarDates`, for what stands in a form at the moment. */
export function FarDatesOfForm({
  control,
  models,
  sections,
  before,
  refused,
  meant,
  onMeant,
}: {
  readonly control: FormControl
  readonly models: FormModels
  readonly sections: readonly FormSection[]
  /** What the form began with: it is not asked about. */
  readonly before: FormValues
  /** The server has asked about dates. */
  readonly refused: boolean
  readonly meant: MeantDates
  readonly onMeant: (meant: MeantDates) => void
}) {
  const values = useWatch({ control }) as FormValues
  const far = farInForm(models, sections, values, before)
  const keys = keysOfFar(far, refused)
  return (
    <FarDates
      dates={far}
      count={keys.length}
      meant={keys.every((key) => meant.has(key))}
      onMeant={(said) => onMeant(said ? new Set(keys) : noneMeant)}
    />
  )
}
