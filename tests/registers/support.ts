import { checkImport, runImport } from '#features/registers/server/public.ts'
import { routes } from '#features/registers/server/routes.ts'
import { Outbox } from '#platform/jobs/outbox.ts'
import type { Client, World } from '#tests/support/world.ts'
import { makeWorld } from '#tests/support/world.ts'

export interface EntryReceipt {
  readonly id: string
  readonly number: string
  readonly version: number
}
export interface Import {
  readonly status: string
  readonly total: number
  readonly good: number
  readonly bad: number
  readonly written: number
  readonly unused: readonly string[]
  readonly dropped: Readonly<Record<string, number>>
  readonly goodRows: readonly { row: number; cells: Record<string, string> }[]
  readonly badRows: readonly {
    row: number
    cells: Record<string, string>
    faults: { column: string; value: string; detail: string }[]
  }[]
  readonly error: string | null
}
export interface Page {
  readonly rows: readonly {
    id: string
    number: string
    name: string
    state: string
    unit: string | null
    fields: Record<string, unknown>
    class: Record<string, number> | null
    copiedFrom: string | null
    keepUntil: string | null
    version: number
  }[]
  readonly next?: string
}

export const assets = '/api/registers/assets'

/** A world with the routes of the registers and the jobs of imports. */
export async function registerWorld(): Promise<World & { readonly jobs: Outbox }> {
  const world = await makeWorld({ routes })
  return Object.assign(world, {
    jobs: new Outbox(
      world.services,
      new Map([
        ['import.check', checkImport],
        ['import.write', runImport],
      ]),
      [],
    ),
  })
}

export const classOf = (confidentiality: number) => ({ confidentiality })
export const assetFields = (name: string, more: Record<string, unknown> = {}) => ({
  name,
  form: 'data',
  class: classOf(2),
  place: '共有フォルダー',
  ...more,
})

export async function createAsset(
  client: Client,
  name: string,
  more: Record<string, unknown> = {},
  body: Record<string, unknown> = {},
): Promise<EntryReceipt> {
  const answer = await client.post<EntryReceipt>(`${assets}/entries`, {
    fields: assetFields(name, more),
    ...body,
  })
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return answer.body
}

export const getAsset = async (client: Client, id: string) =>
  (
    await client.get<
      Page['rows'][number] & {
        names: Record<string, string>
        copies: { id: string }[]
        parts: { id: string }[]
      }
    >(`${assets}/entries/${id}`)
  ).body

export async function listAssets(client: Client, query = ''): Promise<Page['rows']> {
  const answer = await client.get<Page>(`${assets}/entries${query}`)
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body.rows
}

/** Uploads a file and runs its check. */
export async function uploadAndCheck(
  world: World & { readonly jobs: Outbox },
  client: Client,
  file: { name: string; content: Buffer | string },
): Promise<Import & { readonly url: string }> {
  const sent = await client.upload<{ id: string }>(`${assets}/imports`, {
    ...file,
    type: 'application/octet-stream',
  })
  if (sent.status !== 201) throw new Error(JSON.stringify(sent.body))
  await world.jobs.runDue()
  const url = `${assets}/imports/${sent.body.id}`
  return { ...(await client.get<Import>(url)).body, url }
}
