import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { listed } from '#kernel/words/words.ts'
import { actorPerson, namesOf, partiesOf } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Outgoing } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { notify, personsOf, setAllErrands, setErrands } from '#features/tasks/server/public.ts'
import { missingPurpose } from '#features/registers/server/public.ts'
import { AnswerLines, PartPath } from '../contract.ts'
import { countedRegister, mayAnswer, mayClose, maySee } from './authorise.ts'
import type { Counted } from './authorise.ts'
import { answering, purposeOf } from './errand.ts'
import { campaignRow, partRow, progressOf, unanswered } from './store.ts'
import type { PartRow } from './store.ts'

async function openPart(
  handle: Handle,
  input: { readonly id: string; readonly part: string },
  may: typeof mayAnswer,
) {
  const campaign = await campaignRow(handle, input.id)
  const register = countedRegister(handle, campaign.register)
  const part = await partRow(handle, campaign.id, input.part, true)
  if (!maySee(handle, register, part.unit_id)) refuse('not-found', { what: nouns.stocktake })
  if (!may(handle, register, part.unit_id)) {
    refuse(
      'not-allowed',
      {
        act: { ja: '棚卸し', en: 'the stocktake' },
        who: listed([
          may === mayAnswer ? { ja: '所属の職員', en: 'the staff of the unit' } : '',
          namesOf(handle, [register.stocktake.by, register.keptBy]),
        ]),
      },
      { grounds: register.stocktake.carries.map((provision) => ({ provision })) },
    )
  }
  if (part.closed_at)
    refuse('stocktake-closed', {
      unit:
        handle.organization.view.units.get(part.unit_id ?? '')?.title ?? handle.organization.title,
    })
  return { campaign, register, part }
}

/** Lines are there, are there but differ, or are missing. */
export const answerLines = defineAction({
  name: 'campaign.answer',
  title: { ja: '棚卸しで確かめた', en: 'Looked at entries in a stocktake' },
  input: AnswerLines,
  authorise: (handle, input) => openPart(handle, input, mayAnswer),
  async run(handle, input, { campaign, register, part }) {
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
    const lines = await handle.db
      .updateTable('campaign_lines as l')
      .from('entries as e')
      .set((eb) => ({
        answer: input.answer,
        note: note || null,
        version: eb.ref('e.version'),
        answered_by: actorPerson(handle) ?? null,
        answered_at: handle.now,
      }))
      .where('l.organization_id', '=', handle.organization.id)
      .where('l.part_id', '=', part.id)
      .where('l.entry_id', 'in', input.lines)
      .whereRef('e.organization_id', '=', 'l.organization_id')
      .whereRef('e.id', '=', 'l.entry_id')
      .returning(['e.id', 'e.number', 'e.name', 'e.unit_id', 'e.fields'])
      .execute()
    if (lines.length < input.lines.length) refuse('not-found', { what: nouns.stocktakeEntry })
    const outgoing = await follow(handle, register, part, lines, input.answer === 'missing')
    const progress = (await progressOf(handle, [part.id]))(part.id)
    return {
      result: { answered: lines.length, ...progress },
      outgoing,
      event: {
        subject: { kind: 'campaign', id: campaign.id },
        detail: {
          register: register.id,
          unit: part.unit_id,
          answer: input.answer,
          note: note || null,
          numbers: lines.map((line) => line.number),
        },
      },
    }
  },
})

type Line = Readonly<{ id: string; number: string; name: string; unit_id: string | null }>

/** What is missing becomes work of who answers for the unit, where the policy has a procedure for it; else its keeper is told. */
async function follow(
  handle: Handle,
  register: Counted,
  part: PartRow,
  lines: readonly Line[],
  missing: boolean,
): Promise<Outgoing[]> {
  const { missing: procedure } = register.stocktake
  const title =
    procedure === undefined
      ? ''
      : (handle.organization.pack.procedures.get(procedure)?.title ?? procedure)
  const parties =
    missing && procedure !== undefined ? answering(handle, register, part.unit_id) : []
  await setAllErrands(
    handle,
    new Map(
      lines.map((line) => [
        missingPurpose(line.id),
        parties.map((party) => ({
          party,
          title: {
            ja: `棚卸しで見つかりません。「${title}」を始めてください`,
            en: `Not found in the stocktake: begin “${title}”`,
          },
          subject: {
            ja: `${register.title} ${line.number}「${line.name}」`,
            en: `${register.title} ${line.number} “${line.name}”`,
          },
          href: `/apply/${procedure}?about=${line.id}`,
          verb: { ja: '手続を始める', en: 'Begin the procedure' },
        })),
      ]),
    ),
  )
  if (!missing || procedure !== undefined) return []
  const keepers = personsOf(
    handle,
    partiesOf(handle, register.keptBy, part.unit_id === null ? [] : [{ unit: part.unit_id }]),
  )
  const outgoing: Outgoing[] = []
  for (const line of lines)
    outgoing.push(
      ...(await notify(
        handle,
        keepers,
        `棚卸しで見つかりませんでした：${register.title} ${line.number}「${line.name}」`,
        `/registers/${register.id}/${line.id}`,
      )),
    )
  return outgoing
}

/** A unit is done: every line has been confirmed. The last one closes the whole. */
export const closePart = defineAction({
  name: 'campaign.close',
  title: { ja: '棚卸しを終えた', en: 'Finished a stocktake' },
  input: PartPath,
  authorise: (handle, input) => openPart(handle, input, mayClose),
  async run(handle, input, { campaign, register, part }) {
    const progress = (await progressOf(handle, [part.id]))(part.id)
    const left = unanswered(progress)
    if (left > 0) refuse('stocktake-unanswered', { count: left })
    const organization = handle.organization.id
    await handle.db
      .updateTable('campaign_parts')
      .set({ closed_at: handle.now, closed_by: actorPerson(handle) ?? null })
      .where('organization_id', '=', organization)
      .where('id', '=', part.id)
      .execute()
    await setErrands(handle, purposeOf(part.id), [])
    const open = await handle.db
      .selectFrom('campaign_parts')
      .select('id')
      .where('organization_id', '=', organization)
      .where('campaign_id', '=', input.id)
      .where('closed_at', 'is', null)
      .executeTakeFirst()
    if (!open)
      await handle.db
        .updateTable('campaigns')
        .set({ closed_at: handle.now })
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
