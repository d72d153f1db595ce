import type { ReactNode } from 'react'
import { useFormatDate } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, ButtonLink, Link } from '#ui/parts/Button.tsx'
import { Card, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { FootBar } from '#ui/parts/FootBar.tsx'
import { StateBar, Tag } from '#ui/parts/Tag.tsx'
import type { OccurrenceView } from '../../contract/occurrences.ts'
import { FindingTag } from '../findings/FindingTag.tsx'
import { text } from '../text.ts'
import { outcomeOf } from './useAnswers.ts'
import type { AskedItem } from './useAnswers.ts'

/**
 * How a check stands or ended: counts, what became a finding and who mends it by when, what is not
 * answered yet, and the next thing to look at.
 */
export function Ending({
  occurrence,
  asked,
  again,
  onLook,
}: {
  readonly occurrence: OccurrenceView
  readonly asked: readonly AskedItem[]
  readonly again?: ReactNode
  /** Goes to an item, by its place. */
  readonly onLook?: (index: number) => void
}) {
  const say = useTexts(text)
  const left = asked.filter(({ isAnswered }) => !isAnswered).length
  const count = (outcome: 'kept' | 'finding' | 'not-applicable'): number =>
    asked.filter(({ item, kept }) =>
      kept === undefined
        ? item.answer?.outcome === outcome
        : (outcomeOf(item, kept) ?? 'kept') === outcome,
    ).length
  const done = left === 0
  const opened = asked.findIndex(({ isAnswered }) => !isAnswered)
  return (
    <div className="space-y-5">
      <div>
        <h2 className={done ? 'text-[1.25rem] text-good' : 'text-[1.25rem]'}>
          {done && <span aria-hidden="true">✓ </span>}
          {done
            ? say('allAnswered', { count: asked.length })
            : say('someAnswered', { count: asked.length, done: asked.length - left, left })}
        </h2>
        <div className="mt-2 max-w-xl">
          <StateBar
            label={say('answers')}
            parts={[
              { state: 'good', title: say('kept'), count: count('kept') },
              { state: 'wrong', title: say('finding'), count: count('finding') },
              { state: 'none', title: say('notApplicable'), count: count('not-applicable') },
              { state: 'plain', title: say('unanswered'), count: left },
            ]}
          />
          <p className="mt-1.5 flex flex-wrap gap-x-4 text-[0.875rem] text-sub numerals">
            <span className="text-good">
              ✓ {say('kept')} {count('kept')}
            </span>
            {count('finding') > 0 && (
              <span className="text-stop">
                ✕ {say('finding')} {count('finding')}
              </span>
            )}
            {count('not-applicable') > 0 && (
              <span>
                − {say('notApplicable')} {count('not-applicable')}
              </span>
            )}
          </p>
        </div>
      </div>
      {!done && again}
      <Findings occurrence={occurrence} />
      {onLook !== undefined && asked.length > 0 && (
        <details>
          <summary className="cursor-pointer py-2 text-act">{say('lookAgain')}</summary>
          <Card>
            <ol className="divide-y divide-line">
              {asked.map(({ item, isAnswered }, index) => (
                <li key={item.key}>
                  <button
                    type="button"
                    className="flex min-h-11 w-full cursor-pointer items-baseline gap-2 px-4 py-2 text-left"
                    onClick={() => onLook(index)}
                  >
                    <span className="grow">{item.question}</span>
                    {!isAnswered && <Tag state="none">{say('unanswered')}</Tag>}
                  </button>
                </li>
              ))}
            </ol>
          </Card>
        </details>
      )}
      <FootBar>
        {!done && occurrence.mayAnswer && onLook !== undefined && (
          <Button kind="main" size="large" wide onPress={() => onLook(opened)}>
            {say('answerRest', { count: left })}
          </Button>
        )}
        {done && occurrence.nextId !== null && (
          <ButtonLink kind="main" href={`/checks/${occurrence.nextId}`}>
            {say('nextSubject')}
          </ButtonLink>
        )}
        <ButtonLink href="/checks">{say('toChecks')}</ButtonLink>
      </FootBar>
    </div>
  )
}

/** What became a finding, who mends it, by when. */
function Findings({ occurrence }: { readonly occurrence: OccurrenceView }) {
  const say = useTexts(text)
  const date = useFormatDate()
  const { findings, items } = occurrence
  if (findings.length === 0) return null
  return (
    <Section title={say('becameFindings')} count={findings.length}>
      <Card>
        <Rows label={say('becameFindings')}>
          {findings.map((finding) => (
            <Row
              key={finding.id}
              title={
                <Link quiet href={`/findings/${finding.id}`}>
                  {items.find(({ key }) => key === finding.item)?.question ?? finding.item}
                </Link>
              }
              detail={
                finding.state === 'closed'
                  ? undefined
                  : say('mendsBy', {
                      names: finding.who.join(signs().list) || say('nobody'),
                      date: date(finding.dueOn),
                    })
              }
              state={<FindingTag state={finding.state} late={false} />}
            />
          ))}
        </Rows>
      </Card>
    </Section>
  )
}
