import { useTexts } from '#ui/i18n/index.ts'
import type { TagState } from '#ui/parts/Tag.tsx'
import type { Outline } from '../../contract.ts'
import { looks, shapes, stateOrder } from '../states.ts'
import { text } from '../text.ts'

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

/** The number of provisions in each state; one that is pressed narrows the outline down to it. */
export function StateChips({
  outline,
  chosen,
  choose,
}: {
  readonly outline: Outline
  readonly chosen: string | undefined
  readonly choose: (state: string | undefined) => void
}) {
  const say = useTexts(text)
  return (
    <section aria-label={say('states')} className="mb-4">
      <div className="flex flex-wrap gap-2">
        <StateButton
          name={say('all')}
          count={outline.provisions.length}
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
      <details className="mt-1 text-[0.9375rem]">
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
      className={`inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-full border px-4 text-[0.9375rem] ${pressed ? 'border-act bg-act-soft font-700 text-act' : 'border-edge bg-paper hover:bg-soft'}`}
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
