import { inputClass } from '#ui/form/inputs/inputClasses.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, Link } from '#ui/parts/Button.tsx'
import { peopleText } from './peopleText.ts'
import type { Holdings } from '../contract/abilities.ts'

/** What became of one entry. */
export interface HoldingAnswer {
  readonly id: string
  readonly returned: boolean
  readonly why?: string
}

/**
 * The entries that a person holds according to the registers. Each is ticked as returned or gets a
 * reason. Below them are the roles and tasks that the person still has.
 */
export function HoldingsList({
  holdings,
  value,
  faults,
  onChange,
}: {
  readonly holdings: Holdings
  readonly value: readonly HoldingAnswer[]
  readonly faults: ReadonlySet<string>
  readonly onChange: (value: readonly HoldingAnswer[]) => void
}) {
  const say = useTexts(peopleText)
  const answerOf = (id: string): HoldingAnswer =>
    value.find((candidate) => candidate.id === id) ?? { id, returned: false }
  const put = (answer: HoldingAnswer): void =>
    onChange([...value.filter((other) => other.id !== answer.id), answer])
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-700">{say('holdings', { name: holdings.name })}</legend>
      {holdings.lines.length === 0 ? (
        <p className="text-sub">{say('nothingHeld')}</p>
      ) : (
        <>
          <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-2">
            <p className="grow text-[0.875rem] text-sub">{say('holdingsLead')}</p>
            {holdings.lines.length > 1 && (
              <Button
                size="small"
                onPress={() => onChange(holdings.lines.map(({ id }) => ({ id, returned: true })))}
              >
                {say('allReturned')}
              </Button>
            )}
          </div>
          <ul className="divide-y divide-line rounded-8 border border-line">
            {holdings.lines.map((entry) => (
              <HeldEntry
                key={entry.id}
                entry={entry}
                answer={answerOf(entry.id)}
                fault={faults.has(entry.id)}
                onChange={put}
              />
            ))}
          </ul>
        </>
      )}
      <RolesAndTasks holdings={holdings} />
    </fieldset>
  )
}

/** One entry: a tick if it came back, or a box for the reason why it did not. */
function HeldEntry({
  entry,
  answer,
  fault,
  onChange,
}: {
  readonly entry: Holdings['lines'][number]
  readonly answer: HoldingAnswer
  readonly fault: boolean
  readonly onChange: (answer: HoldingAnswer) => void
}) {
  const say = useTexts(peopleText)
  const label = `${entry.registerTitle} ${entry.number} ${entry.name}`
  return (
    <li className="grid gap-x-5 gap-y-1 px-4 py-3 sm:grid-cols-[1fr_auto]">
      <p className="min-w-0 self-center leading-160">
        <b>{entry.name}</b>
        <span className="ml-3 text-[0.875rem] text-sub">
          {entry.registerTitle}
          {signs().gap}
          <span className="numerals">{entry.number}</span>
        </span>
      </p>
      <label className="flex min-h-11 cursor-pointer items-center gap-2.5">
        <input
          type="checkbox"
          className="size-5 accent-act"
          aria-label={`${label}${signs().colon}${say('returned')}`}
          checked={answer.returned}
          onChange={(event) => onChange({ id: entry.id, returned: event.currentTarget.checked })}
        />
        {say('returned')}
      </label>
      {fault && !answer.returned && (
        <p id={`held-${entry.id}`} className="text-[0.9375rem] font-700 text-stop sm:col-span-2">
          ● {say('openHoldings')}
        </p>
      )}
      {!answer.returned && (
        <input
          value={answer.why ?? ''}
          maxLength={1000}
          placeholder={say('why')}
          aria-label={`${label}${signs().colon}${say('why')}`}
          aria-invalid={fault}
          {...(fault ? { 'aria-describedby': `held-${entry.id}` } : {})}
          className={`${inputClass(fault)} sm:col-span-2`}
          onChange={(event) =>
            onChange({ id: entry.id, returned: false, why: event.currentTarget.value })
          }
        />
      )}
    </li>
  )
}

/** The roles and the number of tasks that the person still has, with a link to their page. */
function RolesAndTasks({ holdings }: { readonly holdings: Holdings }) {
  const say = useTexts(peopleText)
  return (
    <div className="mt-3 flex flex-wrap gap-x-8 gap-y-1 text-[0.9375rem]">
      <p>
        <span className="mr-2 text-sub">{say('alsoRoles')}</span>
        {holdings.roles.join(signs().list) || say('noRoles')}
      </p>
      <p className="numerals">
        <span className="mr-2 text-sub">{say('alsoTasks')}</span>
        {say('tasksLeft', { count: holdings.tasks })}
      </p>
      <Link href={`/organization/persons/${holdings.person}`}>{say('seePerson')}</Link>
    </div>
  )
}
