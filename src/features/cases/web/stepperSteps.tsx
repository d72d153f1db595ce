import { dayOf, timeOf } from '#kernel/calendar/days.ts'
import { formatShortDay } from '#kernel/calendar/relative.ts'
import { listed, personWords } from '#kernel/words/words.ts'
import type { Language } from '#kernel/words/words.ts'
import { DueTag } from '#ui/parts/DueTag.tsx'
import type { StepperStep } from '#ui/parts/Stepper.tsx'
import type { Years } from '#ui/preferences.ts'
import type { CaseView } from '../contract/caseView.ts'

const momentOf = (at: string, language: Language, years: Years): string =>
  `${formatShortDay(dayOf(at), dayOf(new Date()), language, years)} ${timeOf(at)}`

/**
 * The steps of a case for the stepper, and its end. Steps that were undone by sending the case back
 * are left out (the history shows them). A step that the case reached more than once says how
 * often (`again`); the present one says since when it waits (`since`), and until when.
 */
export function stepperSteps(
  view: CaseView,
  texts: {
    readonly again: (count: number) => string
    readonly since: (when: string) => string
  },
  language: Language,
  years: Years,
): StepperStep[] {
  const visits = (step: string): number =>
    view.line.stops.filter((stop) => stop.step === step && stop.state !== 'future').length
  const stops = view.line.stops
    .filter((stop) => !stop.undone)
    .map((stop, index): StepperStep => ({
      id: `${index}`,
      title: stop.title,
      state: stop.state === 'past' ? 'done' : stop.state === 'current' ? 'now' : 'ahead',
      detail: (
        <>
          {stop.persons.length === 0 ? stop.who : listed(stop.persons.map(personWords))[language]}
          {stop.at !== null && (
            <>
              <br />
              <time dateTime={stop.at} className="numerals">
                {stop.state === 'current'
                  ? texts.since(momentOf(stop.at, language, years))
                  : momentOf(stop.at, language, years)}
              </time>
            </>
          )}
          {stop.due !== null && (
            <span className="mt-1 block">
              <DueTag dueAt={stop.due} wholeDay={stop.wholeDay} />
            </span>
          )}
          {stop.state !== 'future' && visits(stop.step) > 1 && (
            <>
              <br />
              {texts.again(visits(stop.step))}
            </>
          )}
        </>
      ),
    }))
  const { end } = view.line
  return end === null
    ? stops
    : [
        ...stops,
        {
          id: 'end',
          title: end.title,
          state: end.reached ? (end.tone === 'bad' ? 'refused' : 'done') : 'ahead',
        },
      ]
}
