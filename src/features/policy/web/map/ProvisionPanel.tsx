import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dayOf } from '#kernel/calendar/days.ts'
import { useAction } from '#ui/action.ts'
import { api, queryOf } from '#ui/api.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, ButtonLink, Link } from '#ui/parts/Button.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { DateText, MomentText } from '#ui/parts/texts.tsx'
import type { MapWhen, ProvisionDetail } from '../../contract.ts'
import { text } from '../text.ts'

/**
 * An open line of the map: the wording, why it stands so, who has it, the last proof and the next
 * date, and the one button that mends it.
 */
export function ProvisionPanel({
  reference: ref,
  on,
  when,
}: {
  readonly reference: string
  readonly on: string
  readonly when: MapWhen
}) {
  const say = useTexts(text)
  const query = when === 'today' ? { ref } : { ref, on }
  const { data, error } = useQuery(queryOf('/api/policy/provision', { query }))
  if (data === undefined)
    return (
      <div className="px-5 pb-4">
        {error === null ? (
          <p className="text-sub">{say('looking')}</p>
        ) : (
          <ProblemNotice error={error} />
        )}
      </div>
    )
  return (
    <div className="grid gap-x-8 gap-y-4 px-4 pt-1 pb-5 sm:pr-5 sm:pl-14 lg:grid-cols-[1fr_1fr_15rem]">
      <div>
        <h3 className="mb-1 text-[0.8125rem] text-sub">{say('original')}</h3>
        {data.original === null ? (
          <p className="text-sub">{say('noDocument')}</p>
        ) : (
          <blockquote className="max-w-prose font-paper whitespace-pre-wrap">
            {data.original}
          </blockquote>
        )}
        <p className="mt-2">
          <Link href={`/policy/provision?ref=${encodeURIComponent(ref)}`}>
            {say('toProvision')}
          </Link>
        </p>
      </div>
      <Facts provision={data} />
      <MendingWay provision={data} />
    </div>
  )
}

function Facts({ provision }: { readonly provision: ProvisionDetail }) {
  const say = useTexts(text)
  const worst = provision.carriers.filter(({ state }) => state === provision.state)
  const shown = (worst.length > 0 ? worst : provision.carriers).slice(0, 3)
  const last = provision.carriers
    .flatMap(({ lastAt }) => lastAt ?? [])
    .toSorted()
    .at(-1)
  const next =
    provision.way?.due ?? shown.flatMap(({ nextDue }) => nextDue ?? []).toSorted()[0] ?? null
  const facts = [
    {
      name: say('lastProof'),
      value: last === undefined ? say('noProof') : <MomentText at={last} />,
    },
    { name: say('next'), value: next === null ? say('noDate') : <DateText date={dayOf(next)} /> },
  ]
  return (
    <div>
      <h3 className="mb-1 text-[0.8125rem] text-sub">
        {say('why', { state: say(`state.${provision.state}`) })}
      </h3>
      {shown.length === 0 ? (
        <p>{say('none')}</p>
      ) : (
        <ul className="space-y-1">
          {shown.map((carrier) => (
            <li key={carrier.path}>
              {carrier.title}
              {carrier.proof !== null && `${signs().colon}${carrier.proof}`}
            </li>
          ))}
        </ul>
      )}
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-[0.9375rem]">
        {provision.way !== null && provision.way.who.length > 0 && (
          <>
            <dt className="text-sub">{say('holder')}</dt>
            <dd>{provision.way.who.join(signs().list)}</dd>
          </>
        )}
        {facts.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-sub">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** The one button: one's own work is opened, another's can be asked for. */
function MendingWay({ provision: { ref, way } }: { readonly provision: ProvisionDetail }) {
  const say = useTexts(text)
  const [asked, setAsked] = useState('')
  const ask = useAction({
    call: () => api.post('/api/policy/provision/ask', { body: { ref } }),
    invalidates: [],
    done: ({ who, again }) =>
      setAsked(again ? say('askedAlready') : say('asked', { who: who.join(signs().list) })),
  })
  if (way === null) return null
  if (way.mine && way.href !== null)
    return (
      <div>
        <ButtonLink kind="main" wide href={way.href}>
          {say(`does.${way.does}`)}
        </ButtonLink>
      </div>
    )
  const [first = ''] = way.who
  return (
    <div className="space-y-2">
      <ProblemNotice error={ask.problem} />
      {way.mayAsk && asked === '' && (
        <>
          <Button kind="main" wide isPending={ask.pending} onPress={() => void ask.run()}>
            {way.who.length === 1
              ? say('askOne', { who: first.replace(/（.*$/, '') })
              : say('askMany')}
          </Button>
          <p className="text-[0.875rem] text-sub">{say('askThen')}</p>
        </>
      )}
      {asked !== '' && <output className="block font-700 text-good">{asked}</output>}
      {way.href !== null && (
        <p>
          <Link href={way.href}>{say(way.mayAsk ? 'seeWork' : 'seePlace')}</Link>
        </p>
      )}
    </div>
  )
}
