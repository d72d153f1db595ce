import { Type } from 'typebox'
import { problem, ProblemError, refuse } from '#kernel/problems/index.ts'
import { farDatesProblem } from '#kernel/fields/farDatesProblem.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorUnit } from '#platform/access/party.ts'
import { defineAction, defineQuery } from '#platform/gate/action.ts'
import type { OutboxMessage } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import type { Register } from '#kernel/packs/types.ts'
import {
  ImportChoice,
  ImportDecision,
  ImportPath,
  ImportRowsQuery,
} from '../../contract/imports.ts'
import { readableColumns } from '../sheet.ts'
import { demandAdd, registerOf, mayLoad } from '../authorise.ts'
import { mayAddSome, mayWriteSome } from '../readFilter.ts'
import type { ImportPayload } from './job.ts'
import { nextPage } from './pages.ts'
import { changeImport, importRow, emptyNotes, listsOf, notesOf, viewOf } from './store.ts'
import type { ImportNotes, ImportRecord } from './store.ts'
import { keepChoice } from './kept.ts'
import { wantedOf } from './plan.ts'

const StartImport = Type.Object({
  register: Type.String({ maxLength: 60 }),
  file: Type.Object({
    sha256: Type.String(),
    size: Type.Integer(),
    name: Type.String(),
    mediaType: Type.String(),
    scan: Type.Enum(['clean', 'not-scanned']),
  }),
})

/** Starts an import: stores the file and checks it in the background; no entry is written. */
export const startImport = defineAction({
  name: 'import.start',
  title: { ja: '取り込むファイルを送った', en: 'Sent a file to import' },
  input: StartImport,
  authorise(tx, input) {
    const register = registerOf(tx, input.register)
    if (!mayAddSome(tx, register) && !mayWriteSome(tx, register) && !mayLoad(tx))
      demandAdd(tx, register, { unit_id: actorUnit(tx) ?? null })
    return register
  },
  async run(tx, { file }, register) {
    const [id, fileId] = [tx.newId(), tx.newId()]
    const person = actorPersonId(tx)
    const organization_id = tx.organization.id
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
      .insertInto('imports')
      .values({
        organization_id,
        id,
        register: register.id,
        file_id: fileId,
        status: 'checking',
        options: JSON.stringify(emptyNotes),
        created_by: person,
        created_at: tx.now,
      })
      .execute()
    return {
      result: { id },
      event: {
        subject: { kind: 'import', id },
        detail: { register: register.id, file: file.name, sha256: file.sha256, size: file.size },
      },
      outgoing: [toOutgoing(tx, 'import.check', id, register.id)],
    }
  },
})

/**
 * Decides how a file is read: its sheets, its columns, what its texts mean. It is checked anew, and
 * what was said is kept for the next file.
 */
export const chooseColumns = defineAction({
  name: 'import.columns',
  title: { ja: '取込みの列の対応を決めた', en: 'Decided the columns of an import' },
  input: Type.Intersect([ImportPath, Type.Object({ choice: ImportChoice })]),
  authorise: loadOwnImport,
  async run(tx, { choice }, row) {
    const notes = notesOf(row)
    const register = registerOf(tx, row.register)
    demandChoice(tx, register, notes, choice, row.name)
    const changed = await changeImport(tx, row.id, ['asking', 'checked'], {
      status: 'checking',
      rows_read: 0,
      rows_good: 0,
      rows_bad: 0,
      faults: '[]',
      fault_file_id: null,
      options: JSON.stringify({
        ...emptyNotes,
        sheets: notes.sheets.map((sheet) => ({
          ...sheet,
          chosen: choice.sheets.includes(sheet.name),
        })),
        columns: notes.columns.map((column) => {
          const target = choice.columns[column.header] ?? ''
          return target === column.target ? column : { ...column, target, by: 'chosen' as const }
        }),
        targets: notes.targets,
        choice,
      } satisfies ImportNotes),
    })
    if (!changed) refuse('import-not-ready', { file: row.name })
    await keepChoice(tx, row.register, actorPersonId(tx), choice)
    return {
      result: undefined,
      event: {
        subject: { kind: 'import', id: row.id },
        detail: {
          register: row.register,
          file: row.name,
          sheets: choice.sheets,
          columns: choice.columns,
        },
      },
      outgoing: [toOutgoing(tx, 'import.check', row.id, row.register)],
    }
  },
})

/** A choice that can be read: known sheets and columns, no column twice, at least one. */
function demandChoice(
  tx: Transaction,
  register: Register,
  notes: ImportNotes,
  choice: ImportChoice,
  file: string,
): void {
  const titles = readableColumns(register, tx.organization.pack.classification).map(
    (column) => column.header,
  )
  const given = Object.values(choice.columns).filter((target) => target !== '')
  const twice = given.find((target, i) => given.indexOf(target) !== i)
  if (twice !== undefined) refuse('import-column-twice', { column: twice })
  const unknown = [...given, ...Object.keys(choice.fixed)].find((title) => !titles.includes(title))
  if (unknown !== undefined)
    refuse('import-column-unknown', { column: unknown, register: register.title })
  if (given.length === 0)
    refuse('import-no-columns', { register: register.title, wanted: wantedOf(titles) })
  const isKnown = (name: string): boolean => notes.sheets.some((sheet) => sheet.name === name)
  if (notes.sheets.length > 0 && (choice.sheets.length === 0 || !choice.sheets.every(isKnown)))
    refuse('import-no-sheet', { file })
}

