import { hrefOf } from '#ui/api.ts'
import { useText } from '#ui/i18n/index.ts'
import { Section } from '#ui/parts/Card.tsx'
import { History } from '#ui/parts/History.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import { useDate } from '#ui/dates.ts'
import { peopleText } from './peopleText.ts'
import { Review } from './Review.tsx'
import { keyOf } from './keyOf.ts'
import { text } from './text.ts'
import type { CaseView, Happening } from '../contract.ts'

/** What has happened with a case: who, when, in whose place, what was said and what changed. */
export function Happenings({ view }: { readonly view: CaseView }) {
  const say = useText(text)
  return (
    <Section title={say('history')}>
      <History
        label={say('history')}
        events={told(view.history).map((line, index) => ({
          id: String(index),
          at: line.at,
          what: whatOf(line),
          detail: <Detail line={line} caseId={view.id} />,
        }))}
      />
      <div className="mt-4">
        <Grounds provisions={view.procedure.carries} />
      </div>
    </Section>
  )
}

/** Beginning and sending at once is one thing to a reader. */
function told(history: readonly Happening[]): readonly Happening[] {
  const [begun, sent, ...rest] = history
  return begun?.kind === 'begun' &&
    sent?.kind === 'decided' &&
    sent.at === begun.at &&
    sent.person === begun.person
    ? [{ ...sent, changed: [] }, ...rest]
    : history
}

function whatOf({ step, decision }: Happening): string {
  return step === null || decision.startsWith(step)
    ? decision
    : decision === ''
      ? step
      : `${step}：${decision}`
}

function Detail({ line, caseId }: { readonly line: Happening; readonly caseId: string }) {
  const say = useText(text)
  const sayPeople = useText(peopleText)
  const rewritten = line.changed.filter((change) => change.from !== '' && change.to !== '')
  return (
    <div className="space-y-1">
      <p>
        {line.as}
        {line.insteadOf !== null && (
          <span className="block">
            {say('instead', { name: line.insteadOf })}
            {line.because !== null && `（${say(line.because)}）`}
          </span>
        )}
      </p>
      {line.comment !== null && line.comment !== '' && (
        <p className="border-l-[3px] border-act-line pl-2.5 text-ink">{line.comment}</p>
      )}
      {rewritten.map((change) => (
        <p key={keyOf(change)} className="text-[0.875rem]">
          {change.title}：<del>{change.from}</del> → {change.to}
        </p>
      ))}
      {line.signature !== null && <p className="text-[0.875rem]">{sayPeople('signedMark')}</p>}
      {line.holdings.length > 0 && (
        <ul className="text-[0.875rem]">
          {line.holdings.map((one) => (
            <li key={one.number}>
              {one.name} <span className="numerals">{one.number}</span>：
              {one.returned
                ? sayPeople('returned')
                : `${sayPeople('notGiven')}（${one.why ?? ''}）`}
            </li>
          ))}
        </ul>
      )}
      {line.paper !== null && <OnPaper caseId={caseId} paper={line.paper} />}
      {line.review !== null && <Review review={line.review} />}
      {line.late !== null && (
        <p className="text-stop">
          {say(line.late.days === 0 ? 'lateSameDay' : 'lateBy', { count: line.late.days })}
        </p>
      )}
    </div>
  )
}

/** That it came on paper, who recorded it, and the scans. */
function OnPaper({
  caseId,
  paper,
}: {
  readonly caseId: string
  readonly paper: NonNullable<Happening['paper']>
}) {
  const say = useText(peopleText)
  const date = useDate()
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
