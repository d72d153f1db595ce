import { Type } from 'typebox'
import { problem, ProblemError, refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { actorUnit } from '#platform/access/party.ts'
import { defineAction, defineQuery } from '#platform/gate/action.ts'
import type { Outgoing } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { ImportPath } from '../../contract.ts'
import { demandWrite, registerOf } from '../authorise.ts'
import { keepsSome } from '../readable.ts'
import type { ImportPayload } from './job.ts'
import { changeImport, importRow, noNotes, notesOf, viewOf } from './store.ts'
import type { ImportRecord } from './store.ts'

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

/** Takes a file that is to be imported; it is checked in the background, and nothing of it is written. */
export const startImport = defineAction({
  name: 'import.start',
  title: { ja: '取り込むファイルを送った', en: 'Sent a file to import' },
  input: StartImport,
  authorise(handle, input) {
    const register = registerOf(handle, input.register)
    if (!keepsSome(handle, register))
      demandWrite(handle, register, { unit_id: actorUnit(handle) ?? null })
    return register
  },
  async run(handle, { file }, register) {
    const [id, fileId] = [handle.newId(), handle.newId()]
    const person = personOf(handle)
    const organization_id = handle.organization.id
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
      .insertInto('imports')
      .values({
        organization_id,
        id,
        register: register.id,
        file_id: fileId,
        status: 'checking',
        options: JSON.stringify(noNotes),
        created_by: person,
        created_at: handle.now,
      })
      .execute()
    return {
      result: { id },
      event: {
        subject: { kind: 'import', id },
        detail: { register: register.id, file: file.name, sha256: file.sha256, size: file.size },
      },
      outgoing: [later(handle, 'import.check', id, register.id)],
    }
  },
})

/** Says that a checked file is to be written: all of it, or where rows are faulty the good ones alone. */
export const approveImport = defineAction({
  name: 'import.approve',
  title: { ja: '取込みを決めた', en: 'Decided an import' },
  input: Type.Intersect([ImportPath, Type.Object({ goodOnly: Type.Boolean() })]),
  authorise: own,
  async run(handle, { goodOnly }, row) {
    if (row.status !== 'checked') refuse('import-not-ready', { file: row.name })
    if (row.rows_good === 0 || (row.rows_bad > 0 && !goodOnly))
      refuse('import-rows-faulty', { faulty: row.rows_bad, good: row.rows_good })
    await changeImport(handle, row.id, ['checked'], {
      status: 'importing',
      rows_written: 0,
      rows_total: row.rows_good,
      options: JSON.stringify({ ...notesOf(row), goodOnly }),
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
        },
      },
      outgoing: [later(handle, 'import.write', row.id, row.register)],
    }
  },
})

/** Ends an import; what was being written is taken back. One that is done stays done. */
export const cancelImport = defineAction({
  name: 'import.cancel',
  title: { ja: '取込みをやめた', en: 'Cancelled an import' },
  input: ImportPath,
  authorise: own,
  async run(handle, { id }, row) {
    const ended = await changeImport(handle, id, ['checking', 'checked', 'importing'], {
      status: 'cancelled',
      finished_at: handle.now,
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
  authorise: own,
  run: async (_handle, _input, row) => viewOf(row),
})

/** Where the faulty rows of an import lie. */
export const faultFile = defineQuery({
  name: 'import.faults',
  input: ImportPath,
  authorise: own,
  run: async (handle, _input, row) =>
    (await handle.db
      .selectFrom('files')
      .select(['sha256', 'name'])
      .where('organization_id', '=', handle.organization.id)
      .where('id', '=', row.fault_file_id ?? row.id)
      .executeTakeFirst()) ?? refuse('not-found', { what: nouns.faultFile }),
})

/** An import is its maker's own: to others it is not there. */
async function own(
  handle: Handle,
  input: { readonly register: string; readonly id: string },
): Promise<ImportRecord> {
  registerOf(handle, input.register)
  const row = await importRow(handle, input.register, input.id)
  return row && row.created_by === personOf(handle)
    ? row
    : refuse('not-found', { what: nouns.import })
}

function personOf(handle: Handle): string {
  if (handle.actor.kind === 'person') return handle.actor.personId
  throw new ProblemError(problem('not-found', { what: nouns.import }))
}

function later(handle: Handle, kind: string, id: string, register: string): Outgoing {
  if (handle.actor.kind !== 'person') return refuse('not-found', { what: nouns.import })
  const payload: ImportPayload = {
    id,
    register,
    personId: handle.actor.personId,
    accountId: handle.actor.accountId,
  }
  return { kind, payload: { ...payload } }
}
