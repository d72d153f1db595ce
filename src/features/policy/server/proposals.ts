import { Type } from 'typebox'
import type { Static } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { notify } from '#features/tasks/server/public.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { ActionOutcome, OutboxMessage } from '#platform/gate/action.ts'
import { stored } from '#platform/gate/stored.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { ApproveEdition, ProposalId, ProposeEdition, RefuseEdition } from '../contract.ts'
import type { Adopted, Approved, Proposed } from '../contract.ts'
import { demandImporter } from './actions.ts'
import { adoptAct, demandNothingLost, putInForce } from './adopt.ts'
import type { SourcedEdition } from './adopt.ts'
import { approverNames, isApprover, otherApprovers } from './approvers.ts'
import { compileEdition } from './editions.ts'
import { editionComing } from './ports.ts'
import { dayWords } from '#kernel/words/days.ts'
import type { Words } from '#kernel/words/words.ts'

const editionPage = '/policy/edition'
const Sources = Type.Record(Type.String(), Type.String())

/** Proposes an edition that lint and its golden cases have passed. It changes nothing yet. */
export const proposeEdition = defineAction({
  name: 'policy.propose',
  title: { ja: '規程パックの新しい版を出した', en: 'Proposed a new edition of the policy pack' },
  input: ProposeEdition,
  authorise: (tx) => demandImporter(tx, adoptAct),
  async run(tx, input): Promise<ActionOutcome<Proposed>> {
    const { id: organization_id, editionHash, pack } = tx.organization
    if (input.hash === editionHash)
      refuse('edition-in-force', { title: pack.title, edition: pack.edition })
    if (input.comparedWith !== editionHash)
      refuse('edition-changed-since', { edition: input.edition })
    await demandNewName(tx, input)
    const open = await tx.db
      .selectFrom('edition_proposals')
      .select('edition')
      .where('organization_id', '=', organization_id)
      .where('status', 'in', ['proposed', 'approved'])
      .executeTakeFirst()
    if (open !== undefined) refuse('edition-open', { edition: open.edition })
    const next = compileEdition(input.pack, input.hash, input.sources)
    const { lacks } = await tx.call(editionComing, { pack: next, hash: input.hash, foresee: true })
    await demandNothingLost(tx, pack, next, lacks)
    const id = tx.newId()
    await tx.db
      .insertInto('edition_proposals')
      .values({
        organization_id,
        id,
        hash: input.hash,
        pack: input.pack,
        title: input.title,
        edition: input.edition,
        in_force_from: input.inForce,
        language: input.language,
        sources: JSON.stringify(input.sources),
        compared_with: editionHash,
        changes: JSON.stringify(input.changes),
        cases_played: input.casesPlayed,
        status: 'proposed',
        proposed_by: actorPerson(tx) ?? null,
        proposed_at: tx.now,
      })
      .execute()
    const changes = input.changes.length
    const outgoing = await notify(
      tx,
      await otherApprovers(tx),
      {
        ja: `規程パックの新しい版「${input.edition}」が承認を待っています。`,
        en: `The new edition “${input.edition}” of the policy pack waits for approval.`,
      },
      editionPage,
    )
    return {
      outgoing,
      result: { id, edition: input.edition, changes },
      event: {
        subject: { kind: 'edition-proposal', id },
        detail: {
          edition: input.edition,
          hash: input.hash,
          inForce: input.inForce,
          casesPlayed: input.casesPlayed,
          changes,
        },
      },
    }
  },
})

/** Two contents under one name could not be told apart in the records. */
async function demandNewName(
  tx: Transaction,
  input: Pick<Static<typeof ProposeEdition>, 'hash' | 'title' | 'edition'>,
): Promise<void> {
  const same = await tx.db
    .selectFrom('pack_editions')
    .select('hash')
    .where('organization_id', '=', tx.organization.id)
    .where('title', '=', input.title)
    .where('edition', '=', input.edition)
    .where('hash', '!=', input.hash)
    .limit(1)
    .executeTakeFirst()
  if (same !== undefined) refuse('edition-name-used', { edition: input.edition })
}

/**
 * Approves an edition: it comes into force at once, or at the midnight of its first day. Whoever
 * proposed it approves it only where nobody else can, with a reason.
 */
