import type { FieldValues } from '../fields/types.ts'
import { holds } from '../packs/expression.ts'
import type { Expression } from '../packs/expression.ts'
import type { Closing, Round } from '../packs/round.ts'
import type { Register } from '../packs/register.ts'
import type { RoundSubjectFacts } from './subjects.ts'

/** A line of a register, written since the turn was opened or dated so. */
export interface NewLine {
  readonly register: string
  readonly unit?: string | undefined
  readonly fields: FieldValues
}

/** A case that came to an end. */
export interface EndedCase {
  readonly procedure: string
  readonly end: string
  readonly applicant: string
  /** The unit in which it was begun. */
  readonly unit?: string | undefined
  /** The entries that it was about. */
  readonly about: readonly string[]
  readonly fields: FieldValues
}

/**
 * The field that says on which day what a line tells of was done: the only date of its register that
 * must be filled in and be past. Where there is none, or several, a line counts from when it was
 * written.
 */
export function dateOfLines({ fields }: Pick<Register, 'fields'>): string | undefined {
  const dates = fields.filter(
    ({ type, past, required }) => type === 'date' && past === true && required === true,
  )
  return dates.length === 1 ? dates[0]?.id : undefined
}

/** Whether what a line tells of was done before a day. A line without such a date was not. */
export function isBefore(register: Register, { fields }: Pick<NewLine, 'fields'>, day: string) {
  const date = fields[dateOfLines(register) ?? '']
  return typeof date === 'string' && date.slice(0, 10) < day
}

/**
 * Whether a new line closes what a subject has open: for the organisation any of its register does,
 * for the others one that names the subject in a field. Where the round says which lines count, a
 * line of which that cannot be decided does not.
 */
export function closesByLine(
  { closedBy, each }: Pick<Round, 'closedBy' | 'each'>,
  subject: Pick<RoundSubjectFacts, 'id'>,
  line: NewLine,
  registers: ReadonlyMap<string, Register>,
): boolean {
  if (
    !closedBy.some(
      (by) => by.kind === 'line' && by.register === line.register && counts(by.where, line.fields),
    )
  )
    return false
  if (each.kind === 'organization') return true
  if (each.kind === 'unit' && line.unit === subject.id) return true
  return (registers.get(line.register)?.fields ?? []).some(
    (field) =>
      (each.kind === 'line'
        ? (field.type === 'line' || field.type === 'lines') && field.register === each.register
        : each.kind === 'unit'
          ? field.type === 'unit' || field.type === 'units'
          : field.type === 'person' || field.type === 'persons') &&
      [line.fields[field.id]].flat().includes(subject.id),
  )
}

/**
 * Whether the end of a case closes what a subject has open: for the organisation any case does, for
 * a person one that she began, for a unit one begun there, for a line one about it.
 */
export function closesByCase(
  { closedBy, each }: Pick<Round, 'closedBy' | 'each'>,
  subject: Pick<RoundSubjectFacts, 'id'>,
  ended: EndedCase,
): boolean {
  return closedBy.some((closing) => isEnd(closing, ended)) && isOf(each, subject.id, ended)
}

/** Whether a closing means the end that a case came to. What was withdrawn was not done. */
function isEnd(of: Closing, { procedure, end, fields }: EndedCase): boolean {
  return (
    of.kind === 'ended' &&
    end !== 'withdrawn' &&
    of.procedure === procedure &&
    (of.end === undefined || of.end === end) &&
    counts(of.where, fields)
  )
}

/** Whether a line or a case is one of those that close. */
function counts(where: Expression | undefined, fields: FieldValues): boolean {
  return holds(where, fields, false)
}

function isOf(each: Round['each'], id: string, { about, applicant, unit }: EndedCase): boolean {
  switch (each.kind) {
    case 'organization':
      return true
    case 'unit':
      return unit === id
    case 'line':
      return about.includes(id)
    default:
      return applicant === id || about.includes(id)
  }
}

/** A meeting that was held: its body, and the occurrences that it had on its agenda. */
export interface HeldMeeting {
  readonly body: string
  readonly agenda: readonly string[]
}

/** Whether a meeting closes an occurrence: one of its body, on whose agenda it stood. */
export function closesByMeeting(
  { closedBy }: Pick<Round, 'closedBy'>,
  { id }: { readonly id: string },
  { body, agenda }: HeldMeeting,
): boolean {
  return (
    agenda.includes(id) &&
    closedBy.some((closing) => closing.kind === 'meeting' && closing.body === body)
  )
}

/** Whether having read its items closes a round. */
export function closesByReading({ closedBy }: Pick<Round, 'closedBy'>): boolean {
  return closedBy.some((closing) => closing.kind === 'reading')
}

/** Whether answers to all its items close a round. */
export function closesByAnswers({ closedBy }: Pick<Round, 'closedBy'>): boolean {
  return closedBy.some((closing) => closing.kind === 'answers')
}
