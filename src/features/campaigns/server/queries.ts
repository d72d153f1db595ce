import { Type } from 'typebox'
import { formatValue } from '#kernel/fields/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { shownLanguage } from '#platform/access/language.ts'
import { defineQuery } from '#platform/gate/action.ts'
import { cursorsOf } from '#platform/gate/cursors.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { registerRowLimit } from '#platform/documents/print/index.ts'
import type { RegisterSheet } from '#platform/documents/print/index.ts'
import { organizationTitleAt } from '#features/organization/server/public.ts'
import { lookupsFor, mayWrite } from '#features/registers/server/public.ts'
import { CampaignPath, ListLines } from '../contract.ts'
import type {
  CampaignLine,
  CampaignLines,
  CampaignList,
  CampaignView,
  PartView,
  Progress,
} from '../contract.ts'
import { stocktakeRegister, mayAnswer, mayClose, maySee } from './authorise.ts'
import type { StocktakeRegister } from './authorise.ts'
import { campaignRow, campaignRows, partRow, partRows, progressOf } from './store.ts'
import type { CampaignRow, PartRow } from './store.ts'

const positions = cursorsOf('campaign-lines', 'text')

const maxCampaigns = 60

/** The campaigns of which the actor may see at least one part, newest first. */
export const campaigns = defineQuery({
  name: 'campaign.list',
  input: Type.Object({}),
  authorise: () => undefined,
  run: async (tx): Promise<CampaignList> => {
    const registers = stocktakeRegisters(tx)
    const rows = await campaignRows(
      tx,
      registers.map((register) => register.id),
      maxCampaigns,
    )
    const views = await viewsOf(tx, rows)
    return {
      campaigns: views.filter((view) => view.parts.length > 0),
      mayBegin: registers.flatMap((register) => startableRegisters(tx, register)),
    }
  },
})

function stocktakeRegisters(tx: Transaction): StocktakeRegister[] {
  return [...tx.organization.pack.registers.values()].flatMap((register) =>
    register.stocktake === undefined ? [] : [stocktakeRegister(tx, register.id)],
  )
}

function startableRegisters(
  tx: Transaction,
  register: StocktakeRegister,
): CampaignList['mayBegin'] {
  const units =
    register.belongsTo !== 'unit'
      ? []
      : [...tx.organization.view.units.values()]
          .filter((unit) => mayClose(tx, register, unit.id))
          .map(({ id, title }) => ({ id, title }))
  return units.length > 0 || mayClose(tx, register, null)
    ? [{ register: register.id, title: register.title, units }]
    : []
}

async function viewsOf(tx: Transaction, rows: readonly CampaignRow[]): Promise<CampaignView[]> {
  const parts = await partRows(
    tx,
    rows.map((row) => row.id),
  )
  const progress = await progressOf(
    tx,
    parts.map((part) => part.id),
  )
  return rows.map((row) =>
    viewOf(
      tx,
      row,
      parts.filter((part) => part.campaign_id === row.id),
      progress,
    ),
  )
}

function viewOf(
  tx: Transaction,
  row: CampaignRow,
  parts: readonly PartRow[],
  progress: (part: string) => Progress,
): CampaignView {
  const register = stocktakeRegister(tx, row.register)
  const { view } = tx.organization
  return {
    id: row.id,
    register: row.register,
    registerTitle: register.title,
    title: row.title,
    beginsOn: row.begins_on,
    dueOn: row.due_on,
    begunBy: view.persons.get(row.begun_by ?? '')?.name ?? null,
    late: row.closed_at === null && row.due_on < tx.today,
    closedAt: row.closed_at?.toISOString() ?? null,
    carries: [...register.stocktake.carries],
    parts: parts
      .filter((part) => maySee(tx, register, part.unit_id))
      .map((part) => partView(tx, register, part, progress(part.id)))
      .toSorted((a, b) => a.unitTitle.localeCompare(b.unitTitle, 'ja')),
  }
}

function partView(
  tx: Transaction,
  register: StocktakeRegister,
  part: PartRow,
  progress: Progress,
): PartView {
  const { view } = tx.organization
  const open = part.closed_at === null
  return {
    id: part.id,
    unit: part.unit_id,
    unitTitle: view.units.get(part.unit_id ?? '')?.title ?? tx.organization.title,
    ...progress,
    closedAt: part.closed_at?.toISOString() ?? null,
    closedBy: view.persons.get(part.closed_by ?? '')?.name ?? null,
    mayAnswer: open && mayAnswer(tx, register, part.unit_id),
    mayClose: open && mayClose(tx, register, part.unit_id),
  }
}

async function loadVisibleCampaign(tx: Transaction, id: string) {
  const row = await campaignRow(tx, id)
  if (tx.organization.pack.registers.get(row.register)?.stocktake === undefined)
    refuse('not-found', { what: nouns.stocktake })
  const [view] = await viewsOf(tx, [row])
  if (view === undefined || view.parts.length === 0) refuse('not-found', { what: nouns.stocktake })
  return { row, view, register: stocktakeRegister(tx, row.register) }
}

