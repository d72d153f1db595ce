import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'
import { actorPerson, partyNames, partiesForTransaction } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { OutboxMessage } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import {
  notify,
  personsOf,
  setAllAdHocTasks,
  setAdHocTasks,
} from '#features/tasks/server/public.ts'
import { demandVersions, missingEntryPurpose } from '#features/registers/server/public.ts'
import { AnswerLines, PartPath } from '../contract.ts'
import { stocktakeRegister, mayAnswer, mayClose, maySee } from './authorise.ts'
import type { StocktakeRegister } from './authorise.ts'
import { responsibleParties, partPurpose } from './partTasks.ts'
import { campaignRow, partRow, progressOf, unanswered } from './store.ts'
import type { PartRow } from './store.ts'
import { packWords } from '#kernel/packs/english.ts'

async function loadOpenPart(
  tx: Transaction,
  input: { readonly id: string; readonly part: string },
  may: typeof mayAnswer,
) {
  const campaign = await campaignRow(tx, input.id)
  const register = stocktakeRegister(tx, campaign.register)
  const part = await partRow(tx, campaign.id, input.part, true)
  if (!maySee(tx, register, part.unit_id)) refuse('not-found', { what: nouns.stocktake })
  if (!may(tx, register, part.unit_id)) {
    refuse(
      'not-allowed',
      {
        act: { ja: '棚卸し', en: 'the stocktake' },
        who: listed([
          may === mayAnswer ? { ja: '所属の職員', en: 'the staff of the unit' } : '',
          partyNames(tx, [register.stocktake.by, register.keptBy]),
        ]),
      },
      { grounds: register.stocktake.carries.map((provision) => ({ provision })) },
    )
  }
  if (part.closed_at)
    refuse('stocktake-closed', {
      unit: tx.organization.view.units.get(part.unit_id ?? '')?.title ?? tx.organization.title,
    })
  return { campaign, register, part }
}

/** Confirms entries: they exist, exist but differ, or are missing. */
export const answerLines = defineAction({
  name: 'campaign.answer',
  title: { ja: '棚卸しで確かめた', en: 'Looked at entries in a stocktake' },
  input: AnswerLines,
  authorise: (tx, input) => loadOpenPart(tx, input, mayAnswer),
  async run(tx, input, { campaign, register, part }) {
    const note = input.note?.trim() ?? ''
    if (input.answer === 'changed' && note === '')
      refuse(
        'input-invalid',
        { count: 1 },
        {
          faults: [
            {
              at: '/note',
              detail: {
                ja: '台帳と違うところを書いてください。',
                en: 'Write what differs from the register.',
              },
            },
          ],
        },
      )
    const entries = await tx.db
      .updateTable('campaign_lines as l')
      .from('entries as e')
      .set((eb) => ({
        answer: input.answer,
        note: note || null,
        version: eb.ref('e.version'),
        answered_by: actorPerson(tx) ?? null,
        answered_at: tx.now,
      }))
      .where('l.organization_id', '=', tx.organization.id)
      .where('l.part_id', '=', part.id)
      .where(({ eb, refTuple, tuple }) =>
        eb(
          refTuple('l.entry_id', 'e.version'),
          'in',
          input.entries.map(({ id, version }) => tuple(id, version)),
        ),
      )
      .whereRef('e.organization_id', '=', 'l.organization_id')
      .whereRef('e.id', '=', 'l.entry_id')
      .returning(['e.id', 'e.number', 'e.name', 'e.unit_id', 'e.fields'])
      .execute()
    if (entries.length < input.entries.length) await refuseUnseen(tx, part, input.entries)
    const outgoing = await followUpMissing(tx, register, part, entries, input.answer === 'missing')
    const progress = (await progressOf(tx, [part.id]))(part.id)
    return {
      result: { answered: entries.length, ...progress },
      outgoing,
      event: {
        subject: { kind: 'campaign', id: campaign.id },
        detail: {
          register: register.id,
          unit: part.unit_id,
          answer: input.answer,
          note: note || null,
          numbers: entries.map((entry) => entry.number),
        },
      },
    }
  },
})

