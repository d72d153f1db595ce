import { Type } from 'typebox'
import { problem, ProblemError, refuse } from '#kernel/problems/index.ts'
import { demandAdminister } from '#features/organization/server/public.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { FormPath } from '../contract.ts'
import type { LayoutReceipt } from '../contract.ts'
import { unknownPlaces } from './check.ts'
import { formOf, formTitle, layoutInUse, layoutsOf } from './store.ts'

/** Refuses whoever does not keep the organisation's data. */
export const demandKeeper = (tx: Transaction): void =>
  demandAdminister(tx, { ja: '様式の入れ替え', en: 'replacing forms' })

const File = Type.Object({
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  size: Type.Integer(),
  name: Type.String(),
  mediaType: Type.String(),
  scan: Type.Enum(['clean', 'not-scanned']),
})
const Place = Type.Object({ sheet: Type.String(), cell: Type.String(), place: Type.String() })

/**
 * Puts a checked workbook into use as the layout of a form; the previous one remains in the
 * history.
 */
export const putLayout = defineAction({
  name: 'layout.put',
  title: { ja: '様式を入れ替えた', en: 'Replaced a form' },
  input: Type.Object({ ...FormPath.properties, file: File, places: Type.Array(Place) }),
  authorise: demandKeeper,
  async run(tx, { procedure: id, file, places }) {
    const { offers } = formOf(tx, id)
    const unknown = unknownPlaces(places, offers)
    if (unknown.length > 0)
      throw new ProblemError(
        problem(
          'layout-places',
          { name: file.name, count: unknown.length },
          { faults: unknown.map((detail) => ({ at: '', detail })) },
        ),
      )
    const organization_id = tx.organization.id
    await lockLayouts(tx)
    const last = await layoutsOf(tx, id).executeTakeFirst()
    const [version, file_id, by] = [(last?.version ?? 0) + 1, tx.newId(), actorPerson(tx) ?? null]
    await tx.db
      .insertInto('files')
      .values({
        organization_id,
        id: file_id,
        sha256: file.sha256,
        name: file.name,
        media_type: file.mediaType,
        size: file.size,
        uploaded_by: by,
        uploaded_at: tx.now,
        scan: file.scan,
      })
      .execute()
    await endCurrentLayout(tx, id)
    await tx.db
      .insertInto('layouts')
      .values({
        organization_id,
        procedure: id,
        version,
        file_id,
        places: JSON.stringify(places),
        made_by: by,
        made_at: tx.now,
      })
      .execute()
    const result: LayoutReceipt = { version }
    return {
      result,
      event: {
        subject: { kind: 'layout', id },
        detail: { version, file: file.name, sha256: file.sha256, places: places.length },
      },
    }
  },
})

/** Withdraws the layout of a form: the form is printed by the program's own layout. */
export const takeBackLayout = defineAction({
  name: 'layout.take-back',
  title: { ja: '様式を取り下げた', en: 'Took a form back' },
  input: FormPath,
  authorise: demandKeeper,
  async run(tx, { procedure: id }) {
    const { procedure } = formOf(tx, id)
    await lockLayouts(tx)
    const current =
      (await layoutInUse(tx, id)) ?? refuse('layout-none', { form: formTitle(procedure) })
    await endCurrentLayout(tx, id)
    return {
      result: undefined,
      event: {
        subject: { kind: 'layout', id },
        detail: { version: current.version, file: current.name },
      },
    }
  },
})

/**
 * Locks the layouts of the organisation, so that changes run one after another and each sees the
 * one before.
 */
async function lockLayouts({ db, organization }: Transaction): Promise<void> {
  await db
    .selectFrom('organizations')
    .select('organization_id')
    .where('organization_id', '=', organization.id)
    .forNoKeyUpdate()
    .execute()
}

async function endCurrentLayout(tx: Transaction, procedure: string): Promise<void> {
  await tx.db
    .updateTable('layouts')
    .set({ ended_at: tx.now, ended_by: actorPerson(tx) ?? null })
    .where('organization_id', '=', tx.organization.id)
    .where('procedure', '=', procedure)
    .where('ended_at', 'is', null)
    .execute()
}
