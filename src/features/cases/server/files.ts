import { Type } from 'typebox'
import type { Procedure } from '#kernel/packs/procedure.ts'
import type { CaseContext } from '#kernel/procedures/index.ts'
import type { FieldValues } from '#kernel/fields/types.ts'
import { problem, ProblemError, refuse } from '#kernel/problems/index.ts'
import { actorPerson } from '#platform/access/party.ts'
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

/** Whoever writes a file into a case has sent it; what stands in the case already may stay. Otherwise an id would be enough to read another's file. */
export async function demandOwnFiles(handle: Handle, procedure: Procedure, given: FieldValues, known: FieldValues = {}): Promise<void> {
  const fields = procedure.fields.filter((field) => field.type === 'files')
  const fresh = fields.flatMap((field) => textsIn(given[field.id]).filter((id) => !textsIn(known[field.id]).includes(id)).map((id) => ({ id, field })))
  if (fresh.length === 0) return
  const ids = fresh.map(({ id }) => id).filter(isId)
  const own = ids.length === 0 ? [] : await handle.db.selectFrom('files').select('id').where('organization_id', '=', handle.organization.id)
    .where('uploaded_by', '=', actorPerson(handle) ?? null).where('id', 'in', ids).execute()
  const faults = fresh.filter(({ id }) => !own.some((row) => row.id === id)).map(({ field }) => ({ at: `/fields/${field.id}`, detail: `「${field.title}」に見つからないファイルが入っています。もう一度付けてください。` }))
  if (faults.length > 0) throw new ProblemError(problem('input-invalid', { count: faults.length }, { faults }))
}

const isId = (text: string): boolean => /^[0-9a-f-]{36}$/.test(text)

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

/** The files of all fields of the case, and the papers that were recorded in it. */
function filesIn(procedure: Procedure, { state }: StoredCase): string[] {
  const fields = procedure.fields.filter((field) => field.type === 'files')
  const written = fields.flatMap((field) => textsIn(state.fields[field.id]))
  return [...written, ...state.history.flatMap((line) => line.paper?.files ?? [])]
}
