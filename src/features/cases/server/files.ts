import type { Procedure } from '#kernel/packs/procedure.ts'
import type { CaseChange, CaseContext, ChangeWords } from '#kernel/procedures/index.ts'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { fileNames, filesIn, storedFile } from '#features/files/server/public.ts'
import { CaseFilePath } from '../contract/common.ts'
import { caseContext, procedureOf } from './context.ts'
import { onItsDay } from './day.ts'
import { readableCase } from './access.ts'
import type { StoredCase } from './store.ts'

/** A file attached to a case, for everyone who may read the case. */
export const caseFile = defineQuery({
  name: 'case.file',
  input: CaseFilePath,
  async authorise(tx, input) {
    const stored = await readableCase(tx, input.id)
    const day = await onItsDay(tx, stored)
    return filesOf(procedureOf(day, stored.state.procedure), stored).includes(input.file)
      ? input.file
      : refuse('not-found', { what: nouns.file })
  },
  run: (tx, _input, file) => storedFile(tx, file),
})

/**
 * The context in which a case is read: with the names of its files, and those of the entries as
 * they were when it ended.
 */
export async function contextWithFiles(
  tx: Transaction,
  procedure: Procedure,
  stored: StoredCase,
): Promise<CaseContext> {
  const context = withKeptEntries(await caseContext(tx, procedure, stored.state.fields), stored)
  const ids = filesOf(procedure, stored)
  if (ids.length === 0) return context
  const names = await fileNames(tx, ids)
  return { ...context, format: { ...context.format, file: (id) => names.get(id) } }
}

function withKeptEntries(context: CaseContext, { record }: StoredCase): CaseContext {
  if (record === undefined) return context
  const { format } = context
  return {
    ...context,
    format: {
      ...format,
      entry: (register, id) => record.entries[id] ?? format?.entry?.(register, id),
    },
  }
}

/**
 * Ids of the files in all fields of the case, also in those that it had once, and of the papers
 * recorded in it.
 */
function filesOf(procedure: Procedure, { state }: StoredCase): string[] {
  return [
    ...filesIn(procedure.fields, state.fields),
    ...state.history.flatMap((event) => [
      ...(event.paper?.files ?? []),
      ...(event.changed ?? []).flatMap((change, i) =>
        filesOfChange(event.said?.changed?.[i], change),
      ),
    ]),
  ]
}

/** The files of a change of a field of files: the only lists that have no words. */
function filesOfChange(said: ChangeWords | undefined, { from, to }: CaseChange): string[] {
  if (said?.title === undefined) return []
  return [
    ...(said.from === undefined && Array.isArray(from) ? from.map(String) : []),
    ...(said.to === undefined && Array.isArray(to) ? to.map(String) : []),
  ]
}
