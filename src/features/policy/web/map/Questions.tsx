import type { ReactNode } from 'react'
import { useTexts } from '#ui/i18n/index.ts'
import { Icon } from '#ui/parts/icons.tsx'
import { StateBar } from '#ui/parts/Tag.tsx'
import type { TagState } from '#ui/parts/Tag.tsx'
import { classNames } from '#ui/parts/classNames.ts'
import type { Outline } from '../../contract.ts'
import { numbersOf } from '../../numbers.ts'
import { looks, stateOrder } from '../states.ts'
import { text } from '../text.ts'

/** Three questions in a chain, each by itself: carried, set up, kept. Never one scale. */
export function Questions({ outline }: { readonly outline: Outline }) {
  const say = useTexts(text)
  const numbers = numbersOf(outline.provisions)
  const { all, carried, setUp, asked, kept, proved, late, finding } = numbers
  const ahead = outline.when === 'ahead'
  const states = stateOrder
    .filter((name) => !['stated', 'not-applicable', 'not-carried', 'not-set-up'].includes(name))
    .map((name) => ({
      state: looks[name],
      title: say(`state.${name}`),
      count: outline.provisions.filter((one) => one.setUp && one.state === name).length,
    }))
  return (
    <ol
      aria-label={say('questions')}
      className="mb-5 grid gap-2 sm:grid-cols-[1fr_1fr_1.3fr] sm:gap-7"
    >
      <Question
        number={1}
        title={say('question.carried')}
        part={carried}
        all={all}
        ahead={ahead}
        bar={[
          { state: 'level', title: say('question.carriedYes'), count: carried },
          { state: 'outside', title: say('question.carriedNo'), count: all - carried },
        ]}
      >
        {carried === all
          ? say('question.carriedAll')
          : say('question.left', { count: all - carried })}
      </Question>
      <Question
        number={2}
        title={say('question.setUp')}
        part={setUp}
        all={all}
        ahead={ahead}
        bar={[
          { state: 'level', title: say('question.setUpYes'), count: setUp },
          { state: 'outside', title: say('question.setUpNo'), count: all - setUp },
        ]}
      >
        {setUp === all ? say('question.setUpAll') : say('question.left', { count: all - setUp })}
      </Question>
      <Question
        number={3}
        title={say('question.kept')}
        part={kept}
        all={asked}
        ahead={ahead}
        bar={states}
        last
      >
        <span className="flex flex-wrap gap-x-4">
          <span>{say('question.proved', { count: proved })}</span>
          {late > 0 && <b className="text-stop">{say('question.late', { count: late })}</b>}
          {finding > 0 && (
            <b className="text-stop">{say('question.finding', { count: finding })}</b>
          )}
          {numbers.never > 0 && <span>{say('question.never', { count: numbers.never })}</span>}
        </span>
      </Question>
    </ol>
  )
}

function Question({
  number,
  title,
  part,
  all,
  bar,
  ahead,
  last = false,
  children,
}: {
  readonly number: number
  readonly title: string
  readonly part: number
  readonly all: number
  readonly bar: readonly {
    readonly state: TagState
    readonly title: string
    readonly count: number
  }[]
  readonly ahead: boolean
  readonly last?: boolean
  readonly children: ReactNode
}) {
  return (
    <li
      className={classNames(
        'relative rounded-12 border bg-paper px-4 py-3 sm:px-5 sm:py-4',
        ahead ? 'border-dashed border-edge' : 'border-line',
      )}
    >
      <p className="flex items-center gap-2 text-[0.9375rem] font-700">
        <span
          aria-hidden="true"
          className="grid size-6 shrink-0 place-items-center rounded-full bg-calm-soft text-[0.8125rem]"
        >
          {number}
        </span>
        {title}
      </p>
      <p className="my-1 flex items-baseline gap-1.5 leading-130">
        <NumberWords part={part} all={all} />
      </p>
      <StateBar parts={bar} label={title} />
      <p className="mt-2 text-[0.875rem] leading-160 text-sub">{children}</p>
      {!last && (
        <span
          aria-hidden="true"
          className="absolute top-1/2 -right-6 hidden -translate-y-1/2 text-edge sm:block"
        >
          <Icon name="right" size={20} />
        </span>
      )}
    </li>
  )
}

/** 「528のうち474」 with the part large. */
function NumberWords({ part, all }: { readonly part: number; readonly all: number }) {
  const say = useTexts(text)
  const [before = '', after = ''] = say('outOf', { all, part: '|' }).split('|')
  return (
    <>
      <span className="text-[0.9375rem] text-sub numerals">{before}</span>
      <span className="text-[1.75rem] font-700 numerals">{part}</span>
      <span className="text-[0.9375rem] text-sub numerals">{after}</span>
    </>
  )
}