export const approveEdition = defineAction({
  name: 'policy.approve',
  title: { ja: '規程パックの新しい版を承認した', en: 'Approved a new edition of the policy pack' },
  input: Type.Object({ ...ProposalId.properties, ...ApproveEdition.properties }),
  authorise: demandApprover,
  async run(tx, { id, reason }): Promise<ActionOutcome<Approved>> {
    const row = await lockProposal(tx, id)
    if (row.status !== 'proposed') refuse('edition-closed', { edition: row.edition })
    if (row.compared_with !== tx.organization.editionHash)
      refuse('edition-changed-since', { edition: row.edition })
    const isOwn = row.proposed_by !== null && row.proposed_by === actorPerson(tx)
    if (isOwn) await demandAlone(tx, reason)
    const decision = {
      decided_by: actorPerson(tx) ?? null,
      decided_at: tx.now,
      comment: isOwn ? (reason ?? null) : null,
    }
    const waits = row.in_force_from > tx.today
    const outgoing = await tellProposer(
      tx,
      row,
      waits
        ? {
            ja: `「${row.edition}」が承認されました。${dayWords(row.in_force_from).ja}から使われます。`,
            en: `“${row.edition}” was approved. It is in force from ${dayWords(row.in_force_from).en}.`,
          }
        : {
            ja: `「${row.edition}」が承認され、使い始めました。`,
            en: `“${row.edition}” was approved and is in force.`,
          },
    )
    const adopted = waits ? null : await putInForce(tx, editionOf(row))
    await changeProposal(tx, id, {
      ...decision,
      status: waits ? 'approved' : 'in-force',
      ...(waits ? {} : { closed_at: tx.now }),
    })
    return {
      result: {
        status: waits ? 'approved' : 'in-force',
        edition: row.edition,
        inForce: row.in_force_from,
        adopted,
      },
      outgoing,
      organizationChanged: !waits,
      event: {
        subject: { kind: 'edition-proposal', id },
        detail: {
          edition: row.edition,
          inForce: row.in_force_from,
          ...(isOwn ? { alone: reason } : {}),
          ...detailOf(tx, adopted),
        },
      },
    }
  },
})

/** Refuses a proposed edition; the comment says why. */
export const refuseEdition = defineAction({
  name: 'policy.refuse',
  title: {
    ja: '規程パックの新しい版を承認しなかった',
    en: 'Refused a new edition of the policy pack',
  },
  input: Type.Object({ ...ProposalId.properties, ...RefuseEdition.properties }),
  authorise: demandApprover,
  async run(tx, { id, comment }): Promise<ActionOutcome<undefined>> {
    const row = await lockProposal(tx, id)
    if (row.status !== 'proposed') refuse('edition-closed', { edition: row.edition })
    await changeProposal(tx, id, {
      status: 'refused',
      comment,
      decided_by: actorPerson(tx) ?? null,
      decided_at: tx.now,
      closed_at: tx.now,
    })
    const outgoing = await tellProposer(tx, row, {
      ja: `「${row.edition}」は承認されませんでした：${comment}`,
      en: `“${row.edition}” was not approved: ${comment}`,
    })
    return {
      result: undefined,
      outgoing,
      event: {
        subject: { kind: 'edition-proposal', id },
        detail: { edition: row.edition, comment },
      },
    }
  },
})

/** Withdraws an edition that is not in force yet, approved or not. */
export const withdrawEdition = defineAction({
  name: 'policy.withdraw',
  title: {
    ja: '規程パックの新しい版を取り下げた',
    en: 'Withdrew a new edition of the policy pack',
  },
  input: ProposalId,
  authorise: (tx) => demandImporter(tx, adoptAct),
  async run(tx, { id }): Promise<ActionOutcome<undefined>> {
    const row = await lockProposal(tx, id)
    if (row.status !== 'proposed' && row.status !== 'approved')
      refuse('edition-closed', { edition: row.edition })
    await changeProposal(tx, id, { status: 'withdrawn', closed_at: tx.now })
    return {
      result: undefined,
      event: {
        subject: { kind: 'edition-proposal', id },
        detail: { edition: row.edition, was: row.status },
      },
    }
  },
})

