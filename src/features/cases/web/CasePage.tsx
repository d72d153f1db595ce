import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dayOf, timeOf } from '#kernel/calendar/days.ts'
import { formatShortDay } from '#kernel/calendar/relative.ts'
import { listed, personWords } from '#kernel/words/words.ts'
import type { Language } from '#kernel/words/words.ts'
import { api, hrefOf, queryOf } from '#ui/api.ts'
import { touchedByCases } from './touched.ts'
import { useAction } from '#ui/action.ts'
import { usePathParams } from '#ui/address.ts'
import { useLanguage, useTexts } from '#ui/i18n/index.ts'
import { Breadcrumb } from '#ui/parts/Breadcrumb.tsx'
import { Button, Link } from '#ui/parts/Button.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { PaperView } from '#ui/parts/PaperView.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import { Stepper } from '#ui/parts/Stepper.tsx'
import type { StepperStep } from '#ui/parts/Stepper.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { ActPanel } from './ActPanel.tsx'
import { Exceptions } from './Exceptions.tsx'
import { DueTag } from './HomePage.tsx'
import { keyOf } from './keyOf.ts'
import { text } from './text.ts'
import { HandOver } from './HandOver.tsx'
import { CaseHistory } from './CaseHistory.tsx'
import { OnPaper } from './OnPaper.tsx'
import { Signatures } from './Signatures.tsx'
import { Prints } from './Prints.tsx'
import type { CaseView } from '../contract/caseView.ts'

/** A case: where it stands, the form as paper, what is open to me, and what has happened. */
export default function CasePage() {
  const { id = '' } = usePathParams()
  const { data, error } = useQuery(queryOf('/api/cases/:id', { params: { id } }))
  if (data === undefined)
    return error === null ? <div className="skeleton h-72" /> : <ProblemNotice error={error} />
  return <Case key={data.id} view={data} />
}

function Case({ view }: { readonly view: CaseView }) {
  const say = useTexts(text)
  const language = useLanguage()
  const anyChanged = view.paper.some((row) => row.changed)
  const trail = [
    { title: say('cases'), href: '/cases' },
    { title: view.procedure.title, href: `/cases?procedure=${view.procedure.id}` },
  ]
  // What I am about to write again stands in the form below, not on the paper too.
  const writing = new Set([
    ...view.abilities.fields.map((field) => keyOf({ field: field.id })),
    ...view.abilities.safeguards.flatMap((safeguard) =>
      safeguard.asks.map((field) => keyOf({ safeguard: safeguard.id, field: field.id })),
    ),
  ])
  return (
    <>
      <PageHeading title={`${view.number}　${view.subject}`} above={<Breadcrumb trail={trail} />} />
      <Stepper
        label={say('progress')}
        steps={stopsOf(view, (count) => say('again', { count }), language)}
      />
      <div className="grid items-start gap-8 xl:grid-cols-[1fr_21rem]">
        <div className="min-w-0 space-y-6">
          <div>
            <div className="mb-2 flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
              {anyChanged && <p className="grow text-[0.9375rem] text-sub">{say('changed')}</p>}
              <Prints view={view} />
            </div>
            <PaperView
              label={say('paper')}
              lines={[
                {
                  id: 'applicant',
                  title: say('applicant'),
                  value: say('applicantOf', {
                    unit: view.applicant.unit,
                    name: view.applicant.name,
                  }),
                },
                ...view.linked.map((linkedCase) => ({
                  id: linkedCase.id,
                  title: say(linkedCase.relation),
                  value: (
                    <Link
                      href={`/cases/${linkedCase.id}`}
                    >{`${linkedCase.number}　${linkedCase.subject}`}</Link>
                  ),
                })),
                ...view.paper
                  .filter((row) => !writing.has(keyOf(row)))
                  .map((row) => ({
                    id: keyOf(row),
                    title: row.title,
                    value: valueOf(view, row),
                    ...(row.changed ? { before: beforeOf(view, keyOf(row)) } : {}),
                  })),
              ]}
            />
          </div>
          <NextAct view={view} />
          <Signatures view={view} />
          <Exceptions view={view} />
        </div>
        <div>
          <CaseHistory view={view} />
        </div>
      </div>
    </>
  )
}

/** The line of stops as it is now: what was undone by sending back is left to the history, and a stop come to again says how often. */
function stopsOf(
  view: CaseView,
  again: (count: number) => string,
  language: Language,
): StepperStep[] {
  const visits = (step: string): number =>
    view.line.stops.filter((stop) => stop.step === step && stop.state !== 'future').length
  const stops = view.line.stops
    .filter((stop) => !stop.undone)
    .map((stop, index): StepperStep => ({
      id: `${index}`,
      title: stop.title,
      state: stop.state === 'past' ? 'done' : stop.state === 'current' ? 'now' : 'ahead',
      detail: (
        <>
          {stop.persons.length === 0 ? stop.who : listed(stop.persons.map(personWords))[language]}
          {stop.at !== null && (
            <>
              <br />
              <time
                dateTime={stop.at}
                className="numerals"
              >{`${formatShortDay(dayOf(stop.at), dayOf(new Date()), language)} ${timeOf(stop.at)}`}</time>
            </>
          )}
          {stop.state !== 'future' && visits(stop.step) > 1 && (
            <>
              <br />
              {again(visits(stop.step))}
            </>
          )}
        </>
      ),
    }))
  const { end } = view.line
  return end === null
    ? stops
    : [
        ...stops,
        {
          id: 'end',
          title: end.title,
          state: end.reached ? (end.tone === 'bad' ? 'refused' : 'done') : 'ahead',
        },
      ]
}

