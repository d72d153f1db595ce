import type { ReactNode } from 'react'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import type { FaultRow } from '../contract.ts'
import { text } from './text.ts'

/** Faults by line: the row, the person, the value, and what to do. */
export function FaultList({
  label,
  faults,
  all,
  more,
}: {
  readonly label: string
  readonly faults: readonly FaultRow[]
  readonly all: number
  readonly more: ReactNode
}) {
  const say = useTexts(text)
  return (
    <>
      <section
        className="mt-2 max-h-96 overflow-auto rounded-8 border border-line bg-paper"
        aria-label={label}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reached by keyboard
        tabIndex={0}
      >
        <ul className="divide-y divide-line">
          {faults.map((fault) => (
            <li
              key={`${fault.row ?? ''}${fault.code}${fault.says}`}
              className="flex flex-wrap gap-x-4 gap-y-0.5 px-4 py-2.5 sm:flex-nowrap"
            >
              <span className="w-16 shrink-0 text-[0.875rem] leading-170 whitespace-nowrap text-sub numerals">
                {fault.row === null ? '—' : say('row', { row: fault.row })}
              </span>
              <div className="min-w-0 grow leading-160">
                <b>{fault.name}</b>
                {fault.value !== '' && (
                  <span className="ml-2.5 rounded-4 bg-stop-soft px-1.5 text-[0.9375rem] text-stop">
                    {fault.column}
                    {signs().colon}
                    {fault.value}
                  </span>
                )}
                <span className="block text-[0.9375rem]">{fault.says}</span>
                {fault.grounds.length > 0 && (
                  <div className="mt-1">
                    <Grounds provisions={fault.grounds.map((ground) => ground.provision)} />
                  </div>
                )}
              </div>
            </li>
          ))}
        </ul>
      </section>
      {faults.length < all && (
        <p className="mt-2 flex flex-wrap items-center gap-3 text-[0.875rem] text-sub">
          {say('firstOnly', { count: faults.length })}
          {more}
        </p>
      )}
    </>
  )
}
