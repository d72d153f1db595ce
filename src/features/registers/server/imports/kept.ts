import { Type } from 'typebox'
import { headerKey } from '#platform/documents/tables/index.ts'
import { stored } from '#platform/gate/stored.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { ImportChoice } from '../../contract/imports.ts'
import type { KeptChoice } from './plan.ts'

/** What was said about the columns of a register's files, kept for the next one. */

const Kept = Type.Omit(ImportChoice, ['sheets'])
/** Most headings and meanings that are kept; the oldest go first. */
const keptLimit = 400

const nothingKept: KeptChoice = { columns: {}, fixed: {}, values: {} }

/** What the person said last, else what anybody of the organisation said last. */
export async function keptChoice(
  tx: Transaction,
  register: string,
  personId: string,
): Promise<KeptChoice> {
  const rows = await tx.db
    .selectFrom('import_mappings')
    .select(['person_id', 'mapping'])
    .where('organization_id', '=', tx.organization.id)
    .where('register', '=', register)
    .orderBy((eb) => eb.case().when('person_id', '=', personId).then(0).else(1).end())
    .orderBy('changed_at', 'desc')
    .limit(1)
    .execute()
  return rows[0] === undefined ? nothingKept : stored(Kept, rows[0].mapping, '取込みの列の対応')
}

/** Keeps what a person said; what was said about other headings stays. */
export async function keepChoice(
  tx: Transaction,
  register: string,
  personId: string,
  choice: ImportChoice,
): Promise<void> {
  const before = await keptChoice(tx, register, personId)
  const columns = latest({
    ...before.columns,
    ...Object.fromEntries(
      Object.entries(choice.columns).map(([header, target]) => [headerKey(header), target]),
    ),
  })
  const values = Object.fromEntries(
    Object.keys({ ...before.values, ...choice.values }).map((target) => [
      target,
      latest({ ...before.values[target], ...choice.values[target] }),
    ]),
  )
  const mapping = JSON.stringify({ columns, fixed: choice.fixed, values } satisfies KeptChoice)
  await tx.db
    .insertInto('import_mappings')
    .values({
      organization_id: tx.organization.id,
      register,
      person_id: personId,
      mapping,
      changed_at: tx.now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organization_id', 'register', 'person_id'])
        .doUpdateSet({ mapping, changed_at: tx.now }),
    )
    .execute()
}

function latest(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).slice(-keptLimit))
}
