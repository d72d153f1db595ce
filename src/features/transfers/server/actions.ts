import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import { formatEra } from '#kernel/calendar/index.ts'
import type { Move, TransferFault } from '#kernel/organization/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { demandAdminister } from '#features/organization/server/public.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Done } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { IdPath, NewTransfer, Planning, Ranks } from '../contract.ts'
import type { TransferRow } from '../contract.ts'
import { previewOf } from './preview.ts'
import { changeTransfer, openTransfer } from './store.ts'
import type { TransferRecord } from './store.ts'
import { writeMoves } from './write.ts'

/** Those who keep people and units transfer them. */
export const keeper = (handle: Handle): void =>
  demandAdminister(handle, { ja: '人事異動', en: 'transfers of staff' })

const File = Type.Object({
  sha256: Type.String(),
  size: Type.Integer(),
  name: Type.String(),
  mediaType: Type.String(),
  scan: Type.Enum(['clean', 'not-scanned']),
})

/** Takes in a list; nothing of it holds yet. Titles that were ranks in the list before are ranks again. */
export const prepareTransfer = defineAction({
  name: 'transfer.prepare',
  title: { ja: '異動の一覧を送った', en: 'Sent a list of transfers' },
  input: Type.Object({
    ...NewTransfer.properties,
    file: File,
    lines: Type.Array(Type.Unknown()),
    unused: Type.Array(Type.String()),
  }),
  authorise: keeper,
  async run(handle, { file, lines, ...input }) {
    const [id, fileId] = [handle.newId(), handle.newId()]
    const organization_id = handle.organization.id
    const person = actorPerson(handle) ?? null
    const last = await handle.db
      .selectFrom('transfers')
      .select('ranks')
      .where('organization_id', '=', organization_id)
      .orderBy('made_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    await handle.db
      .insertInto('files')
      .values({
        organization_id,
        id: fileId,
        sha256: file.sha256,
        name: file.name,
        media_type: file.mediaType,
        size: file.size,
        uploaded_by: person,
        uploaded_at: handle.now,
        scan: file.scan,
      })
      .execute()
    await handle.db
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
        made_at: handle.now,
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
          lines: lines.length,
        },
      },
    }
  },
})

/** Says which titles of the list are ranks and nobody's post. What was planned by another reading is a draft again. */
export const setRanks = defineAction({
  name: 'transfer.ranks',
  title: { ja: '席ではない職名を決めた', en: 'Decided which titles are no posts' },
  input: Type.Object({ ...IdPath.properties, ...Ranks.properties }),
  authorise: keeper,
  async run(handle, { id, ranks }) {
    const row = await openTransfer(handle, id)
    const wanted = [...new Set(ranks.map((rank) => rank.trim()))].toSorted()
    await changeTransfer(handle, row, { ranks: wanted, status: 'draft' })
    return {
      result: undefined,
      event: { subject: { kind: 'transfer', id }, detail: { on: row.on, ranks: wanted } },
    }
  },
})

type Outcome = Done<{ readonly status: TransferRow['status'] }>

/** Decides on a transfer: it waits for its day, or holds at once where the day has come. Refused while there are errors; warnings must be accepted. */
export const planTransfer = defineAction({
  name: 'transfer.plan',
  title: { ja: '異動を決めた', en: 'Decided transfers' },
  input: Type.Object({ ...IdPath.properties, ...Planning.properties }),
  authorise: keeper,
  async run(handle, { id, acceptWarnings }): Promise<Outcome> {
    const row = await openTransfer(handle, id)
    const { moves, faults } = await previewOf(handle, row)
    const errors = faults.filter((fault) => fault.kind === 'error')
    const warnings = faults.filter((fault) => fault.kind === 'warning')
    if (errors.length > 0)
      refuse(
        'transfer-faulty',
        { count: errors.length },
        { faults: errors.slice(0, 200).map(placed) },
      )
    if (warnings.length > 0 && !acceptWarnings)
      refuse(
        'transfer-warnings',
        { count: warnings.length },
        { faults: warnings.slice(0, 200).map(placed) },
      )
    const accepted = warnings.map((fault) => fault.says.ja)
    const decided = {
      accepted: JSON.stringify(accepted),
      planned_by: actorPerson(handle) ?? null,
      planned_at: handle.now,
      trouble: null,
    }
    if (row.on > handle.today) {
      await changeTransfer(handle, row, { ...decided, status: 'planned' })
      return {
        result: { status: 'planned' },
        event: {
          subject: { kind: 'transfer', id },
          detail: { on: row.on, ...countsOf(moves), accepted },
        },
      }
    }
    await changeTransfer(handle, row, decided)
    return applied(handle, { ...row, version: row.version + 1 }, moves, { accepted })
  },
})

