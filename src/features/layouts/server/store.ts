import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { Procedure } from '#kernel/packs/procedure.ts'
import { asWritten } from '#kernel/packs/english.ts'
import { refuse } from '#kernel/problems/index.ts'
import { stored } from '#platform/gate/stored.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { offersOf } from './offers.ts'
import type { OfferWithMeaning } from './offers.ts'

/**
 * A form of the pack in force, and the placeholders of its layout: by the titles as they are
 * written, since a workbook says the same to readers of every language.
 */
export interface Form {
  readonly procedure: Procedure
  readonly offers: readonly OfferWithMeaning[]
}

export function formOf(tx: Transaction, id: string): Form {
  const { pack } = tx.organization
  const procedure = pack.procedures.get(id) ?? refuse('procedure-unknown', { procedure: id })
  const written = asWritten(pack)
  return {
    procedure,
    offers: offersOf(written.procedures.get(id) ?? procedure, written),
  }
}

/** The places of a layout as they are stored: each with its sheet and its cell. */
const Places = Type.Array(
  Type.Object({ sheet: Type.String(), cell: Type.String(), place: Type.String() }),
)

/** The places of a stored layout. Throws `stored-unreadable` where they have another shape. */
export const placesOf = (row: {
  readonly name: string
  readonly places: unknown
}): Static<typeof Places> => stored(Places, row.places, `様式「${row.name}」`)

/** The layouts of the organisation with their files; of one form, or of all. */
export function layoutsOf(tx: Transaction, procedure?: string) {
  const query = tx.db
    .selectFrom('layouts as l')
    .innerJoin('files as f', (join) =>
      join.onRef('f.organization_id', '=', 'l.organization_id').onRef('f.id', '=', 'l.file_id'),
    )
    .select([
      'l.procedure',
      'l.version',
      'l.places',
      'l.made_by',
      'l.made_at',
      'l.ended_by',
      'l.ended_at',
      'l.file_id',
      'f.name',
      'f.sha256',
      'f.size',
      'f.scan',
      'f.media_type',
    ])
    .where('l.organization_id', '=', tx.organization.id)
    .orderBy('l.version', 'desc')
  return procedure === undefined ? query : query.where('l.procedure', '=', procedure)
}

/** The current layout of a form, if any. */
export async function layoutInUse(tx: Transaction, procedure: string) {
  return await layoutsOf(tx, procedure).where('l.ended_at', 'is', null).executeTakeFirst()
}

/** The layout of a case: the one in use when it ended, else the current one. */
export async function layoutOfCase(
  tx: Transaction,
  procedure: string,
  endedAt: string | undefined,
) {
  if (endedAt === undefined) return layoutInUse(tx, procedure)
  const rows = await layoutsOf(tx, procedure).execute()
  const end = new Date(endedAt)
  return (
    rows.find((row) => row.made_at <= end && (row.ended_at === null || row.ended_at > end)) ??
    rows.find((row) => row.ended_at === null)
  )
}

/** The title of a form: 様式2 情報資産の庁外持ち出し. */
export const formTitle = (procedure: Procedure): string =>
  [procedure.form, procedure.title].filter(Boolean).join(' ')
