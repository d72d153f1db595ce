import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useNavigateTo } from '#ui/address.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Link } from '#ui/parts/Button.tsx'
import { classNames } from '#ui/parts/classNames.ts'
import type { OccurrenceRow, RoundDetail } from '../../contract/rounds.ts'
import { text } from '../text.ts'
import { Choose, RowState } from './rowParts.tsx'
import type { Choosing } from './rowParts.tsx'

const signsOf = {
  kept: { shape: '○', colour: 'text-good', word: 'kept' },
  finding: { shape: '×', colour: 'bg-stop-soft text-stop font-700', word: 'finding' },
  'not-applicable': { shape: '−', colour: 'text-calm', word: 'notApplicable' },
  open: { shape: '・', colour: 'text-sub', word: 'unanswered' },
  absent: { shape: '', colour: 'bg-soft', word: 'notAsked' },
} as const
const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
}

/**
 * Subjects by items. The head and the first column stay in sight; arrow keys go from cell to cell,
 * Enter opens the subject.
 */
export function Matrix({
  rows,
  items,
  choosing,
}: {
  readonly rows: readonly OccurrenceRow[]
  readonly items: RoundDetail['items']
  readonly choosing: Choosing | undefined
}) {
  const say = useTexts(text)
  const goTo = useNavigateTo()
  const table = useRef<HTMLTableElement>(null)
  const [[row, column], setAt] = useState<readonly [number, number]>([0, 0])
  const focus = (nextRow: number, nextColumn: number): void => {
    setAt([nextRow, nextColumn])
    table.current?.querySelector<HTMLElement>(`[data-cell="${nextRow},${nextColumn}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['cell'] === undefined) return
    const move = moves[event.key]
    const current = rows[row]
    if (move !== undefined)
      focus(
        Math.max(0, Math.min(rows.length - 1, row + move[0])),
        Math.max(0, Math.min(items.length - 1, column + move[1])),
      )
    else if (event.key === 'Home' || event.key === 'End')
      focus(row, event.key === 'Home' ? 0 : items.length - 1)
    else if (event.key === 'Enter' && current !== undefined) goTo(`/checks/${current.id}`)
    else if (event.key === ' ' && current !== undefined && choosing?.mayChoose(current) === true)
      choosing.onToggle(current.id)
    else return
    event.preventDefault()
  }
  return (
    <div>
      <div className="max-h-[75dvh] overflow-auto rounded-12 border border-line print:max-h-none">
        <table
          ref={table}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- its cells are gone through by arrow keys
          role="grid"
          aria-label={say('matrix')}
          className="w-full border-separate border-spacing-0 text-left text-[0.9375rem]"
          onKeyDown={onKeyDown}
        >
          <thead>
            <tr>
              <th
                scope="col"
                className="sticky top-0 left-0 z-3 min-w-56 border-b border-line bg-soft px-4 py-2.5 align-bottom text-[0.875rem]"
              >
                {say('subject')}
              </th>
              <th
                scope="col"
                className="sticky top-0 z-2 border-b border-line bg-soft px-3 py-2.5 align-bottom text-[0.875rem]"
              >
                {say('state')}
              </th>
              {items.map(({ key, title }) => (
                <th
                  key={key}
                  scope="col"
                  className={classNames(
                    'sticky top-0 z-2 h-44 w-11 border-b border-line px-1 py-2.5 text-[0.8125rem] leading-130 font-400',
                    key === choosing?.item ? 'bg-act-soft' : 'bg-soft',
                  )}
                >
                  <span
                    title={title}
                    className="mx-auto block max-h-40 overflow-hidden text-start [writing-mode:vertical-rl]"
                  >
                    {title}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((subject, at) => (
              <tr key={subject.id}>
                <th
                  scope="row"
                  className="sticky left-0 z-1 border-b border-line bg-paper px-4 py-2 font-400"
                >
                  <span className="flex items-baseline gap-2.5">
                    {choosing?.mayChoose(subject) === true && (
                      <Choose row={subject} choosing={choosing} />
                    )}
                    <span className="min-w-0">
                      <Link quiet href={`/checks/${subject.id}`}>
                        {subject.subject.title}
                      </Link>
                      <span className="block text-[0.8125rem] leading-150 text-sub">
                        {[subject.subject.unit, subject.who.join(signs().list)]
                          .filter(Boolean)
                          .join(signs().dot)}
                      </span>
                    </span>
                  </span>
                </th>
                <td className="border-b border-line px-3 py-2 whitespace-nowrap">
                  <RowState row={subject} />
                </td>
                {items.map((item, place) => {
                  const cell = subject.cells.find(({ key }) => key === item.key)
                  const sign = signsOf[cell === undefined ? 'absent' : (cell.outcome ?? 'open')]
                  return (
                    <td
                      key={item.key}
                      data-cell={`${at},${place}`}
                      tabIndex={at === Math.min(row, rows.length - 1) && place === column ? 0 : -1}
                      onFocus={() => setAt([at, place])}
                      className={classNames(
                        'border-b border-l border-line px-1 py-2 text-center outline-offset-[-3px]',
                        sign.colour,
                      )}
                    >
                      <span aria-hidden="true">{sign.shape}</span>
                      <span className="sr-only">{say(sign.word)}</span>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="mt-2.5 flex flex-wrap gap-x-5 gap-y-1 text-[0.8125rem] text-sub">
        {(['kept', 'finding', 'not-applicable', 'open'] as const).map((outcome) => (
          <span key={outcome}>
            <span aria-hidden="true">{signsOf[outcome].shape}</span> {say(signsOf[outcome].word)}
          </span>
        ))}
        <span data-screen-only>{say('matrixKeys')}</span>
      </p>
    </div>
  )
}
