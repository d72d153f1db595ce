import { systemEnvironment } from '#platform/environment.ts'
import { itemsAsked, keyOfItem } from '#kernel/rounds/index.ts'
import type { Item } from '#kernel/packs/checklist.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { openTurn } from '#features/rounds/server/openTurn.ts'
import { subjectsOf } from '#features/rounds/server/subjects.ts'
import { HttpClient } from '../httpClient.ts'
import { insertToken } from '../registers/installation.ts'
import type { Installation } from '../registers/installation.ts'

const program = { kind: 'program', name: 'bench' } as const

/** Opens a turn of a round with everything that it goes through, as the job does. */
export async function openWholeTurn(
  { running, organizationId }: Installation,
  id: string,
  due: Date,
): Promise<{ readonly turn: string; readonly occurrences: number; readonly asked: number }> {
  return running.services.gate.transact(organizationId, program, 'write', async (tx) => {
    const round = tx.organization.pack.rounds.get(id)!
    const subjects = await subjectsOf(tx, round)
    const opened = await openTurn(
      tx,
      { day: tx, round },
      { period: `bench/${tx.newId()}`, title: '点検', due: due.toISOString(), subjects },
    )
    const { asked } = await tx.db
      .selectFrom('occurrences')
      .select((eb) => eb.fn.sum<string>('asked').as('asked'))
      .where('organization_id', '=', organizationId)
      .where('turn_id', '=', opened.id)
      .executeTakeFirstOrThrow()
    return { turn: opened.id, occurrences: opened.occurrences, asked: Number(asked) }
  })
}

/** One occurrence, with the token of somebody who has it to do. */
export interface Errand {
  readonly occurrence: string
  readonly authorization: string
  readonly items: readonly string[]
}

/** Occurrences of a turn with tokens: of the person, or of who leads the unit of the subject. */
export async function errandsOf(
  { running, organizationId }: Installation,
  turn: string,
  count: number,
): Promise<Errand[]> {
  return running.services.gate.transact(organizationId, program, 'write', async (tx) => {
    const rows = await tx.db
      .selectFrom('occurrences as o')
      .leftJoin('posts as p', (join) =>
        join
          .onRef('p.organization_id', '=', 'o.organization_id')
          .onRef('p.unit_id', '=', 'o.unit_id')
          .on('p.leads', '=', 'head'),
      )
      .leftJoin('person_posts as pp', (join) =>
        join.onRef('pp.organization_id', '=', 'p.organization_id').onRef('pp.post_id', '=', 'p.id'),
      )
      .select(['o.id', 'o.items', 'o.subject_kind', 'o.subject_id', 'pp.person_id'])
      .where('o.organization_id', '=', organizationId)
      .where('o.turn_id', '=', turn)
      .where('o.subject_title', '~', '^(職員 |台帳の行 )')
      .orderBy('o.id')
      .limit(count)
      .execute()
    const tokens = new Map<string, string>()
    const errands: Errand[] = []
    for (const row of rows) {
      const person = row.subject_kind === 'person' ? row.subject_id : row.person_id
      if (person === null) continue
      let authorization = tokens.get(person)
      if (authorization === undefined) {
        const account = tx.newId()
        const secret = systemEnvironment.random(24).toString('base64url')
        await tx.db
          .insertInto('accounts')
          .values({
            organization_id: organizationId,
            id: account,
            person_id: person,
            name: account,
            password_hash: '-',
            password_set_at: tx.now,
            must_change: false,
          })
          .execute()
        await insertToken(tx, account, secret)
        authorization = `Bearer ${organizationId}.${secret}`
        tokens.set(person, authorization)
      }
      errands.push({ occurrence: row.id, authorization, items: row.items })
    }
    return errands
  })
}

export interface Answered {
  /** Of each request that saved, and of each that read the page before. */
  readonly saves: readonly number[]
  readonly reads: readonly number[]
  readonly items: number
  readonly errors: readonly string[]
  readonly total: number
}

/** Everybody opens the page and saves all answers at once, as many at a time as there are clients. */
export async function answerAll(
  url: string,
  pack: Pack,
  errands: readonly Errand[],
  clients: number,
): Promise<Answered> {
  const values = answersOf(pack)
  const client = new HttpClient(url, clients)
  const [saves, reads, errors]: [number[], number[], string[]] = [[], [], []]
  const waiting = [...errands]
  let items = 0
  const timed = async (into: number[], send: () => Promise<{ status: number; text: string }>) => {
    const start = performance.now()
    const { status, text } = await send()
    into.push(performance.now() - start)
    if (status >= 300) errors.push(`${status} ${text.slice(0, 300)}`)
  }
  const one = async (): Promise<void> => {
    for (let errand = waiting.pop(); errand !== undefined; errand = waiting.pop()) {
      const { occurrence, authorization } = errand
      const path = `/api/occurrences/${occurrence}`
      const answers = errand.items.map((item) => ({ item, value: values.get(item) }))
      await timed(reads, () => client.send('GET', path, authorization))
      await timed(saves, () => client.send('POST', `${path}/answers`, authorization, { answers }))
      items += answers.length
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: clients }, one))
  const total = performance.now() - start
  await client.close()
  return { saves, reads, items, errors, total }
}

/** A value for each item: the good answer where it is a question of yes or no. */
function answersOf(pack: Pack): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>()
  for (const id of pack.checklists.keys())
    for (const asked of itemsAsked(pack.checklists, id))
      values.set(keyOfItem(asked), valueFor(asked.item))
  return values
}

function valueFor(field: Item): unknown {
  switch (field.type) {
    case 'yes-no':
      return true
    case 'choice':
      return field.options?.[0]?.id
    case 'number':
      return 1
    case 'date':
      return '2026-04-01'
    case 'text':
    case 'long-text':
      return '確かめた'
    default:
      return undefined
  }
}
