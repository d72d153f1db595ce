import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button as Pressable } from 'react-aria-components'
import { signs, useCommonTexts } from '../i18n/index.ts'
import { classNames } from './classNames.ts'

export interface StepperStep {
  readonly id: string
  readonly title: string
  /** The person and the time, or since when the step waits. */
  readonly detail?: ReactNode
  /**
   * done: completed · now: the current step · ahead: still to come · skipped: not needed in this
   * case · refused: the case ended here
   */
  readonly state: 'done' | 'now' | 'ahead' | 'skipped' | 'refused'
}

const dotClasses: Readonly<Record<StepperStep['state'], string>> = {
  done: 'border-act bg-act text-white',
  now: 'border-act bg-paper ring-4 ring-act-soft',
  ahead: 'border-[#b4b4b8] bg-paper',
  skipped: 'border-dashed border-[#b4b4b8] bg-paper',
  refused: 'border-calm bg-calm text-white',
}
const lineClasses: Readonly<Record<StepperStep['state'], string>> = {
  done: 'bg-act',
  now: 'bg-line',
  ahead: 'bg-line',
  skipped: 'bg-line',
  refused: 'bg-line',
}

/**
 * The steps of a case and where it is now: from left to right, on a narrow screen from top to
 * bottom, with all but the present and the next folded away.
 */
export function Stepper({
  steps,
  label,
}: {
  readonly steps: readonly StepperStep[]
  readonly label: string
}) {
  const common = useCommonTexts()
  const [unfolded, setUnfolded] = useState(false)
  const now = steps.findIndex((step) => step.state === 'now')
  const isFolded = (index: number): boolean =>
    !unfolded && now >= 0 && index !== now && index !== now + 1
  const folded = steps.filter((_, index) => isFolded(index)).length
  return (
    <div className="mb-6">
      <ol aria-label={label} className="flex flex-col sm:flex-row">
        {steps.map((step, index) => (
          <li
            key={step.id}
            {...(step.state === 'now' ? { 'aria-current': 'step' as const } : {})}
            className={classNames(
              'relative min-w-0 gap-3 pb-4 sm:block sm:flex-1 sm:pr-3 sm:pb-0',
              isFolded(index) ? 'hidden print:flex' : 'flex',
            )}
          >
            {index < steps.length - 1 && (
              <span
                aria-hidden="true"
                className={classNames(
                  'absolute top-3 -bottom-3 left-[9px] w-[3px] sm:top-[9px] sm:right-0 sm:bottom-auto sm:left-0 sm:h-[3px] sm:w-auto',
                  lineClasses[step.state],
                )}
              />
            )}
            <span
              aria-hidden="true"
              className={classNames(
                'relative mt-1 flex size-[21px] shrink-0 items-center justify-center rounded-full border-[3px] text-[0.6875rem] leading-none font-700 sm:mt-0',
                dotClasses[step.state],
              )}
            >
              {step.state === 'done' ? '✓' : step.state === 'refused' ? '×' : ''}
            </span>
            <span className="min-w-0 sm:mt-2 sm:block">
              <span
                className={classNames(
                  'block text-[0.9375rem] leading-150',
                  step.state === 'now' && 'font-700 text-act',
                  step.state === 'ahead' && 'text-sub',
                  step.state === 'skipped' && 'text-sub line-through',
                )}
              >
                {step.title}
                <span className="sr-only">
                  {signs().paren}
                  {common(`stop.${step.state}`)}
                  {signs().unparen}
                </span>
              </span>
              {step.detail !== undefined && (
                <span className="block text-[0.8125rem] leading-150 text-sub">{step.detail}</span>
              )}
            </span>
          </li>
        ))}
      </ol>
      {(folded > 0 || unfolded) && now >= 0 && (
        <Pressable
          aria-expanded={unfolded}
          onPress={() => setUnfolded(!unfolded)}
          className="min-h-11 cursor-pointer rounded-4 text-[0.875rem] text-act underline underline-offset-3 sm:hidden"
        >
          {unfolded ? common('stop.fold') : common('stop.rest', { count: folded })}
        </Pressable>
      )}
    </div>
  )
}
