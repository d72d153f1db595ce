import { hrefOf } from '#ui/api.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Section } from '#ui/parts/Card.tsx'
import { History } from '#ui/parts/History.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import { useFormatDate } from '#ui/dates.ts'
import { peopleText } from './peopleText.ts'
import { Review } from './Review.tsx'
import { keyOf } from './keyOf.ts'
import { text } from './text.ts'
import type { CaseView } from '../contract/caseView.ts'
import type { CaseEvent } from '../contract/history.ts'

/** The history of a case: for each event who, when, in whose place, the comment and the changes. */
export function CaseHistory({ view }: { readonly view: CaseView }) {
  const say = useTexts(text)
  return (
    <Section title={say('history')}>
      <History
        label={say('history')}
        events={mergeBeginning(view.history).map((event, index) => ({
          id: String(index),
          at: event.at,
          what: eventTitle(event),
          detail: <EventDetail event={event} caseId={view.id} />,
        }))}
      />
      <div className="mt-4">
        <Grounds provisions={view.procedure.carries} />
      </div>
    </Section>
  )
}

/** Shows a case that was begun and sent in one request as one event. */
function mergeBeginning(history: readonly CaseEvent[]): readonly CaseEvent[] {
  const [beginning, sending, ...rest] = history
  return beginning?.kind === 'begun' &&
    sending?.kind === 'decided' &&
    sending.at === beginning.at &&
    sending.person === beginning.person
    ? [{ ...sending, changed: [] }, ...rest]
    : history
}

function eventTitle({ step, decision }: CaseEvent): string {
  return step === null || decision.startsWith(step)
    ? decision
    : decision === ''
      ? step
      : `${step}${signs().colon}${decision}`
}

function EventDetail({ event, caseId }: { readonly event: CaseEvent; readonly caseId: string }) {
  const say = useTexts(text)
  const sayPeople = useTexts(peopleText)
  const rewrites = event.changed.filter((change) => change.from !== '' && change.to !== '')
  return (
    <div className="space-y-1">
      <p>
        {event.as}
        {event.insteadOf !== null && (
          <span className="block">
            {say('instead', { name: event.insteadOf })}
            {event.because !== null && `${signs().paren}${say(event.because)}${signs().unparen}`}
          </span>
        )}
      </p>
      {event.reply !== null && (
        <p className="border-l-[3px] border-act-line pl-2.5 text-ink">
          <b>{say('replied')}</b>
          {signs().gap}
          {event.reply}
        </p>
      )}
      {event.passedOver.map((step) => (
        <p key={step} className="text-[0.875rem]">
          {say('passedOver', { step })}
        </p>
      ))}
      {event.left.map(({ name, state }) => (
        <p key={name} className="text-[0.875rem]">
          {say('leftAsIs', { name, state })}
        </p>
      ))}
      {event.comment !== null && event.comment !== '' && (
        <p className="border-l-[3px] border-act-line pl-2.5 text-ink">{event.comment}</p>
      )}
      {rewrites.map((change) => (
        <p key={keyOf(change)} className="text-[0.875rem]">
          {change.title}
          {signs().colon}
          <del>{change.from}</del> → {change.to}
        </p>
      ))}
      {event.confirmed.length > 0 && (
        <ul className="text-[0.875rem]" aria-label={say('confirmedThen')}>
          {event.confirmed.map((title) => (
            <li key={title}>✓ {title}</li>
          ))}
        </ul>
      )}
      {event.signature !== null && <p className="text-[0.875rem]">{sayPeople('signedMark')}</p>}
      {event.holdings.length > 0 && (
        <ul className="text-[0.875rem]">
          {event.holdings.map((holding) => (
            <li key={holding.number}>
              {holding.name} <span className="numerals">{holding.number}</span>
              {signs().colon}
              {holding.returned
                ? sayPeople('returned')
                : `${sayPeople('notGiven')}${signs().paren}${holding.why ?? ''}${signs().unparen}`}
            </li>
          ))}
        </ul>
      )}
      {event.paper !== null && <OnPaper caseId={caseId} paper={event.paper} />}
      {event.review !== null && <Review review={event.review} />}
      {event.late !== null && (
        <p className="text-stop">
          {say(event.late.days === 0 ? 'lateSameDay' : 'lateBy', { count: event.late.days })}
        </p>
      )}
    </div>
  )
}

/** Says that the act came on paper and who recorded it, with links to the scans. */
function OnPaper({
  caseId,
  paper,
}: {
  readonly caseId: string
  readonly paper: NonNullable<CaseEvent['paper']>
}) {
  const say = useTexts(peopleText)
  const date = useFormatDate()
  return (
    <div className="text-[0.875rem]">
      <p>{say('byPaper', { date: date(paper.on) })}</p>
      <p>{say('recordedBy', { from: paper.from, name: paper.recorder })}</p>
      {paper.files.map((file) => (
        <p key={file.id}>
          <a
            className="text-act underline underline-offset-3"
            href={hrefOf('/api/cases/:id/files/:file', { params: { id: caseId, file: file.id } })}
            target="_blank"
            rel="noreferrer"
          >
            {file.name}
          </a>
        </p>
      ))}
    </div>
  )
}