/** Takes a transfer back that has not been applied. */
export const withdrawTransfer = defineAction({
  name: 'transfer.withdraw',
  title: { ja: '異動を取り下げた', en: 'Withdrew transfers' },
  input: IdPath,
  authorise: keeper,
  async run(handle, { id }) {
    const row = await openTransfer(handle, id)
    await changeTransfer(handle, row, { status: 'withdrawn', closed_at: handle.now })
    return {
      result: undefined,
      event: {
        subject: { kind: 'transfer', id },
        detail: { on: row.on, was: row.status, file: row.file },
      },
    }
  },
})

/** Applies a planned transfer whose day has come. What would now be an error stops it, and those who decided on it are told. */
export const applyTransfer = defineAction({
  name: 'transfer.apply',
  title: { ja: '異動を反映した', en: 'Applied transfers' },
  input: IdPath,
  authorise: keeper,
  async run(handle, { id }): Promise<Outcome> {
    const row = await openTransfer(handle, id)
    const { moves, faults } = await previewOf(handle, row)
    const errors = faults.filter((fault) => fault.kind === 'error')
    return errors.length === 0 ? applied(handle, row, moves, {}) : held(handle, row, errors)
  },
})

async function applied(
  handle: Handle,
  row: TransferRecord,
  moves: readonly Move[],
  more: Readonly<Record<string, unknown>>,
): Promise<Outcome> {
  const done = JSON.stringify(await writeMoves(handle, moves, row.on))
  await changeTransfer(handle, row, {
    status: 'applied',
    moves: done,
    closed_at: handle.now,
    trouble: null,
  })
  const detail = {
    on: row.on,
    file: row.file,
    sha256: row.sha256,
    ...countsOf(moves),
    movesSha256: createHash('sha256').update(done).digest('hex'),
    ...more,
  }
  return {
    result: { status: 'applied' },
    event: { subject: { kind: 'transfer', id: row.id }, detail },
    organizationChanged: true,
  }
}

async function held(
  handle: Handle,
  row: TransferRecord,
  errors: readonly TransferFault[],
): Promise<Outcome> {
  const trouble = errors
    .map((fault) => fault.says.ja)
    .slice(0, 20)
    .join('\n')
  await changeTransfer(handle, row, { trouble })
  const message = `${formatEra(row.on)}の異動を反映できませんでした。直す所が${errors.length}か所あります。`
  const told = [...new Set([row.planned_by, row.made_by])].filter(
    (person): person is string => person !== null,
  )
  if (told.length > 0) {
    await handle.db
      .insertInto('notices')
      .values(
        told.map((person_id) => ({
          organization_id: handle.organization.id,
          id: handle.newId(),
          person_id,
          kind: 'transfer' as const,
          message,
          href: `/transfers/${row.id}`,
          at: handle.now,
        })),
      )
      .execute()
  }
  return {
    result: { status: 'planned' },
    event: { subject: { kind: 'transfer', id: row.id }, detail: { on: row.on, trouble } },
    outgoing: told.map((person) => ({
      kind: 'mail',
      payload: { person, subject: message, href: `/transfers/${row.id}` },
    })),
  }
}

const placed = (fault: TransferFault) => ({
  at: fault.row === undefined ? (fault.name ?? '') : `${fault.row}行目`,
  detail: fault.says,
})

/** How many of each kind. */
export function countsOf(moves: readonly Move[]): Record<Move['kind'], number> {
  const counts = { joined: 0, moved: 0, left: 0, unchanged: 0 }
  for (const move of moves) counts[move.kind] += 1
  return counts
}