/** Says why entries were not answered: they are none of the part, or were changed since they were seen. */
async function refuseUnseen(
  tx: Transaction,
  part: PartRow,
  seen: readonly { readonly id: string; readonly version: number }[],
): Promise<never> {
  const rows = await tx.db
    .selectFrom('campaign_lines as l')
    .innerJoin('entries as e', (join) =>
      join.onRef('e.organization_id', '=', 'l.organization_id').onRef('e.id', '=', 'l.entry_id'),
    )
    .select(['e.id', 'e.number', 'e.name', 'e.version'])
    .where('l.organization_id', '=', tx.organization.id)
    .where('l.part_id', '=', part.id)
    .where(
      'e.id',
      'in',
      seen.map(({ id }) => id),
    )
    .execute()
  if (rows.length === seen.length)
    await demandVersions(tx, rows, new Map(seen.map(({ id, version }) => [id, version])))
  return refuse('not-found', { what: nouns.stocktakeEntry })
}

type AnsweredEntry = Readonly<{ id: string; number: string; name: string; unit_id: string | null }>

/**
 * Creates follow-up for missing entries: a task for who is responsible in the unit, where the
 * policy has a procedure for it; otherwise a notice to the keeper.
 */
async function followUpMissing(
  tx: Transaction,
  register: StocktakeRegister,
  part: PartRow,
  entries: readonly AnsweredEntry[],
  missing: boolean,
): Promise<OutboxMessage[]> {
  const { missing: procedure } = register.stocktake
  const title =
    procedure === undefined
      ? ''
      : (tx.organization.pack.procedures.get(procedure)?.title ?? procedure)
  const parties =
    missing && procedure !== undefined ? responsibleParties(tx, register, part.unit_id) : []
  await setAllAdHocTasks(
    tx,
    new Map(
      entries.map((entry) => [
        missingEntryPurpose(entry.id),
        parties.map((party) => ({
          party,
          title: {
            ja: `棚卸しで見つかりません。「${title}」を始めてください`,
            en: `Not found in the stocktake: begin “${title}”`,
          },
          subject: {
            ja: `${register.title} ${entry.number}「${entry.name}」`,
            en: `${register.title} ${entry.number} “${entry.name}”`,
          },
          href: `/apply/${procedure}?about=${entry.id}`,
          verb: { ja: '手続を始める', en: 'Begin the procedure' },
        })),
      ]),
    ),
  )
  if (!missing || procedure !== undefined) return []
  const keepers = personsOf(
    tx,
    partiesForTransaction(
      tx,
      register.keptBy,
      part.unit_id === null ? [] : [{ unit: part.unit_id }],
    ),
  )
  const outgoing: OutboxMessage[] = []
  for (const entry of entries)
    outgoing.push(
      ...(await notify(
        tx,
        keepers,
        {
          ja: `棚卸しで見つかりませんでした：${register.title} ${entry.number}「${entry.name}」`,
          en: `Not found at the stocktake: ${packWords(tx.organization.pack, register.title).en} ${entry.number} “${entry.name}”`,
        },
        `/registers/${register.id}/${entry.id}`,
      )),
    )
  return outgoing
}

/**
 * Closes the part of a unit after every entry has been confirmed. The last part closes the
 * campaign.
 */
export const closePart = defineAction({
  name: 'campaign.close',
  title: { ja: '棚卸しを終えた', en: 'Finished a stocktake' },
  input: PartPath,
  authorise: (tx, input) => loadOpenPart(tx, input, mayClose),
  async run(tx, input, { campaign, register, part }) {
    const progress = (await progressOf(tx, [part.id]))(part.id)
    const unansweredCount = unanswered(progress)
    if (unansweredCount > 0) refuse('stocktake-unanswered', { count: unansweredCount })
    const organization = tx.organization.id
    await tx.db
      .updateTable('campaign_parts')
      .set({ closed_at: tx.now, closed_by: actorPerson(tx) ?? null })
      .where('organization_id', '=', organization)
      .where('id', '=', part.id)
      .execute()
    await setAdHocTasks(tx, partPurpose(part.id), [])
    const open = await tx.db
      .selectFrom('campaign_parts')
      .select('id')
      .where('organization_id', '=', organization)
      .where('campaign_id', '=', input.id)
      .where('closed_at', 'is', null)
      .executeTakeFirst()
    if (!open)
      await tx.db
        .updateTable('campaigns')
        .set({ closed_at: tx.now })
        .where('organization_id', '=', organization)
        .where('id', '=', input.id)
        .execute()
    return {
      result: progress,
      event: {
        subject: { kind: 'campaign', id: campaign.id },
        detail: { register: register.id, unit: part.unit_id, ...progress, all: !open },
      },
    }
  },
})
