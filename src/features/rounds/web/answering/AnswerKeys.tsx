import { ToggleButton } from 'react-aria-components'
import { classNames } from '#ui/parts/classNames.ts'
import type { AnswerChoice } from './choices.ts'

const tones = {
  '○': { shape: 'text-good-fill', given: 'border-good-fill bg-good-soft' },
  '×': { shape: 'text-stop-line', given: 'border-stop-line bg-stop-soft' },
  '−': { shape: 'text-ink', given: 'border-calm bg-calm-soft' },
  none: { shape: '', given: 'border-act bg-act-soft' },
} as const

/** The answers of an item as keys; large ones stand at the foot of the phone. */
export function AnswerKeys({
  label,
  choices,
  given,
  large = false,
  onKey,
  onChoose,
}: {
  readonly label: string
  readonly choices: readonly AnswerChoice[]
  readonly given: AnswerChoice | undefined
  readonly large?: boolean
  readonly onChoose: (choice: AnswerChoice) => void
  /** Handles a key that is pressed on one of them; false leaves it to the browser. */
  readonly onKey?: (key: string, target: Element) => boolean
}) {
  return (
    <fieldset
      aria-label={label}
      data-keys
      className={large ? 'grid w-full auto-cols-fr grid-flow-col gap-2.5' : 'flex flex-wrap gap-2'}
    >
      {choices.map((choice) => {
        const tone = tones[choice.shape ?? 'none']
        return (
          <ToggleButton
            key={choice.id}
            isSelected={given?.id === choice.id}
            onPress={() => onChoose(choice)}
            onKeyDown={(event) => {
              if (event.ctrlKey || event.metaKey || event.altKey) return
              if (onKey?.(event.key, event.currentTarget) === true) event.preventDefault()
              else event.continuePropagation()
            }}
            className={classNames(
              'flex cursor-pointer items-center justify-center rounded-8 border leading-140 font-700',
              large ? 'min-h-17 flex-col gap-0.5 px-1.5 py-1.5' : 'min-h-11 min-w-22 gap-2 px-3',
              given?.id === choice.id
                ? tone.given
                : 'border-edge bg-paper hover:border-ink hover:bg-soft',
            )}
          >
            {choice.shape !== undefined && (
              <span
                aria-hidden="true"
                className={classNames(
                  tone.shape,
                  large ? 'text-[1.625rem] leading-none' : 'leading-none',
                )}
              >
                {choice.shape}
              </span>
            )}
            <span>{choice.title}</span>
          </ToggleButton>
        )
      })}
    </fieldset>
  )
}
