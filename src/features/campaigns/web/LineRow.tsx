import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, Link } from '#ui/parts/Button.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { Answer, CampaignLine } from '../contract.ts'
import { text } from './text.ts'

const answers: readonly Answer[] = ['there', 'changed', 'missing']
const states = { there: 'good', changed: 'due', missing: 'late' } as const

/** An entry to confirm: what the register says of it, and three answers. */
export function LineRow({
  line,
  register,
  mayAnswer,
  onAnswer,
}: {
  readonly line: CampaignLine
  readonly register: string
  readonly mayAnswer: boolean
  readonly onAnswer: (answer: Answer) => void
}) {
  const say = useTexts(text)
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3.5 sm:px-5 lg:flex-nowrap">
      <div className="min-w-0 grow basis-full lg:basis-0">
        <p className="leading-160">
          <b>
            <Link quiet href={`/registers/${register}/${line.entry}`}>
              {line.name}
            </Link>
          </b>
          <span className="ml-3 text-[0.875rem] text-sub numerals">{line.number}</span>
        </p>
        <p className="text-[0.875rem] leading-160 text-sub">
          {line.details
            .map((detail) => `${detail.title}${signs().colon}${detail.value}`)
            .join(signs().gap)}
        </p>
        {line.answer !== null && (
          <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.875rem]">
            <Tag state={states[line.answer]}>{say(`${line.answer}Long`)}</Tag>
            {line.note !== null && <span>{line.note}</span>}
            {line.answeredBy !== null && (
              <span className="text-sub">{say('by', { name: line.answeredBy })}</span>
            )}
            {line.answer === 'changed' && line.mayEdit && (
              <Link href={`/registers/${register}/${line.entry}/edit`}>{say('editLine')}</Link>
            )}
          </p>
        )}
      </div>
      {mayAnswer && (
        <fieldset aria-label={line.name} className="flex shrink-0 gap-2 max-lg:w-full">
          {answers.map((answer) => (
            <span key={answer} className="max-lg:grow">
              <Button
                wide
                kind={line.answer === answer ? 'line' : 'plain'}
                aria-pressed={line.answer === answer}
                onPress={() => onAnswer(answer)}
              >
                {say(answer)}
              </Button>
            </span>
          ))}
        </fieldset>
      )}
    </li>
  )
}
