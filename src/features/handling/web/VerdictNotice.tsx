import { useEffect } from 'react'
import { handAnswers } from '#ui/form/handedAnswers.ts'
import type { Values } from '#ui/form/types.ts'
import { signs, useLanguage, useTexts } from '#ui/i18n/index.ts'
import { ButtonLink } from '#ui/parts/Button.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import type { NoticeKind } from '#ui/parts/Notice.tsx'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { DateText } from '#ui/parts/texts.tsx'
import { useSession } from '#ui/session/session.ts'
import type { Verdict } from '../contract.ts'
import { text } from './text.ts'

const kinds: Readonly<Record<Verdict['verdict'], NoticeKind>> = {
  allow: 'good',
  permit: 'warn',
  forbid: 'no',
}

/**
 * The verdict: whether the act is allowed, who must permit it, its safeguards, its grounds, and the
 * link to the application.
 */
export function VerdictNotice({
  verdict,
  about,
  fields,
  on,
}: {
  readonly verdict: Verdict
  readonly about: readonly string[]
  readonly fields: Values
  /** The procedure on whose form the verdict stands: it is not linked again. */
  readonly on?: string
}) {
  const say = useTexts(text)
  const word = useWord(verdict)
  const { procedure } = verdict
  const exceptional = verdict.verdict === 'forbid' && procedure !== null
  const apply =
    procedure !== null &&
    procedure.id !== on &&
    `/apply/${procedure.id}?${new URLSearchParams({ ...(about.length > 0 ? { about: about.join(',') } : {}), answers: 'asked' })}`
  const { person } = useSession()
  const answers = JSON.stringify(fields)
  useEffect(() => {
    if (procedure !== null && procedure.id !== on)
      handAnswers(procedure.id, person.id, JSON.parse(answers) as Values)
  }, [procedure, on, person.id, answers])
  return (
    <Notice
      kind={exceptional ? 'warn' : kinds[verdict.verdict]}
      title={
        <>
          {useTitle(verdict)}
          {exceptional && (
            <span className="ml-3">
              <Tag>{say('exception')}</Tag>
            </span>
          )}
        </>
      }
      footer={
        apply && (
          <ButtonLink kind="main" href={apply}>
            {say('apply')}
          </ButtonLink>
        )
      }
    >
      <p>
        {verdict.classLabel !== '' && <>{say('of', { label: verdict.classLabel })}</>}
        {exceptional && <> {say('principle', { word })}</>}
      </p>
      {procedure !== null && (
        <p className="text-sub">
          {procedure.form === null
            ? procedure.title
            : say('form', { title: procedure.title, form: procedure.form })}
        </p>
      )}
      <div className="my-3.5 grid gap-5 sm:grid-cols-2">
        {verdict.approvals.length > 0 && (
          <div>
            <h2 className="text-[0.875rem] text-sub">{say('approvers', { word })}</h2>
            <Approvers approvals={verdict.approvals} />
          </div>
        )}
        {verdict.safeguards.length > 0 && (
          <div>
            <h2 className="text-[0.875rem] text-sub">{say('safeguards')}</h2>
            <ul className="list-disc space-y-0.5 pl-5">
              {verdict.safeguards.map((item) => (
                <li key={item.id}>{item.title}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
      {verdict.excepted.map((item) => (
        <div key={item.rule} className="mb-3 space-y-1 border-l-[3px] border-act-line pl-3">
          <p>
            {say('excepted', { rule: item.title, number: item.numbers.join(signs().list) })}
            {signs().paren}
            <DateText date={item.until} />
            {say('until')}
            {signs().unparen}
          </p>
          <Grounds provisions={item.provisions} />
        </div>
      ))}
      {verdict.instead !== null && (
        <p className="mb-3">
          <b>{say('instead')}</b>
          {signs().gap}
          {verdict.instead}
        </p>
      )}
      <Grounds provisions={[...new Set(verdict.grounds.map((ground) => ground.provision))]} />
      <p className="mt-1.5 text-[0.8125rem] text-sub">
        {say('edition', { edition: verdict.edition })}
        {verdict.ruleTitle !== null && `${signs().dot}${verdict.ruleTitle}`}
      </p>
    </Notice>
  )
}

function useTitle(verdict: Verdict): string {
  const say = useTexts(text)
  const word = useWord(verdict)
  const count = verdict.approvals.length
  if (verdict.verdict === 'allow') return say('allow')
  if (verdict.verdict === 'forbid' && verdict.procedure === null) return say('forbid')
  if (count === 0) return say('forbidPermit')
  return count > 1 ? say('permit', { count, word }) : say('permitOne', { word })
}

/** What the decisions are called in the policy: 許可, 承認, or both; English has one word. */
function useWord({ approvals }: Verdict): string {
  const say = useTexts(text)
  const language = useLanguage()
  const words = [...new Set(approvals.map(({ word }) => word))]
  return language === 'ja' && words.length > 0 ? words.join('・') : say('word')
}

function Approvers({ approvals }: { readonly approvals: Verdict['approvals'] }) {
  const say = useTexts(text)
  return (
    <ul className="list-disc space-y-0.5 pl-5">
      {approvals.flatMap((approval) =>
        approval.seats.map((seat) => (
          <li key={`${approval.step}.${seat.title}`}>
            {seat.title}
            {seat.acting === null ? (
              <>
                {signs().colon}
                <span className="text-stop">{say('nobody')}</span>
              </>
            ) : (
              <>
                {signs().colon}
                {say('acting', { name: seat.acting.name })}
              </>
            )}
            {seat.because !== null && (
              <span className="text-sub">
                {say(
                  seat.because === 'absent'
                    ? 'absent'
                    : seat.because === 'excluded'
                      ? 'excluded'
                      : 'vacant',
                  { name: seat.insteadOf?.name ?? '' },
                )}
              </span>
            )}
          </li>
        )),
      )}
    </ul>
  )
}
