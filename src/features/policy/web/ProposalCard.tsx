import { useState } from 'react'
import type { ReactNode } from 'react'
import { dayOf } from '#kernel/calendar/days.ts'
import { api, everyKey, keyOf } from '#ui/api.ts'
import { provisionKey } from '#ui/parts/provision.ts'
import { useAction } from '#ui/action.ts'
import { useFormatDate } from '#ui/dates.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Card } from '#ui/parts/Card.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { Approved, EditionProposal } from '../contract.ts'
import { ChangeList } from './ChangeList.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { text } from './text.ts'

/** The edition that waits: what it changes, whom it touches, and what one may do about it. */
export function ProposalCard({
  proposal,
  onApproved,
}: {
  readonly proposal: EditionProposal
  readonly onApproved: (approved: Approved) => void
}) {
  const say = useTexts(text)
  const date = useFormatDate()
  const [asking, setAsking] = useState<'alone' | 'refuse'>()
  const params = { id: proposal.id }
  // Another edition changes what every page shows.
  const approve = useAction({
    call: (reason: string | undefined) =>
      api.post('/api/policy/editions/:id/approve', {
        params,
        body: reason === undefined ? {} : { reason },
      }),
    invalidates: [everyKey, provisionKey],
    done: onApproved,
  })
  const withdraw = useAction({
    call: () => api.post('/api/policy/editions/:id/withdraw', { params }),
    invalidates: [keyOf('/api/policy/editions')],
  })
  const refuse = useAction({
    call: (comment: string) =>
      api.post('/api/policy/editions/:id/refuse', { params, body: { comment } }),
    invalidates: [keyOf('/api/policy/editions')],
  })
  const waits = proposal.status === 'approved'
  return (
    <Card padded>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h3 className="grow text-[1.25rem] leading-150 font-700">{proposal.edition}</h3>
        <Tag state={waits ? 'good' : 'due'}>{say(waits ? 'waitsForDay' : 'waitsForApproval')}</Tag>
      </div>
      <dl className="mt-3 flex flex-wrap gap-x-8 gap-y-2 text-[0.9375rem]">
        <Fact name={say('firstDay')}>{date(proposal.inForce)}</Fact>
        <Fact name={say('proposedBy')}>
          {`${proposal.proposedBy ?? say('program')}${signs().paren}${date(dayOf(proposal.proposedAt))}${signs().unparen}`}
        </Fact>
        {proposal.decidedBy !== null && <Fact name={say('approvedBy')}>{proposal.decidedBy}</Fact>}
        <Fact name={say('examined')}>{say('casesPlayed', { count: proposal.casesPlayed })}</Fact>
      </dl>
      <div className="mt-4 space-y-4 empty:hidden" aria-live="polite">
        {proposal.trouble !== null && (
          <Notice kind="stop" title={say('trouble')}>
            <p>{proposal.trouble}</p>
          </Notice>
        )}
        <ProblemNotice error={approve.problem ?? withdraw.problem} />
      </div>
      {proposal.affected.length > 0 && (
        <div className="mt-4">
          <Notice kind="warn" title={say('affected')}>
            <ul className="list-disc pl-5">
              {proposal.affected.map(({ procedure, title, open, numbers }) => (
                <li key={procedure}>
                  {say('affectedCases', {
                    title,
                    count: open,
                    numbers: numbers.join(signs().list),
                  })}
                </li>
              ))}
            </ul>
          </Notice>
        </div>
      )}
      <ChangeList changes={proposal.changes} />
      <div className="mt-5 flex flex-wrap gap-3">
        {proposal.mayApprove && (
          <>
            <Button
              kind="main"
              isPending={approve.pending}
              onPress={() => (proposal.alone ? setAsking('alone') : void approve.run(undefined))}
            >
              {say('approve')}
            </Button>
            <Button onPress={() => setAsking('refuse')}>{say('refuse')}</Button>
          </>
        )}
        {proposal.mayWithdraw && (
          <Button kind="stop" isPending={withdraw.pending} onPress={() => void withdraw.run()}>
            {say('withdraw')}
          </Button>
        )}
      </div>
      {proposal.status === 'proposed' && !proposal.mayApprove && (
        <p className="mt-3 text-[0.9375rem] text-sub">{say('otherApproves')}</p>
      )}
      {asking === 'alone' && (
        <ReasonDialog
          title={say('approve')}
          lead={say('aloneLead')}
          onClose={() => setAsking(undefined)}
          onSend={(reason) => approve.send(reason)}
        />
      )}
      {asking === 'refuse' && (
        <ReasonDialog
          title={say('refuse')}
          lead={say('refuseLead')}
          onClose={() => setAsking(undefined)}
          onSend={(comment) => refuse.send(comment)}
        />
      )}
    </Card>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-[0.8125rem] text-sub">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
