import { dayOf } from '#kernel/calendar/days.ts'
import { useFormatDate } from '#ui/dates.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Link } from '#ui/parts/Button.tsx'
import { Card, Rows } from '#ui/parts/Card.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { classNames } from '#ui/parts/classNames.ts'
import type { AuditDesk, AuditItem } from '../contract.ts'
import { Samples } from './Samples.tsx'
import { text } from './text.ts'

/** How what is looked at stands in the unit: the provision, its answers, what was found, samples. */
export function LookedAt({ desk, item }: { readonly desk: AuditDesk; readonly item: AuditItem }) {
  const say = useTexts(text)
  return (
    <section aria-label={item.title} className="flex min-w-0 flex-col gap-5">
      <div>
        <h2 className="text-[1.1875rem] leading-150">{item.title}</h2>
        {item.help !== null && <p className="mt-1 text-sub">{item.help}</p>}
        <ul aria-label={say('wording')} className="mt-2">
          {item.provisions.map(({ ref, text: gist }) => (
            <li key={ref} className="font-paper text-[0.9375rem] leading-160">
              <span className="mr-2 numerals">{ref}</span>
              {gist}
            </li>
          ))}
        </ul>
        <Grounds provisions={item.provisions.map(({ ref }) => ref)} />
      </div>
      {item.clash !== null && <Notice kind="warn" title={item.clash} />}
      <Answers item={item} />
      <LastFindings item={item} />
      <Samples desk={desk} item={item} />
    </section>
  )
}

function Answers({ item: { answers, persons } }: { readonly item: AuditItem }) {
  const say = useTexts(text)
  const date = useFormatDate()
  return (
    <div>
      <h3 className="mb-2 text-[1rem] text-sub">{say('standing')}</h3>
      {answers.length === 0 && persons === null && <p className="text-sub">{say('noAnswers')}</p>}
      {persons !== null && (
        <p className="mb-2">
          {persons.few
            ? say('fewPersons')
            : say('persons', { kept: persons.kept, findings: persons.findings })}
        </p>
      )}
      {answers.length > 0 && (
        <Card>
          <Rows label={say('standing')}>
            {answers.map((answer) => (
              <li
                key={`${answer.subject} ${answer.at}`}
                className={classNames(
                  'px-4 py-3 leading-160',
                  answer.clashes && 'border-l-4 border-warn-line bg-warn-soft',
                )}
              >
                <p className="flex flex-wrap items-center gap-x-3">
                  <b>{answer.subject}</b>
                  <span>{answer.shown}</span>
                  <Tag
                    state={
                      answer.outcome === 'finding'
                        ? 'wrong'
                        : answer.proof === 'proved'
                          ? 'good'
                          : 'word'
                    }
                  >
                    {answer.outcome === 'finding'
                      ? say('state.finding')
                      : say(answer.proof === 'proved' ? 'proved' : 'declared')}
                  </Tag>
                </p>
                {answer.comment !== null && <p>{answer.comment}</p>}
                <p className="text-[0.875rem] text-sub">
                  {answer.by !== null &&
                    say('answeredBy', { name: answer.by, date: date(dayOf(answer.at)) })}
                  {answer.files > 0 && (
                    <span className="ml-3">{say('files', { count: answer.files })}</span>
                  )}
                </p>
              </li>
            ))}
          </Rows>
        </Card>
      )}
    </div>
  )
}

function LastFindings({ item: { lastFindings } }: { readonly item: AuditItem }) {
  const say = useTexts(text)
  const date = useFormatDate()
  if (lastFindings.length === 0) return null
  return (
    <div>
      <h3 className="mb-1 text-[1rem] text-sub">{say('lastFindings')}</h3>
      <ul>
        {lastFindings.map(({ id, title, foundAt }) => (
          <li key={id}>
            <Link href={`/findings/${id}`}>{title}</Link>
            <span className="ml-3 text-sub">{date(dayOf(foundAt))}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
