import { Type } from 'typebox'
import { toRomaji } from 'wanakana'
import { refuse } from '#kernel/problems/index.ts'
import { nouns } from '#kernel/words/nouns.ts'
import { defineQuery } from '#platform/gate/action.ts'
import { demandKeeper } from './actions/accounts.ts'

const longest = 36
const longestNumber = 999

/**
 * A free name for the account of a person: from their reading, else from their mail address. Empty
 * where neither gives one.
 */
export const accountProposal = defineQuery({
  name: 'account.proposal',
  input: Type.Object({ person: Type.String({ format: 'uuid' }) }),
  authorise: demandKeeper,
  async run(tx, input) {
    const person =
      (await tx.db
        .selectFrom('persons')
        .select(['kana', 'email'])
        .where('organization_id', '=', tx.organization.id)
        .where('id', '=', input.person)
        .executeTakeFirst()) ?? refuse('not-found', { what: nouns.staff })
    const base = accountNameFrom(person.kana) || accountNameFrom(person.email?.split('@')[0] ?? '')
    if (base === '') return { account: '' }
    const rows = await tx.db
      .selectFrom('accounts')
      .select('name')
      .where('organization_id', '=', tx.organization.id)
      .where('name', 'like', `${base.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`)
      .execute()
    const taken = new Set(rows.map((row) => row.name))
    if (!taken.has(base)) return { account: base }
    for (let number = 2; number <= longestNumber; number += 1)
      if (!taken.has(`${base}${number}`)) return { account: `${base}${number}` }
    return { account: '' }
  },
})

/** もり はな → mori.hana; empty where fewer than two letters are left. */
export function accountNameFrom(text: string): string {
  const name = toRomaji(text.normalize('NFKC').trim())
    .toLowerCase()
    .replaceAll(/\s+/g, '.')
    .replaceAll(/[^a-z0-9._-]/g, '')
    .replace(/^[._-]+/, '')
    .slice(0, longest)
    .replace(/[._-]+$/, '')
  return name.length < 2 ? '' : name
}
