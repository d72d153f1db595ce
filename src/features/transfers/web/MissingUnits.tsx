import { useState } from 'react'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Section } from '#ui/parts/Card.tsx'
import type { TransferView } from '../contract.ts'
import { text } from './text.ts'

/**
 * Units that the list names and the organisation does not have: made at once, all but those that
 * look like a slip of the pen.
 */
export function MissingUnits({
  units,
  pending,
  onMake,
}: {
  readonly units: TransferView['missingUnits']
  readonly pending: boolean
  readonly onMake: (names: readonly string[]) => void
}) {
  const say = useTexts(text)
  const [chosen, choose] = useState<ReadonlySet<string>>(
    new Set(units.filter(({ near }) => near === null).map(({ name }) => name)),
  )
  const toggle = (name: string): void => {
    const next = new Set(chosen)
    if (!next.delete(name)) next.add(name)
    choose(next)
  }
  return (
    <Section title={say('missingUnits')} count={units.length}>
      <fieldset className="rounded-12 border border-line px-4 py-4 sm:px-5">
        <legend className="sr-only">{say('missingUnits')}</legend>
        <p className="mb-3 max-w-prose text-[0.9375rem] text-sub">{say('missingUnitsLead')}</p>
        <div className="grid gap-x-5 gap-y-1 sm:grid-cols-2">
          {units.map(({ name, title, above, near }) => (
            <label key={name} className="flex min-h-11 cursor-pointer items-center gap-2.5">
              <input
                type="checkbox"
                className="size-5 shrink-0 accent-act"
                checked={chosen.has(name)}
                onChange={() => toggle(name)}
              />
              <span className="min-w-0">
                {title}
                <span className="ml-2 text-[0.875rem] text-sub">
                  {above !== '' && say('unitBelow', { unit: above })}
                  {near !== null && say('unitNear', { unit: near })}
                </span>
              </span>
            </label>
          ))}
        </div>
        <div className="mt-3">
          <Button
            isDisabled={chosen.size === 0}
            isPending={pending}
            onPress={() => onMake([...chosen])}
          >
            {say('makeUnits', { count: chosen.size })}
          </Button>
        </div>
      </fieldset>
    </Section>
  )
}