/** Puts an approved edition in force whose first day has come. */
export const beginEdition = defineAction({
  name: 'policy.adopt',
  title: {
    ja: '規程パックの新しい版を使い始めた',
    en: 'Put a new edition of the policy pack in force',
  },
  input: ProposalId,
  authorise: (tx) => demandImporter(tx, adoptAct),
  async run(tx, { id }): Promise<ActionOutcome<undefined>> {
    const row = await lockProposal(tx, id)
    if (row.status !== 'approved' || row.in_force_from > tx.today)
      refuse('edition-closed', { edition: row.edition })
    const adopted = await putInForce(tx, editionOf(row))
    await changeProposal(tx, id, { status: 'in-force', closed_at: tx.now, trouble: null })
    return {
      result: undefined,
      organizationChanged: true,
      event: { subject: { kind: 'edition', id: row.hash }, detail: detailOf(tx, adopted) },
    }
  },
})

/**
 * Notes on an approved edition why it did not come into force on its day, and notifies those who
 * proposed and approved it.
 */
export const stopEdition = defineAction({
  name: 'policy.stop',
  title: {
    ja: '規程パックの新しい版を使い始められなかった',
    en: 'A new edition of the policy pack could not come into force',
  },
  input: Type.Object({ ...ProposalId.properties, trouble: Type.String() }),
  authorise: (tx) => demandImporter(tx, adoptAct),
  async run(tx, { id, trouble }) {
    const row = await lockProposal(tx, id)
    if (row.status !== 'approved') refuse('edition-closed', { edition: row.edition })
    return noteTrouble(tx, row, trouble)
  },
})

type ProposalRow = Awaited<ReturnType<typeof lockProposal>>

async function noteTrouble(
  tx: Transaction,
  row: ProposalRow,
  trouble: string,
): Promise<ActionOutcome<undefined>> {
  await changeProposal(tx, row.id, { trouble })
  const from = dayWords(row.in_force_from)
  const message = {
    ja: `${from.ja}からの「${row.edition}」を使い始められませんでした。`,
    en: `“${row.edition}” could not be put in force on ${from.en}.`,
  }
  const recipients = [...new Set([row.proposed_by, row.decided_by])].filter(
    (person) => person !== null,
  )
  const outgoing = await notify(tx, recipients, message, editionPage)
  return {
    result: undefined,
    event: {
      subject: { kind: 'edition-proposal', id: row.id },
      detail: { edition: row.edition, trouble },
    },
    outgoing,
  }
}

/** Tells who proposed an edition what another decided on it. */
async function tellProposer(
  tx: Transaction,
  { proposed_by }: ProposalRow,
  message: Words,
): Promise<readonly OutboxMessage[]> {
  if (proposed_by === null || proposed_by === actorPerson(tx)) return []
  return notify(tx, [proposed_by], message, editionPage)
}

function demandApprover(tx: Transaction): void {
  if (isApprover(tx)) return
  refuse('not-allowed', { act: adoptAct, who: approverNames(tx) })
}

async function demandAlone(tx: Transaction, reason: string | undefined): Promise<void> {
  if ((await otherApprovers(tx)).length > 0) refuse('edition-own', { who: approverNames(tx) })
  if (reason === undefined || reason.trim() === '') refuse('edition-alone')
}

async function lockProposal(tx: Transaction, id: string) {
  return (
    (await tx.db
      .selectFrom('edition_proposals')
      .selectAll()
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.editionProposal })
  )
}

function editionOf(row: ProposalRow): SourcedEdition {
  return {
    hash: row.hash,
    pack: row.pack,
    title: row.title,
    edition: row.edition,
    inForce: row.in_force_from,
    language: row.language,
    sources: stored(Sources, row.sources, nouns.editionProposal.ja),
  }
}

function changeProposal(
  tx: Transaction,
  id: string,
  values: Partial<Omit<ProposalRow, 'organization_id' | 'id' | 'sources' | 'changes'>>,
): Promise<unknown> {
  return tx.db
    .updateTable('edition_proposals')
    .set(values)
    .where('organization_id', '=', tx.organization.id)
    .where('id', '=', id)
    .execute()
}

const detailOf = (tx: Transaction, adopted: Adopted | null) =>
  adopted === null
    ? {}
    : {
        from: tx.organization.editionHash,
        to: adopted.hash,
        edition: adopted.edition,
        added: adopted.added,
        gone: adopted.gone,
        worded: adopted.worded,
        ledOn: adopted.ledOn,
      }
