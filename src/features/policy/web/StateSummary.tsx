import { useTexts } from '#ui/i18n/index.ts'
import { StateBar } from '#ui/parts/Tag.tsx'
import type { TagState } from '#ui/parts/Tag.tsx'
import type { Outline } from '../contract.ts'
import { looks, stateOrder } from './states.ts'
import type { StateName } from './states.ts'
import { text } from './text.ts'

const shapes: Readonly<Record<StateName, string>> = {
  proved: '✓',
  declared: '◔',
  'set-up': '○',
  excepted: '➤',
  due: '▲',
  'not-set-up': '◇',
  finding: '✕',
  late: '●',
  'not-known': '?',
  stated: '–',
  'not-applicable': '–',
  'not-carried': '∅',
}
const colours: Readonly<Record<TagState, string>> = {
  good: 'text-good',
  word: 'text-good',
  turn: 'text-act',
  due: 'text-warn',
  late: 'text-stop',
  missing: 'text-calm',
  wrong: 'text-stop',
  none: 'text-calm',
  plain: 'text-sub',
  level: 'text-ink',
  refused: 'text-calm',
  outside: 'text-sub',
}
const questions = ['carried', 'setUp', 'kept', 'proved'] as const

/**
 * The state of the whole policy: one bar, and the number of each state, which filters the outline
 * when pressed.
 */
export function StateSummary({
  outline,
  chosen,
  choose,
}: {
  readonly outline: Outline
  readonly chosen: string | undefined
  readonly choose: (state: string | undefined) => void
}) {
  const say = useTexts(text)
  const parts = stateOrder.map((name) => ({
    state: looks[name],
    title: say(`state.${name}`),
    count: outline.counts[name] ?? 0,
  }))
  const all = outline.provisions.length
  return (
    <section
      aria-label={say('states')}
      className="mb-6 rounded-12 border border-line bg-paper px-4 pt-4 pb-3 sm:px-6"
    >
      <dl className="mb-3 flex flex-wrap gap-x-6 gap-y-1 text-[0.9375rem]">
        {questions.map((name) => (
          <div key={name} className="flex gap-2">
            <dt className="text-sub">{say(`question.${name}`)}</dt>
            <dd className="font-700 numerals">
              {outline.questions[name]} / {outline.questions.all}
            </dd>
          </div>
        ))}
      </dl>
      <StateBar parts={parts} label={say('states')} />
      <div className="mt-2 flex flex-wrap gap-x-2 gap-y-1">
        <StateButton
          name={say('all')}
          count={all}
          pressed={chosen === undefined}
          press={() => choose(undefined)}
        />
        {stateOrder
          .filter((name) => (outline.counts[name] ?? 0) > 0)
          .map((name) => (
            <StateButton
              key={name}
              name={say(`state.${name}`)}
              shape={shapes[name]}
              colour={colours[looks[name]]}
              count={outline.counts[name] ?? 0}
              pressed={chosen === name}
              press={() => choose(chosen === name ? undefined : name)}
            />
          ))}
      </div>
      <details className="mt-2 text-[0.9375rem]">
        <summary className="min-h-11 cursor-pointer py-2 text-sub">{say('legend')}</summary>
        <dl className="grid gap-x-4 gap-y-1 pb-2 sm:grid-cols-[14rem_1fr]">
          {stateOrder.map((name) => (
            <div key={name} className="contents">
              <dt className="font-700">
                <span aria-hidden="true" className={colours[looks[name]]}>
                  {shapes[name]}
                </span>{' '}
                {say(`state.${name}`)}
              </dt>
              <dd className="text-sub">{say(`means.${name}`)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  )
}

function StateButton({
  name,
  shape,
  colour,
  count,
  pressed,
  press,
}: {
  readonly name: string
  readonly shape?: string
  readonly colour?: string | undefined
  readonly count: number
  readonly pressed: boolean
  readonly press: () => void
}) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={press}
      className={`inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-8 px-3 text-[0.9375rem] hover:bg-soft ${pressed ? 'bg-act-soft font-700 text-act' : ''}`}
    >
      {shape !== undefined && (
        <span aria-hidden="true" className={colour}>
          {shape}
        </span>
      )}
      {name}
      <b className="numerals">{count}</b>
    </button>
  )
}
