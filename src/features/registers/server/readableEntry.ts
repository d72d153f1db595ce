import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { mayRead, registerOf } from './authorise.ts'
import { entryRow } from './store.ts'

/** An entry that the actor may read, with its register. */
export async function readableEntry(
  tx: Transaction,
  input: { readonly register: string; readonly id: string },
) {
  const register = registerOf(tx, input.register)
  const row = await entryRow(tx, register.id, input.id)
  if (!row || !mayRead(tx, register, row)) refuse('not-found', { what: nouns.entry })
  return { register, row }
}
