import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { mayRead, registerOf } from './authorise.ts'
import { entryRow } from './store.ts'

/** A line that the actor may read, with its register. */
export async function readable(
  handle: Handle,
  input: { readonly register: string; readonly id: string },
) {
  const register = registerOf(handle, input.register)
  const row = await entryRow(handle, register.id, input.id)
  if (!row || !mayRead(handle, register, row)) refuse('not-found', { what: nouns.entry })
  return { register, row }
}
