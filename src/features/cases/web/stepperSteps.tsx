import { dayOf, timeOf } from '#kernel/calendar/days.ts'
import { formatShortDay } from '#kernel/calendar/relative.ts'
import { listed, personWords } from '#kernel/words/words.ts'
import type { Language } from '#kernel/words/words.ts'
import type { StepperStep } from '#ui/parts/Stepper.tsx'
import type { CaseView } from '../contract/caseView.ts'

/**
 * The steps of a case for the stepper, and its end. Steps that were undone by sending the case back
 * are left out (the history shows them). A step that the case reached more than once says how
 * often; `again` makes that text from the count.
 */
export function stepperSteps(
  view: CaseView,
  again: (count: number) => string,
  language: Language,
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
              <time
                dateTime={stop.at}
                className="numerals"
              >{`${formatShortDay(dayOf(stop.at), dayOf(new Date()), language)} ${timeOf(stop.at)}`}</time>
            </>
          )}
          {stop.state !== 'future' && visits(stop.step) > 1 && (
            <>
              <br />
              {again(visits(stop.step))}
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
