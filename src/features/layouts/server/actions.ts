import { Type } from 'typebox'
import { problem, ProblemError, refuse } from '#kernel/problems/index.ts'
import { demandAdminister } from '#features/organization/server/public.ts'
import { actorPerson } from '#platform/access/party.ts'
import { defineAction } from '#platform/gate/action.ts'
import type { Handle } from '#platform/gate/handle.ts'
import { FormPath } from '../contract.ts'
import type { Made } from '../contract.ts'
import { unknownPlaces } from './check.ts'
import { formOf, formTitle, layoutInUse, layoutsOf } from './store.ts'

/** Those who keep the organisation's data keep its layouts. */
export const keeper = (handle: Handle): void =>
  demandAdminister(handle, { ja: '様式の入れ替え', en: 'replacing forms' })

const File = Type.Object({
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  size: Type.Integer(),
  name: Type.String(),
  mediaType: Type.String(),
  scan: Type.Enum(['clean', 'not-scanned']),
})
const Place = Type.Object({ sheet: Type.String(), cell: Type.String(), place: Type.String() })

/** Puts a workbook that was checked into use as the layout of a form; the one before stays in the history. */
export const putLayout = defineAction({
  name: 'layout.put',
  title: { ja: '様式を入れ替えた', en: 'Replaced a form' },
  input: Type.Object({ ...FormPath.properties, file: File, places: Type.Array(Place) }),
  authorise: keeper,
  async run(handle, { procedure: id, file, places }) {
    const { offers } = formOf(handle, id)
    const unknown = unknownPlaces(places, offers)
    if (unknown.length > 0)
      throw new ProblemError(
        problem(
          'layout-places',
          { name: file.name, count: unknown.length },
          { faults: unknown.map((detail) => ({ at: '', detail })) },
        ),
      )
    const organization_id = handle.organization.id
    await inTurn(handle)
    const last = await layoutsOf(handle, id).executeTakeFirst()
    const [version, file_id, by] = [
      (last?.version ?? 0) + 1,
      handle.newId(),
      actorPerson(handle) ?? null,
    ]
    await handle.db
      .insertInto('files')
      .values({
        organization_id,
        id: file_id,
        sha256: file.sha256,
        name: file.name,
        media_type: file.mediaType,
        size: file.size,
        uploaded_by: by,
        uploaded_at: handle.now,
        scan: file.scan,
      })
      .execute()
    await end(handle, id)
    await handle.db
      .insertInto('layouts')
      .values({
        organization_id,
        procedure: id,
        version,
        file_id,
        places: JSON.stringify(places),
        made_by: by,
        made_at: handle.now,
      })
      .execute()
    const result: Made = { version }
    return {
      result,
      event: {
        subject: { kind: 'layout', id },
        detail: { version, file: file.name, sha256: file.sha256, places: places.length },
      },
    }
  },
})

/** Takes the layout of a form back: the form is printed as the program draws it. */
export const takeBackLayout = defineAction({
  name: 'layout.take-back',
  title: { ja: '様式を取り下げた', en: 'Took a form back' },
  input: FormPath,
  authorise: keeper,
  async run(handle, { procedure: id }) {
    const { procedure } = formOf(handle, id)
    await inTurn(handle)
    const used =
      (await layoutInUse(handle, id)) ?? refuse('layout-none', { form: formTitle(procedure) })
    await end(handle, id)
    return {
      result: undefined,
      event: {
        subject: { kind: 'layout', id },
        detail: { version: used.version, file: used.name },
      },
    }
  },
})

/** Changes to layouts follow one another: each sees what the one before left. */
async function inTurn({ db, organization }: Handle): Promise<void> {
  await db
    .selectFrom('organizations')
    .select('organization_id')
    .where('organization_id', '=', organization.id)
    .forNoKeyUpdate()
    .execute()
}

async function end(handle: Handle, procedure: string): Promise<void> {
  await handle.db
    .updateTable('layouts')
    .set({ ended_at: handle.now, ended_by: actorPerson(handle) ?? null })
    .where('organization_id', '=', handle.organization.id)
    .where('procedure', '=', procedure)
    .where('ended_at', 'is', null)
    .execute()
}
