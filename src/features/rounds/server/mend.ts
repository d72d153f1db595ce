import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'
import type { Words } from '#kernel/words/words.ts'
import type { Party } from '#kernel/organization/index.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { demandOwnFiles } from '#features/files/server/public.ts'
import { demandVersion } from '#features/organization/server/public.ts'
import { MendFinding, VerifyFinding } from '../contract/findings.ts'
import { lastMenders, openFindings, readsFinding } from './finding.ts'
import type { OpenedFinding } from './finding.ts'
import { actsFor, mendersAt, namesOf, verifiersAt } from './parties.ts'
import { changeFinding, writeActs } from './answerFindings.ts'
import { proofField } from './judging.ts'
import { setFindingTasks } from './roundTasks.ts'
import { findingViewOf } from './queries/findings.ts'
import { findings } from './store.ts'
import type { FindingRow } from './store.ts'

async function lockedFinding(tx: Transaction, id: string): Promise<OpenedFinding> {
  const locked = await tx.db
    .selectFrom('findings')
    .select('id')
    .where('organization_id', '=', tx.organization.id)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  const [finding] =
    locked === undefined
      ? []
      : await openFindings(tx, await findings(tx).where('f.id', '=', id).execute())
  return finding ?? refuse('not-found', { what: nouns.finding })
}

/** Reports that a finding is mended. */
export const mendFinding = defineAction({
  name: 'finding.mend',
  title: { ja: '指摘を直した', en: 'Mended a finding' },
  input: MendFinding,
  async authorise(tx, input) {
    const finding = await lockedFinding(tx, input.id)
    const { turn, asked, subject } = finding
    const menders = mendersAt(turn, asked, subject)
    if (actsFor(tx, menders) === null)
      await refuseOther(tx, finding, { ja: '指摘を直すこと', en: 'mending the finding' }, menders)
    return demandState(tx, finding, 'open', input.version)
  },
  async run(tx, input, finding) {
    const files = [...new Set(input.files)]
    await demandOwnFiles(tx, [proofField], { files })
    const looks = verifiersAt(finding.turn, finding.asked, finding.subject) !== undefined
    const state = looks ? 'mended' : 'closed'
    changeFinding(tx, input.id, state)
    writeActs(tx, [{ finding: input.id, what: 'mended', comment: input.comment.trim(), files }])
    await retask(tx, finding, state, [actorPerson(tx) ?? ''])
    return { result: await findingViewOf(tx, input.id), event: eventOf(finding, { state, files }) }
  },
})

/** Looks whether a finding is mended: closes it, or sends it back. Never by who mended it. */
export const verifyFinding = defineAction({
  name: 'finding.verify',
  title: { ja: '指摘が直ったかを確かめた', en: 'Looked whether a finding is mended' },
  input: VerifyFinding,
  async authorise(tx, input) {
    const finding = await lockedFinding(tx, input.id)
    const { turn, asked, subject } = finding
    const verifiers = verifiersAt(turn, asked, subject) ?? []
    const mender = (await lastMenders(tx, [input.id])).get(input.id) ?? ''
    if (actsFor(tx, verifiers, [mender]) === null) {
      const act = { ja: '直ったかを確かめること', en: 'looking whether it is mended' }
      if (actorPerson(tx) === mender && actsFor(tx, verifiers) !== null)
        refuse('own-answer', { act })
      await refuseOther(tx, finding, act, verifiers)
    }
    return demandState(tx, finding, 'mended', input.version)
  },
  async run(tx, input, finding) {
    const state = input.mended ? 'closed' : 'open'
    const comment = input.comment?.trim() || null
    if (!input.mended && comment === null)
      refuse(
        'input-invalid',
        { count: 1 },
        {
          faults: [
            {
              at: '/comment',
              detail: {
                ja: '何がまだ直っていないかを書いてください。',
                en: 'Write what is not mended yet.',
              },
            },
          ],
        },
      )
    changeFinding(tx, input.id, state)
    writeActs(tx, [{ finding: input.id, what: input.mended ? 'verified' : 'returned', comment }])
    await retask(tx, finding, state, [])
    return { result: await findingViewOf(tx, input.id), event: eventOf(finding, { state }) }
  },
})

/** To who may read a finding it is said whose turn it is; for others it is not there. */
async function refuseOther(
  tx: Transaction,
  { row, turn }: OpenedFinding,
  act: Words,
  parties: readonly Party[],
): Promise<void> {
  const seen = await findings(tx).where('f.id', '=', row.id).where(readsFinding(tx)).execute()
  if (seen.length === 0) refuse('not-found', { what: nouns.finding })
  refuse(
    'not-allowed',
    { act, who: listed(namesOf(tx, parties)) },
    {
      grounds: [
        { rule: `checklists/${row.checklist}`, provision: turn.round.carries[0] ?? '' },
      ].filter(({ provision }) => provision !== ''),
    },
  )
}

async function demandState(
  tx: Transaction,
  finding: OpenedFinding,
  state: FindingRow['state'],
  version: number,
): Promise<OpenedFinding> {
  const { row, asked } = finding
  if (row.state !== state) refuse('finding-passed', { finding: asked.item.title })
  await demandVersion(tx, { kind: 'finding', id: row.id }, row.version, version)
  return finding
}

async function retask(
  tx: Transaction,
  { row, asked, subject, turn }: OpenedFinding,
  state: FindingRow['state'],
  menders: readonly string[],
): Promise<void> {
  await setFindingTasks(tx, [
    {
      id: row.id,
      state,
      dueOn: row.due_on,
      item: { checklist: asked.checklist, title: asked.item.title },
      subject,
      turn,
      menders,
    },
  ])
}

const eventOf = (
  { row, subject, asked }: OpenedFinding,
  more: Readonly<Record<string, unknown>>,
) => ({
  subject: { kind: 'finding', id: row.id },
  detail: {
    item: row.item,
    subject: subject.title,
    provisions: asked.item.carries,
    ...more,
  },
})
