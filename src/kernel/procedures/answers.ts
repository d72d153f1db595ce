import { diffValues } from '../fields/diff.ts'
import type { FieldChange } from '../fields/diff.ts'
import type { FieldValues } from '../fields/types.ts'
import type { Safeguard } from '../packs/handling.ts'

/** What was answered about safeguards: by the id of the safeguard, then by the id of the field. */
export type SafeguardAnswers = Readonly<Record<string, FieldValues>>

/** A field of a case that changed, or an answer about the safeguard that is named. */
export interface CaseChange extends FieldChange {
  readonly safeguard?: string
}

/** The fields and answers of a case that people wrote. */
export interface Written {
  readonly fields: FieldValues
  readonly answers: SafeguardAnswers
  /** The day on the paper, where it was written on paper; the present day by default. */
  readonly writtenOn?: string
}

/** Answers to the questions of safeguards, from values by the ids of fields alone. */
export function answersTo(safeguards: readonly Safeguard[], values: FieldValues): SafeguardAnswers {
  return Object.fromEntries(
    safeguards.map(({ id, asks }) => [
      id,
      Object.fromEntries(
        asks
          .filter((field) => Object.hasOwn(values, field.id))
          .map((field) => [field.id, values[field.id]]),
      ),
    ]),
  )
}

/** The fields and answers that differ. */
export function diffWritten(before: Written, after: Written): readonly CaseChange[] {
  const ids = [...new Set([...Object.keys(before.answers), ...Object.keys(after.answers)])]
  return [
    ...diffValues(before.fields, after.fields),
    ...ids.flatMap((safeguard) =>
      diffValues(before.answers[safeguard] ?? {}, after.answers[safeguard] ?? {}).map((change) => ({
        safeguard,
        ...change,
      })),
    ),
  ]
}

/** What was written before these changes, the last of them first. */
export function undoChanges(after: Written, changes: readonly CaseChange[]): Written {
  const fields: Record<string, unknown> = { ...after.fields }
  const answers: Record<string, FieldValues> = { ...after.answers }
  for (const { safeguard, field, from } of changes) {
    if (safeguard === undefined) fields[field] = from
    else answers[safeguard] = { ...answers[safeguard], [field]: from }
  }
  return { fields, answers }
}

type Stored = Readonly<Record<string, unknown>>

/**
 * The upgrade of the stored form of a case from version 1 to 2: answers about safeguards stood
 * among the fields as `safeguard.field` (no id of a field holds a dot) and now have a map of their
 * own, in the case and in what its history says of changes. What has another shape stays as it is.
 */
export function separateAnswers(stored: Stored): Stored {
  const { fields, history } = stored
  const own: Record<string, unknown> = {}
  const answers: Record<string, FieldValues> = {}
  for (const [key, value] of isRecord(fields) ? Object.entries(fields) : []) {
    const [safeguard = '', field] = key.split('.')
    if (field === undefined) own[key] = value
    else answers[safeguard] = { ...answers[safeguard], [field]: value }
  }
  return {
    ...stored,
    ...(isRecord(fields) && { fields: own }),
    answers,
    ...(Array.isArray(history) && { history: history.map(withSeparateChanges) }),
  }
}

function withSeparateChanges(happening: unknown): unknown {
  if (!isRecord(happening) || !Array.isArray(happening['changed'])) return happening
  return {
    ...happening,
    changed: happening['changed'].map((change: unknown) => {
      if (!isRecord(change) || typeof change['field'] !== 'string') return change
      const [safeguard = '', field] = change['field'].split('.')
      return field === undefined ? change : { ...change, safeguard, field }
    }),
  }
}

function isRecord(value: unknown): value is Stored {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
