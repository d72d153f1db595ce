import { addMonths, dayOf, isDay, isMoment } from '../calendar/days.ts'
import { listed, quoted } from '../words/words.ts'
import type { Procedure } from '../packs/procedure.ts'
import { problem } from '../problems/index.ts'
import type { Problem } from '../problems/index.ts'
import type { Ground } from '../problems/problem.ts'
import type { CaseChange } from './answers.ts'
import { today } from './conditions.ts'
import type { CaseContext } from './state.ts'

/** A date that lies further from today than this is asked about before it is taken. */
const farYears = 10

/** Asks about dates that are far away: the person says that they are meant, or corrects them. */
export function farDatesProblem(
  procedure: Procedure,
  changed: readonly CaseChange[],
  context: CaseContext,
  grounds: readonly Ground[],
): Problem | null {
  if (changed.length === 0) return null
  const earliest = addMonths(today(context), -12 * farYears)
  const latest = addMonths(today(context), 12 * farYears)
  const far = changed.flatMap(({ field: id, safeguard, to }) => {
    const field = safeguard === undefined && procedure.fields.find((each) => each.id === id)
    if (!field || (field.type !== 'date' && field.type !== 'date-time')) return []
    if (!isDay(to) && !isMoment(to)) return []
    const day = isDay(to) ? to : dayOf(to)
    return day < earliest || day > latest ? [{ field, day }] : []
  })
  if (far.length === 0) return null
  return problem(
    'date-far',
    {
      dates: listed(far.map(({ field, day }) => quoted(`${field.title} ${day}`))),
      years: farYears,
    },
    {
      grounds,
      faults: far.map(({ field, day }) => ({
        at: `/fields/${field.id}`,
        detail: {
          ja: `「${field.title}」が${day}です。正しいか確かめてください。`,
          en: `“${field.title}” is ${day}. Check whether that is right.`,
        },
      })),
    },
  )
}
