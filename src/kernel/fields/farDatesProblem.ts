import { problem } from '../problems/index.ts'
import type { Problem } from '../problems/index.ts'
import type { Ground } from '../problems/problem.ts'
import { inLanguage, listed, quoted } from '../words/words.ts'
import { farYears } from './farDates.ts'
import type { FarDate } from './farDates.ts'

/** Faults that are named one by one, and dates in the sentence. */
const namedDates = 20

/** Asks about dates that are far away: the person says that they are meant, or corrects them. */
export function farDatesProblem(
  far: readonly FarDate[],
  grounds: readonly Ground[] = [],
): Problem | null {
  if (far.length === 0) return null
  const named = far.slice(0, namedDates)
  return problem(
    'date-far',
    {
      dates: listed(
        named.map(({ title, day }) =>
          quoted({
            ja: `${inLanguage(title, 'ja')} ${day}`,
            en: `${inLanguage(title, 'en')} ${day}`,
          }),
        ),
      ),
      years: farYears,
    },
    {
      grounds,
      faults: named.map(({ title, at, day }) => ({
        at,
        detail: {
          ja: `「${inLanguage(title, 'ja')}」が${day}です。正しいか確かめてください。`,
          en: `“${inLanguage(title, 'en')}” is ${day}. Check whether that is right.`,
        },
      })),
    },
  )
}
