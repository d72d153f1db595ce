import type { Procedure } from '#kernel/packs/procedure.ts'
import type { CaseContext } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { fileNames, filesIn, storedFile } from '#features/files/server/public.ts'
import { CaseFilePath } from '../contract.ts'
import { caseContext, procedureOf } from './context.ts'
import { readableCase } from './reading.ts'
import type { StoredCase } from './store.ts'

/** A file that was sent with a case, for everyone who may see the case. */
export const caseFile = defineQuery({
  name: 'case.file',
  input: CaseFilePath,
  async authorise(handle, input) {
    const stored = await readableCase(handle, input.id)
    return filesOf(procedureOf(handle, stored.state.procedure), stored).includes(input.file)
      ? input.file
      : refuse('not-found', { what: nouns.file })
  },
  run: (handle, _input, file) => storedFile(handle, file),
})

/** What the kernel needs to know, with the names of the files of the case. */
export async function contextWithFiles(
  handle: Handle,
  procedure: Procedure,
  stored: StoredCase,
): Promise<CaseContext> {
  const context = await caseContext(handle, procedure, stored.state.fields)
  const ids = filesOf(procedure, stored)
  if (ids.length === 0) return context
  const names = await fileNames(handle, ids)
  return { ...context, format: { ...context.format, file: (id) => names.get(id) } }
}

/** The files of all fields of the case, and the papers that were recorded in it. */
function filesOf(procedure: Procedure, { state }: StoredCase): string[] {
  return [
    ...filesIn(procedure.fields, state.fields),
    ...state.history.flatMap((line) => line.paper?.files ?? []),
  ]
}
