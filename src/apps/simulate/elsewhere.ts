import type { Field } from '#kernel/fields/types.ts'
import { ProblemError } from '#kernel/problems/index.ts'
import { dayInTokyo } from '#platform/environment.ts'
import { createEntry } from '#features/registers/server/actions.ts'
import { bodyOf, membersOf } from '#features/meetings/server/bodies.ts'
import { planMeeting, recordMeeting } from '#features/meetings/server/actions.ts'
import { act, read } from './town.ts'
import type { Town } from './town.ts'
import type { Waiting } from './waiting.ts'

/** Codes that say that somebody else has to do it. */
const notTheirs: ReadonlySet<string> = new Set(['not-allowed', 'not-found'])

/** What was done elsewhere: a line was written, a body met; or why not. */
export type DoneElsewhere = 'line' | 'meeting' | { readonly why: string }

/** Does what closes occurrences of one round elsewhere: writes a line, or lets the body meet. */
export async function doElsewhere(town: Town, of: readonly Waiting[]): Promise<DoneElsewhere> {
  const [first] = of
  if (first === undefined) return { why: '何もない' }
  for (const closing of first.round.closedBy) {
    if (closing.kind === 'line') return writeLine(town, closing.register, of)
    if (closing.kind === 'meeting') return meet(town, closing.body, of)
  }
  return { why: `「${first.round.title}」の手続は、模擬では進めません` }
}

/** Writes one line that names the subjects, as a case of the pack writes it. */
async function writeLine(
  town: Town,
  registerId: string,
  of: readonly Waiting[],
): Promise<DoneElsewhere> {
  const { pack, services } = town
  const [{ round, doer, subject }] = of as [Waiting]
  const register = pack.registers.get(registerId)
  const sample = pack.cases.find(
    (golden) =>
      golden.kind === 'round' &&
      golden.round === round.id &&
      golden.written?.register === registerId &&
      golden.expect.closed !== false,
  )
  if (register === undefined || sample?.kind !== 'round' || sample.written === undefined)
    return { why: `「${round.title}」を終える登録の例がパックにありません` }
  const today = dayInTokyo(services.environment.now())
  const persons = of.flatMap((each) => each.subject.person ?? [])
  const lines = await linesOf(town)
  const value = (field: Field, written: unknown): unknown => {
    switch (field.type) {
      case 'person':
        return persons[0] ?? doer
      case 'persons':
        return persons.length > 0 ? persons : [doer]
      case 'unit':
        return subject.unit ?? [...lines.units][0]
      case 'units':
        return [subject.unit ?? [...lines.units][0]]
      case 'line':
      case 'lines': {
        const own = of.flatMap((each) => (each.subject.kind === 'line' ? [each.subject.id] : []))
        const ids =
          round.each.kind === 'line' && round.each.register === field.register
            ? own
            : (lines.of.get(field.register ?? '') ?? []).slice(0, 1)
        return field.type === 'line' ? ids[0] : ids
      }
      case 'date':
        return today
      case 'date-time':
        return `${today}T09:00:00+09:00`
      default:
        return written ?? usual(field)
    }
  }
  const fields = Object.fromEntries(
    register.fields.flatMap((field): [string, unknown][] => {
      const written = sample.written?.fields[field.id]
      return written === undefined && !field.required ? [] : [[field.id, value(field, written)]]
    }),
  )
  const unit = register.belongsTo === 'unit' ? (subject.unit ?? undefined) : undefined
  return firstWho(
    [doer, ...lines.persons].flatMap((person) => person ?? []),
    async (person) => {
      await act(town, person, createEntry, {
        register: registerId,
        fields,
        ...(unit === undefined ? {} : { unit }),
      })
      return 'line'
    },
    `「${register.title}」に書く人がいません`,
  )
}

/** What stands in a field that must be filled, and of which the case says nothing. */
function usual({ type, title, options, min }: Field): unknown {
  switch (type) {
    case 'choice':
      return options?.[0]?.id
    case 'choices':
      return options?.slice(0, 1).map(({ id }) => id)
    case 'number':
      return min ?? 1
    case 'yes-no':
      return true
    case 'text':
    case 'long-text':
      return `${title}（計画のとおり）`
    default:
      return undefined
  }
}

/** Calls a meeting with the work on its agenda, holds it, and records it. */
async function meet(town: Town, body: string, of: readonly Waiting[]): Promise<DoneElsewhere> {
  const members = await read(town, async (tx) =>
    membersOf(tx, bodyOf(tx, body)).map(({ person }) => person),
  )
  return firstWho(
    members,
    async (person) => {
      const beginsAt = new Date(town.services.environment.now().getTime() + 1000).toISOString()
      const meeting = await act(town, person, planMeeting, {
        body,
        beginsAt,
        place: '会議室',
        topics: [],
        occurrences: of.map(({ id }) => id),
      })
      await act(town, person, recordMeeting, {
        id: meeting.id,
        version: meeting.version,
        attendees: members,
        minutes: '議題のとおり話し合い、了承した。',
        decisions: [],
      })
      return 'meeting'
    },
    `会議「${body}」を記録する人がいません`,
  )
}

/** Lets the first person do something who may. */
async function firstWho(
  persons: readonly string[],
  what: (person: string) => Promise<DoneElsewhere>,
  nobody: string,
): Promise<DoneElsewhere> {
  for (const person of new Set(persons))
    try {
      return await what(person)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      if (!notTheirs.has(error.problem.code))
        return {
          why: [
            error.message,
            ...(error.problem.faults ?? []).map(
              ({ at, detail }) => `${at} ${JSON.stringify(detail)}`,
            ),
          ].join(' '),
        }
    }
  return { why: nobody }
}

/** The lines, units and persons that there are. */
const linesOf = (town: Town) =>
  read(town, async (tx) => {
    const rows = await tx.db
      .selectFrom('entries')
      .select(['id', 'register'])
      .where('organization_id', '=', tx.organization.id)
      .orderBy('id')
      .execute()
    return {
      of: new Map(
        [...Map.groupBy(rows, ({ register }) => register)].map(([register, of]) => [
          register,
          of.map(({ id }) => id),
        ]),
      ),
      units: [...tx.organization.view.units.keys()],
      persons: [...tx.organization.view.persons.keys()],
    }
  })
