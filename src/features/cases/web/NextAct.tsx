import { useState } from 'react'
import { api } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { DueTag } from '#ui/parts/DueTag.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { CaseView } from '../contract/caseView.ts'
import { ActPanel } from './ActPanel.tsx'
import { DoorNotices, OtherCases } from './Door.tsx'
import { HandOver } from './HandOver.tsx'
import { OnPaper } from './OnPaper.tsx'
import { StepChecks } from './StepChecks.tsx'
import { text } from './text.ts'
import { touchedByCases } from './touched.ts'

/** The next act of the reader, or for whom the case waits; after its end, the outcome. */
export function NextAct({ view }: { readonly view: CaseView }) {
  const say = useTexts(text)
  const { abilities } = view
  if (view.status === 'ended')
    return (
      <p className="flex items-center gap-3">
        <Tag state={view.outcome?.tone === 'bad' ? 'refused' : 'good'}>
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
      <OtherCases others={view.others} />
      {view.step?.decides === true && !(view.step.asked && abilities.mayAct) && (
        <DoorNotices
          door={view.door}
          question={{
            procedure: view.procedure.id,
            about: view.about.map(({ id }) => id),
            fields: abilities.known,
          }}
        />
      )}
      {abilities.mayAct && <Question view={view} />}
      <StepChecks view={view} />
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

/** The comment of the last decision: what the person who sent the case back wants to know. */
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
  const [isAsking, setAsking] = useState(false)
  const withdraw = useAction({
    call: () => api.post('/api/cases/:id/withdraw', { params: { id } }),
    invalidates: touchedByCases,
    done: () => setAsking(false),
  })
  return (
    <>
      <Button kind="quiet" size="small" onPress={() => setAsking(true)}>
        {say('withdraw')}
      </Button>
      <DialogFrame
        isOpen={isAsking}
        title={say('withdrawAsk')}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button kind="stop" isPending={withdraw.pending} onPress={() => void withdraw.run()}>
              {say('withdraw')}
            </Button>
            <Button onPress={() => setAsking(false)}>{say('stop')}</Button>
          </>
        }
      >
        <ProblemNotice error={withdraw.problem} />
      </DialogFrame>
    </>
  )
}
