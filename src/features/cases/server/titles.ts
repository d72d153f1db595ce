import type { CaseRecord } from '#kernel/procedures/index.ts'
import { packOfEdition } from '#features/policy/server/public.ts'
import { packAsRead } from '#platform/access/language.ts'
import type { Transaction } from '#platform/gate/transaction.ts'

interface CaseTitles {
  readonly procedure: string
  readonly outcome?: string | undefined
  readonly tone: 'good' | 'bad' | 'neutral'
}

interface TitledCase {
  readonly procedure: string
  readonly outcome: string | null
  readonly edition_hash: string
  readonly record: CaseRecord | undefined
}

/**
 * The titles of cases in a list: of an ended case those that it kept. Only for cases that ended
 * before titles were kept is their edition loaded, once for all of them.
 */
export async function titlesOfCases(
  tx: Transaction,
  rows: readonly TitledCase[],
): Promise<(row: TitledCase) => CaseTitles> {
  const { organization } = tx
  const old = rows.filter(
    ({ record, edition_hash }) =>
      record !== undefined && !record.titles && edition_hash !== organization.editionHash,
  )
  const packs = new Map([[organization.editionHash, organization.pack]])
  for (const hash of new Set(old.map((row) => row.edition_hash)))
    packs.set(hash, packAsRead((await packOfEdition(tx.db, organization.id, hash)).pack, tx.actor))
  return ({ procedure: id, outcome, edition_hash, record }) => {
    if (record?.titles) return record.titles
    const pack = (record && packs.get(edition_hash)) ?? organization.pack
    const procedure = pack.procedures.get(id) ?? organization.pack.procedures.get(id)
    const end = procedure?.ends.get(outcome ?? '')
    return {
      procedure: procedure?.title ?? id,
      outcome: end?.title,
      tone: end?.tone ?? 'neutral',
    }
  }
}
