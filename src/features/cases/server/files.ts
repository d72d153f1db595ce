import { Type } from 'typebox'
import type { Procedure } from '#kernel/packs/procedure.ts'
import type { CaseContext } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { caseContext, procedureOf } from './context.ts'
import { readableCase } from './reading.ts'
import type { StoredCase } from './store.ts'

export const CaseFilePath = Type.Object({ id: Type.String({ format: 'uuid' }), file: Type.String({ format: 'uuid' }) })

/** A file that was sent with a case, for everyone who may see the case. */
export const caseFile = defineQuery({
  name: 'case.file',
  input: CaseFilePath,
  async authorise(handle, input) {
    const stored = await readableCase(handle, input.id)
    return filesIn(procedureOf(handle, stored.state.procedure), stored).includes(input.file) ? input.file : refuse('not-found', { what: 'ファイル' })
  },
  run: async (handle, _input, file) => await handle.db.selectFrom('files').select(['sha256', 'name', 'media_type']).where('organization_id', '=', handle.organization.id)
    .where('id', '=', file).where('scan', '!=', 'infected').executeTakeFirst() ?? refuse('not-found', { what: 'ファイル' }),
})

/** What the kernel needs to know, with the names of the files of the case. */
export async function contextWithFiles(handle: Handle, procedure: Procedure, stored: StoredCase): Promise<CaseContext> {
  const context = await caseContext(handle, procedure, stored.state.fields)
  const ids = filesIn(procedure, stored)
  if (ids.length === 0) return context
  const rows = await handle.db.selectFrom('files').select(['id', 'name']).where('organization_id', '=', handle.organization.id).where('id', 'in', ids).execute()
  const names = new Map(rows.map((row) => [row.id, row.name]))
  return { ...context, format: { ...context.format, file: (id) => names.get(id) } }
}

/** The files of all fields of the case, and the papers that were recorded in it. */
function filesIn(procedure: Procedure, { state }: StoredCase): string[] {
  const fields = procedure.fields.filter((field) => field.type === 'files')
  const written = fields.flatMap((field) => [state.fields[field.id] ?? []].flat()).filter((id): id is string => typeof id === 'string')
  return [...written, ...state.history.flatMap((line) => line.paper?.files ?? [])]
}
