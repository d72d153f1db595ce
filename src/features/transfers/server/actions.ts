import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import { missingPosts, missingUnits } from '#kernel/organization/index.ts'
import type { Move, TransferFault, TransferListRow } from '#kernel/organization/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { demandAdminister } from '#features/organization/server/public.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { ActionOutcome } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import {
  Day,
  IdPath,
  MissingPosts,
  MissingUnits,
  NewTransfer,
  PlanBody,
  Ranks,
} from '../contract.ts'
import type { TransferRow } from '../contract.ts'
import { effectOf, previewOf } from './preview.ts'
import { changeTransfer, openTransfer } from './store.ts'
import type { TransferRecord } from './store.ts'
import { writeMoves } from './write.ts'
import { dayWords } from '#kernel/words/days.ts'

/** Refuses whoever does not keep the organisation's data. */
export const demandKeeper = (tx: Transaction): void =>
  demandAdminister(tx, { ja: '人事異動', en: 'transfers of staff' })

const File = Type.Object({
  sha256: Type.String(),
  size: Type.Integer(),
  name: Type.String(),
  mediaType: Type.String(),
  scan: Type.Enum(['clean', 'not-scanned']),
})

/**
 * Stores a list as a draft; it has no effect yet. Titles that were ranks in the previous list are
 * ranks again.
 */