function valueOf(view: CaseView, row: CaseView['paper'][number]) {
  if (row.files !== undefined) {
    return (
      <ul className="space-y-0.5">
        {row.files.map((file) => (
          <li key={file.id}>
            <a
              className="text-act underline underline-offset-3"
              href={hrefOf('/api/cases/:id/files/:file', {
                params: { id: view.id, file: file.id },
              })}
              target="_blank"
              rel="noreferrer"
            >
              {file.name}
            </a>
          </li>
        ))}
      </ul>
    )
  }
  if (row.field !== 'about') return <span className="whitespace-pre-line">{row.value}</span>
  return (
    <ul className="space-y-0.5">
      {view.about.map((entry) => (
        <li key={entry.id}>
          <Link href={`/registers/${entry.register}/${entry.id}`}>{entry.title}</Link>
        </li>
      ))}
    </ul>
  )
}

/** What stood in a field before the last change. */
function beforeOf(view: CaseView, key: string): string {
  return (
    view.history
      .findLast((event) => event.changed.some((change) => keyOf(change) === key))
      ?.changed.find((change) => keyOf(change) === key)?.from ?? ''
  )
}

/** What comes next: my own act, or whose turn it is. */
function NextAct({ view }: { readonly view: CaseView }) {
  const say = useTexts(text)
  const { abilities } = view
  if (view.status === 'ended')
    return (
      <p className="flex items-center gap-3">
        <Tag state={view.outcome?.tone === 'bad' ? 'late' : 'good'}>
          {view.outcome?.title ?? say('ended')}
        </Tag>
      </p>
    )
  const due = abilities.due !== null && (
    <DueTag dueAt={abilities.due} wholeDay={abilities.wholeDay} />
  )
  return (
    <section aria-label={view.step?.title ?? ''} className="space-y-4">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="text-[1.125rem]">{view.step?.title}</h2>
        {due}
        <p className={abilities.mayAct ? 'font-700 text-act' : 'text-sub'}>
          {abilities.mayAct
            ? abilities.insteadOf === null
              ? say('yourTurn')
              : say('yourTurnAs', { name: abilities.insteadOf })
            : say('theirTurn', { who: abilities.waitsFor })}
        </p>
      </div>
      {abilities.mayAct && <Question view={view} />}
      {abilities.mayAct && <ActPanel key={`${view.step?.id}-${view.version}`} view={view} />}
      {abilities.mayRecord.length > 0 && (
        <OnPaper key={`paper-${view.step?.id}-${view.version}`} view={view} />
      )}
      {abilities.barred && abilities.why !== null && (
        <div className="space-y-1.5 text-[0.9375rem] text-sub">
          <p>{abilities.why.detail}</p>
          <Grounds
            provisions={[...new Set(abilities.why.grounds.map((ground) => ground.provision))]}
          />
        </div>
      )}
      {abilities.stuck && abilities.why !== null && (
        <Notice kind="warn" title={abilities.why.title}>
          {abilities.why.detail}
        </Notice>
      )}
      {abilities.handOver !== null && <HandOver id={view.id} {...abilities.handOver} />}
      {abilities.mayWithdraw && <Withdraw id={view.id} />}
    </section>
  )
}

/** What the person who sent the case back wants to know. */
function Question({ view }: { readonly view: CaseView }) {
  const say = useTexts(text)
  const last = view.history.findLast((event) => event.kind === 'decided')
  if (last === undefined || last.comment === null || last.comment === '') return null
  return (
    <Notice kind="warn" title={say('askedBack', { name: last.person, what: last.decision })}>
      {last.comment}
    </Notice>
  )
}

function Withdraw({ id }: { readonly id: string }) {
  const say = useTexts(text)
  const [asking, ask] = useState(false)
  const withdraw = useAction({
    call: () => api.post('/api/cases/:id/withdraw', { params: { id } }),
    invalidates: touchedByCases,
    done: () => ask(false),
  })
  return (
    <>
      <Button kind="quiet" size="small" onPress={() => ask(true)}>
        {say('withdraw')}
      </Button>
      <DialogFrame
        isOpen={asking}
        title={say('withdrawAsk')}
        onClose={() => ask(false)}
        actions={
          <>
            <Button kind="stop" isPending={withdraw.pending} onPress={() => void withdraw.run()}>
              {say('withdraw')}
            </Button>
            <Button onPress={() => ask(false)}>{say('stop')}</Button>
          </>
        }
      >
        <ProblemNotice error={withdraw.problem} />
      </DialogFrame>
    </>
  )
}
