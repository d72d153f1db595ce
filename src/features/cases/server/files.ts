import type { Procedure } from '#kernel/packs/procedure.ts'
import type { CaseContext } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { fileNames, filesIn, storedFile } from '#features/files/server/public.ts'
import { CaseFilePath } from '../contract/common.ts'
import { caseContext, procedureOf } from './context.ts'
import { readableCase } from './access.ts'
import type { StoredCase } from './store.ts'

/** A file attached to a case, for everyone who may read the case. */
export const caseFile = defineQuery({
  name: 'case.file',
  input: CaseFilePath,
  async authorise(tx, input) {
    const stored = await readableCase(tx, input.id)
    return filesOf(procedureOf(tx, stored.state.procedure), stored).includes(input.file)
      ? input.file
      : refuse('not-found', { what: nouns.file })
  },
  run: (tx, _input, file) => storedFile(tx, file),
})

/** The context of a case, with the names of its files. */
export async function contextWithFiles(
  tx: Transaction,
  procedure: Procedure,
  stored: StoredCase,
): Promise<CaseContext> {
  const context = await caseContext(tx, procedure, stored.state.fields)
  const ids = filesOf(procedure, stored)
  if (ids.length === 0) return context
  const names = await fileNames(tx, ids)
  return { ...context, format: { ...context.format, file: (id) => names.get(id) } }
}

/** Ids of the files in all fields of the case and of the papers recorded in it. */
function filesOf(procedure: Procedure, { state }: StoredCase): string[] {
  return [
    ...filesIn(procedure.fields, state.fields),
    ...state.history.flatMap((event) => event.paper?.files ?? []),
  ]
}