/** One campaign with its parts. */
export const campaign = defineQuery({
  name: 'campaign.show',
  input: CampaignPath,
  authorise: (tx, input) => loadVisibleCampaign(tx, input.id),
  run: async (_tx, _input, { view }): Promise<CampaignView> => view,
})

/** The entries of a part in the order of their numbers, page by page. */
export const partLines = defineQuery({
  name: 'campaign.lines',
  input: ListLines,
  async authorise(tx, input) {
    const visible = await loadVisibleCampaign(tx, input.id)
    const part =
      visible.view.parts.find((candidate) => candidate.id === input.part) ??
      refuse('not-found', { what: nouns.stocktake })
    await partRow(tx, input.id, input.part)
    return { ...visible, part }
  },
  run: async (tx, input, { view, part, register }): Promise<CampaignLines> => {
    const limit = input.limit ?? 50
    const rows = await loadLines(tx, register, [part.id], {
      limit: limit + 1,
      ...(input.answer === undefined ? {} : { answer: input.answer }),
      ...(input.after === undefined ? {} : { after: positions.read(input.after)[0]! }),
    })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      campaign: view,
      part,
      rows: page,
      ...(rows.length > limit && last ? { next: positions.write([last.number]) } : {}),
    }
  },
})

async function loadLines(
  tx: Transaction,
  register: StocktakeRegister,
  parts: readonly string[],
  filter: { readonly limit: number; readonly answer?: string; readonly after?: string },
): Promise<(CampaignLine & { part: string })[]> {
  let query = tx.db
    .selectFrom('campaign_lines as l')
    .innerJoin('entries as e', (join) =>
      join.onRef('e.organization_id', '=', 'l.organization_id').onRef('e.id', '=', 'l.entry_id'),
    )
    .select([
      'l.part_id',
      'l.answer',
      'l.note',
      'l.answered_by',
      'l.answered_at',
      'e.id',
      'e.number',
      'e.name',
      'e.state',
      'e.unit_id',
      'e.fields',
      'e.version',
    ])
    .where('l.organization_id', '=', tx.organization.id)
    .where('l.part_id', 'in', [...parts])
  if (filter.answer === 'open') query = query.where('l.answer', 'is', null)
  else if (filter.answer !== undefined)
    query = query.where('l.answer', '=', filter.answer as 'there')
  if (filter.after !== undefined) query = query.where('e.number', '>', filter.after)
  const rows = await query.orderBy('e.number').limit(filter.limit).execute()
  const lookups = {
    language: shownLanguage(tx),
    ...(await lookupsFor(
      tx,
      register,
      rows.map((row) => row.fields),
      'name',
    )),
    dates: 'era' as const,
  }
  const shown = register.fields.filter(
    (field) => field.column && field.id !== register.nameField && field.type !== 'files',
  )
  return rows.map((row) => ({
    part: row.part_id,
    entry: row.id,
    version: row.version,
    number: row.number,
    name: row.name,
    state: row.state,
    details: shown
      .map((field) => ({
        title: field.title,
        value: formatValue(field, row.fields[field.id], lookups),
      }))
      .filter((detail) => detail.value !== ''),
    answer: row.answer,
    note: row.note,
    answeredBy: tx.organization.view.persons.get(row.answered_by ?? '')?.name ?? null,
    answeredAt: row.answered_at?.toISOString() ?? null,
    mayEdit: mayWrite(tx, register, row),
  }))
}

const answerTitles = {
  there: 'あった',
  changed: '違うところがある',
  missing: '見つからない',
} as const

/** The result as a sheet to print: every entry of the parts that the actor may see. */
export const printCampaign = defineQuery({
  name: 'campaign.print',
  input: CampaignPath,
  authorise: (tx, input) => loadVisibleCampaign(tx, input.id),
  run: async (tx, _input, { view, register }): Promise<RegisterSheet> => {
    const total = view.parts.reduce((sum, part) => sum + part.total, 0)
    if (total > registerRowLimit) refuse('print-too-long', { rows: total, limit: registerRowLimit })
    const units = new Map(view.parts.map((part) => [part.id, part.unitTitle]))
    const lines = await loadLines(tx, register, [...units.keys()], { limit: registerRowLimit })
    const count = (answer: 'there' | 'changed' | 'missing'): number =>
      view.parts.reduce((sum, part) => sum + part[answer], 0)
    return {
      organization: await organizationTitleAt(
        tx,
        view.closedAt === null ? null : new Date(view.closedAt),
      ),
      title: view.title,
      date: tx.today,
      subtitle: `全${total}件　あった ${count('there')}件　違うところがある ${count('changed')}件　見つからない ${count('missing')}件　まだ ${total - count('there') - count('changed') - count('missing')}件`,
      columns: [
        { header: '所属' },
        { header: '番号' },
        { header: '名称' },
        { header: '結果' },
        { header: '気付いたこと' },
        { header: '確かめた人' },
      ],
      rows: lines.map((line) => [
        units.get(line.part) ?? '',
        line.number,
        line.name,
        line.answer === null ? 'まだ' : answerTitles[line.answer],
        line.note ?? '',
        line.answeredBy ?? '',
      ]),
    }
  },
})