export const prepareTransfer = defineAction({
  name: 'transfer.prepare',
  title: { ja: '異動の一覧を送った', en: 'Sent a list of transfers' },
  input: Type.Object({
    ...NewTransfer.properties,
    on: Day,
    file: File,
    lines: Type.Array(Type.Unknown()),
    unused: Type.Array(Type.String()),
  }),
  authorise: demandKeeper,
  async run(tx, { file, lines, ...input }) {
    const [id, fileId] = [tx.newId(), tx.newId()]
    const organization_id = tx.organization.id
    const person = actorPerson(tx) ?? null
    const last = await tx.db
      .selectFrom('transfers')
      .select('ranks')
      .where('organization_id', '=', organization_id)
      .orderBy('made_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    await tx.db
      .insertInto('files')
      .values({
        organization_id,
        id: fileId,
        sha256: file.sha256,
        name: file.name,
        media_type: file.mediaType,
        size: file.size,
        uploaded_by: person,
        uploaded_at: tx.now,
        scan: file.scan,
      })
      .execute()
    await tx.db
      .insertInto('transfers')
      .values({
        organization_id,
        id,
        effective_on: input.on,
        everyone: input.everyone,
        status: 'draft',
        file_id: fileId,
        lines: JSON.stringify(lines),
        unused: input.unused,
        ranks: last?.ranks ?? [],
        made_by: person,
        made_at: tx.now,
      })
      .execute()
    return {
      result: { id },
      event: {
        subject: { kind: 'transfer', id },
        detail: {
          on: input.on,
          everyone: input.everyone,
          file: file.name,
          sha256: file.sha256,
          lines: (lines as readonly TransferListRow[]).filter((line) => line.left === undefined)
            .length,
        },
      },
    }
  },
})

/**
 * Sets which titles of the list are ranks and no posts. A planned transfer becomes a draft again,
 * because its list now means something else.
 */
export const setRanks = defineAction({
  name: 'transfer.ranks',
  title: { ja: '席ではない職名を決めた', en: 'Decided which titles are no posts' },
  input: Type.Object({ ...IdPath.properties, ...Ranks.properties }),
  authorise: demandKeeper,
  async run(tx, { id, ranks }) {
    const row = await openTransfer(tx, id)
    const sortedRanks = [...new Set(ranks.map((rank) => rank.trim()))].toSorted()
    await changeTransfer(tx, row, { ranks: sortedRanks, status: 'draft' })
    return {
      result: undefined,
      event: { subject: { kind: 'transfer', id }, detail: { on: row.on, ranks: sortedRanks } },
    }
  },
})

/** The names of units in a list that were not found. */
export function unknownUnitNames(faults: readonly TransferFault[]): string[] {
  const names = faults.filter((fault) => fault.code === 'unknown-unit').map((fault) => fault.value)
  return [...new Set(names.filter((name): name is string => name !== undefined))]
}

/**
 * Makes units that the list names and the organisation does not have, and those that they belong
 * to. The list stays as it is; its lines are found by then.
 */
export const makeMissingUnits = defineAction({
  name: 'transfer.units',
  title: { ja: '一覧にある所属を作った', en: 'Created the units of a list' },
  input: Type.Object({ ...IdPath.properties, ...MissingUnits.properties }),
  authorise: demandKeeper,
  async run(tx, { id, names }) {
    const row = await openTransfer(tx, id)
    const { faults } = await previewOf(tx, row)
    const missing = missingUnits(unknownUnitNames(faults), tx.organization.view)
    const chosen = new Set(names)
    for (const unit of missing.toReversed())
      if (unit.below !== undefined && chosen.has(unit.name)) chosen.add(unit.below)
    const made = missing.filter((unit) => chosen.has(unit.name))
    if (made.length === 0) refuse('transfer-changed')
    const idOf = new Map(made.map((unit) => [unit.name, tx.newId()]))
    await tx.db
      .insertInto('units')
      .values(
        made.map((unit, position) => ({
          organization_id: tx.organization.id,
          id: idOf.get(unit.name) ?? '',
          title: unit.title,
          kana: '',
          parent_id: idOf.get(unit.below ?? '') ?? unit.parent ?? null,
          position,
        })),
      )
      .execute()
    return {
      result: undefined,
      event: {
        subject: { kind: 'transfer', id },
        detail: { on: row.on, file: row.file, units: made.map((unit) => unit.title) },
      },
      organizationChanged: true,
    }
  },
})

/** Makes posts for titles of the list, in each unit whose lines have them. */
export const makeMissingPosts = defineAction({
  name: 'transfer.posts',
  title: { ja: '一覧にある職を作った', en: 'Created the posts of a list' },
  input: Type.Object({ ...IdPath.properties, ...MissingPosts.properties }),
  authorise: demandKeeper,
  async run(tx, { id, titles, leads }) {
    const row = await openTransfer(tx, id)
    const { faults } = await previewOf(tx, row)
    const made = missingPosts(faults, new Set(titles), tx.organization.view)
    if (made.length === 0) refuse('transfer-changed')
    await tx.db
      .insertInto('posts')
      .values(
        made.map(({ unit, title }) => ({
          organization_id: tx.organization.id,
          id: tx.newId(),
          title,
          unit_id: unit,
          leads,
        })),
      )
      .execute()
    return {
      result: undefined,
      event: {
        subject: { kind: 'transfer', id },
        detail: { on: row.on, file: row.file, posts: made.map(({ title }) => title), leads },
      },
      organizationChanged: true,
    }
  },
})

type Outcome = ActionOutcome<{ readonly status: TransferRow['status'] }>

/**
 * Decides on a transfer: it waits for its first day, or is applied at once where that day has come.
 * Refused while there are errors; warnings must be accepted.
 */
export const planTransfer = defineAction({
  name: 'transfer.plan',
  title: { ja: '異動を決めた', en: 'Decided transfers' },
  input: Type.Object({ ...IdPath.properties, ...PlanBody.properties }),
  authorise: demandKeeper,
  async run(tx, { id, acceptWarnings, effect }): Promise<Outcome> {
    const row = await openTransfer(tx, id)
    const plan = await previewOf(tx, row)
    const { moves, faults } = plan
    if (effectOf(plan) !== effect) refuse('transfer-changed')
    const errors = faults.filter((fault) => fault.kind === 'error')
    const warnings = faults.filter((fault) => fault.kind === 'warning')
    if (errors.length > 0)
      refuse(
        'transfer-faulty',
        { count: errors.length },
        { faults: errors.slice(0, 200).map(toPlacedFault) },
      )
    if (warnings.length > 0 && !acceptWarnings)
      refuse(
        'transfer-warnings',
        { count: warnings.length },
        { faults: warnings.slice(0, 200).map(toPlacedFault) },
      )
    const accepted = warnings.map((fault) => fault.says.ja)
    const planColumns = {
      accepted: JSON.stringify(accepted),
      planned_by: actorPerson(tx) ?? null,
      planned_at: tx.now,
      trouble: null,
    }
    if (row.on > tx.today) {
      await changeTransfer(tx, row, { ...planColumns, status: 'planned' })
      return {
        result: { status: 'planned' },
        event: {
          subject: { kind: 'transfer', id },
          detail: { on: row.on, ...countsOf(moves), accepted },
        },
      }
    }
    await changeTransfer(tx, row, planColumns)
    return applyMoves(tx, { ...row, version: row.version + 1 }, moves, { accepted })
  },
})

/** Withdraws a transfer that has not been applied. */
export const withdrawTransfer = defineAction({
  name: 'transfer.withdraw',
  title: { ja: '異動を取り下げた', en: 'Withdrew transfers' },
  input: IdPath,
  authorise: demandKeeper,
  async run(tx, { id }) {
    const row = await openTransfer(tx, id)
    await changeTransfer(tx, row, { status: 'withdrawn', closed_at: tx.now })
    return {
      result: undefined,
      event: {
        subject: { kind: 'transfer', id },
        detail: { on: row.on, was: row.status, file: row.file },
      },
    }
  },
})

/**
 * Applies a planned transfer whose first day has come. Errors found now stop it, and those who
 * decided on it are notified.
 */
export const applyTransfer = defineAction({
  name: 'transfer.apply',
  title: { ja: '異動を反映した', en: 'Applied transfers' },
  input: IdPath,
  authorise: demandKeeper,
  async run(tx, { id }): Promise<Outcome> {
    const row = await openTransfer(tx, id)
    const { moves, faults } = await previewOf(tx, row)
    const errors = faults.filter((fault) => fault.kind === 'error')
    return errors.length === 0 ? applyMoves(tx, row, moves, {}) : reportErrors(tx, row, errors)
  },
})

async function applyMoves(
  tx: Transaction,
  row: TransferRecord,
  moves: readonly Move[],
  extraDetail: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const movesJson = JSON.stringify(await writeMoves(tx, moves, row.on))
  await changeTransfer(tx, row, {
    status: 'applied',
    moves: movesJson,
    closed_at: tx.now,
    trouble: null,
  })
  const detail = {
    on: row.on,
    file: row.file,
    sha256: row.sha256,
    ...countsOf(moves),
    movesSha256: createHash('sha256').update(movesJson).digest('hex'),
    ...extraDetail,
  }
  return {
    result: { status: 'applied' },
    event: { subject: { kind: 'transfer', id: row.id }, detail },
    organizationChanged: true,
  }
}

async function reportErrors(
  tx: Transaction,
  row: TransferRecord,
  errors: readonly TransferFault[],
): Promise<Outcome> {
  const trouble = errors
    .map((fault) => fault.says.ja)
    .slice(0, 20)
    .join('\n')
  await changeTransfer(tx, row, { trouble })
  const on = dayWords(row.on)
  const message = {
    ja: `${on.ja}の異動を反映できませんでした。直す所が${errors.length}か所あります。`,
    en: `The transfers of ${on.en} could not be applied. Places to correct: ${errors.length}.`,
  }
  const recipients = [...new Set([row.planned_by, row.made_by])].filter(
    (person): person is string => person !== null,
  )
  if (recipients.length > 0) {
    await tx.db
      .insertInto('notices')
      .values(
        recipients.map((person_id) => ({
          organization_id: tx.organization.id,
          id: tx.newId(),
          person_id,
          kind: 'transfer' as const,
          message: message.ja,
          english: message.en,
          href: `/transfers/${row.id}`,
          at: tx.now,
        })),
      )
      .execute()
  }
  return {
    result: { status: 'planned' },
    event: { subject: { kind: 'transfer', id: row.id }, detail: { on: row.on, trouble } },
    outgoing: recipients.map((person) => ({
      kind: 'mail',
      payload: { person, subject: message.ja, href: `/transfers/${row.id}` },
    })),
  }
}

const toPlacedFault = (fault: TransferFault) => ({
  at: fault.row === undefined ? (fault.name ?? '') : `${fault.row}行目`,
  detail: fault.says,
})

/** Number of moves of each kind. */
export function countsOf(moves: readonly Move[]): Record<Move['kind'], number> {
  const counts = { joined: 0, moved: 0, left: 0, unchanged: 0 }
  for (const move of moves) counts[move.kind] += 1
  return counts
}