/** Refuses dates of the file that lie far from today. */
function demandNoFarDates({ farDates: { dates } }: ImportNotes): void {
  const problem = farDatesProblem(
    dates.map(({ row, title, day }) => ({
      title: { ja: `${row}行目の${title}`, en: `${title} in row ${row}` },
      at: '/datesMeant',
      day,
    })),
  )
  if (problem !== null) throw new ProblemError(problem)
}

/** Approves a checked file for writing: all of it, or only the valid rows where some are faulty. */
export const approveImport = defineAction({
  name: 'import.approve',
  title: { ja: '取込みを決めた', en: 'Decided an import' },
  input: Type.Intersect([ImportPath, ImportDecision]),
  authorise: loadOwnImport,
  async run(tx, { goodOnly, reason, overwrite = [], datesMeant }, row) {
    if (row.status !== 'checked') refuse('import-not-ready', { file: row.name })
    const notes = notesOf(row)
    const stale = new Set(notes.staleRows.map(({ number }) => number))
    const overwritten = [...new Set(overwrite)].filter((number) => stale.has(number))
    const rows = row.rows_good + overwritten.length
    if (row.rows_bad > 0 && (rows === 0 || !goodOnly))
      refuse('import-rows-faulty', { faulty: row.rows_bad, good: rows })
    if (rows === 0) refuse('import-nothing-new', { file: row.name })
    if (notes.needsReason && !reason?.trim())
      refuse('reason-needed', { register: registerOf(tx, row.register).title })
    if (datesMeant !== true) demandNoFarDates(notes)
    await changeImport(tx, row.id, ['checked'], {
      status: 'importing',
      rows_written: 0,
      rows_total: rows,
      options: JSON.stringify({
        ...notes,
        goodOnly,
        overwrite: overwritten,
        ...(reason?.trim() ? { reason: reason.trim() } : {}),
      } satisfies ImportNotes),
    })
    return {
      result: undefined,
      event: {
        subject: { kind: 'import', id: row.id },
        detail: {
          register: row.register,
          file: row.name,
          good: row.rows_good,
          faulty: row.rows_bad,
          goodOnly,
          ...notes.counts,
          overwritten,
          reason: reason ?? null,
        },
      },
      outgoing: [toOutgoing(tx, 'import.write', row.id, row.register)],
    }
  },
})

/** Cancels an import; entries being written are rolled back. A completed import remains. */
export const cancelImport = defineAction({
  name: 'import.cancel',
  title: { ja: '取込みをやめた', en: 'Cancelled an import' },
  input: ImportPath,
  authorise: loadOwnImport,
  async run(tx, { id }, row) {
    const ended = await changeImport(tx, id, ['checking', 'asking', 'checked', 'importing'], {
      status: 'cancelled',
      finished_at: tx.now,
    })
    if (!ended) refuse('import-not-ready', { file: row.name })
    return {
      result: undefined,
      event: {
        subject: { kind: 'import', id },
        detail: { register: row.register, file: row.name },
      },
    }
  },
})

export const showImport = defineQuery({
  name: 'import.show',
  input: ImportPath,
  authorise: loadOwnImport,
  run: async (_tx, _input, row) => viewOf(row),
})

/** More rows of a list of a checked import. */
export const importRows = defineQuery({
  name: 'import.rows',
  input: Type.Intersect([ImportPath, ImportRowsQuery]),
  authorise: loadOwnImport,
  run: async (_tx, { of, from }, row) => nextPage(listsOf(row), of, from),
})

/** The file with the faulty rows of an import. */
export const faultFile = defineQuery({
  name: 'import.faults',
  input: ImportPath,
  authorise: loadOwnImport,
  run: async (tx, _input, row) =>
    (await tx.db
      .selectFrom('files')
      .select(['sha256', 'name'])
      .where('organization_id', '=', tx.organization.id)
      .where('id', '=', row.fault_file_id ?? row.id)
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.faultFile }),
})

/** Loads an import of the actor; imports of others are not found. */
async function loadOwnImport(
  tx: Transaction,
  input: { readonly register: string; readonly id: string },
): Promise<ImportRecord> {
  registerOf(tx, input.register)
  const row = await importRow(tx, input.register, input.id)
  return row && row.created_by === actorPersonId(tx)
    ? row
    : refuse('not-found', { what: nouns.import })
}

function actorPersonId(tx: Transaction): string {
  if (tx.actor.kind === 'person') return tx.actor.personId
  throw new ProblemError(problem('not-found', { what: nouns.import }))
}

function toOutgoing(tx: Transaction, kind: string, id: string, register: string): OutboxMessage {
  if (tx.actor.kind !== 'person') return refuse('not-found', { what: nouns.import })
  const payload: ImportPayload = {
    id,
    register,
    personId: tx.actor.personId,
    accountId: tx.actor.accountId,
    ...(tx.actor.administrator ? { administrator: true } : {}),
  }
  return { kind, payload: { ...payload } }
}
