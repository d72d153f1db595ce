import { runRounds } from '#features/rounds/server/public.ts'
import type { OccurrencePart } from '#platform/db/tables/rounds.ts'
import type { World } from '../../support/world.ts'
import { worldPassword } from '../../support/world.ts'
import { own } from '../sample.ts'
import type { Sample } from '../sample.ts'

/** Who has the check of the servers of 福祉課 to do, who accepts what does not apply, and who administers. */
const seeing = ['head', 'chief', 'admin'] as const
const doing = ['head'] as const
const deciding = ['chief'] as const

export async function tick(world: World): Promise<void> {
  await runRounds({
    organizationId: world.organizationId,
    services: world.services,
    signal: new AbortController().signal,
  })
}

/** A server of 福祉課 that a machine may answer about. */
async function watched(world: World): Promise<string> {
  const head = await world.as('head')
  const { body } = await head.post<{ id: string }>('/api/registers/servers/entries', {
    fields: { name: '見張られるサーバ' },
  })
  return body.id
}

/** A server of 福祉課 with what is asked of it in the turn of this month. */
async function check(world: World): Promise<string> {
  const head = await world.as('head')
  const { body } = await head.post<{ id: string }>('/api/registers/servers/entries', {
    fields: { name: '窓口のサーバ' },
  })
  await tick(world)
  return occurrenceOf(world, body.id, 'does')
}

function occurrenceOf(world: World, subject: string, part: OccurrencePart): Promise<string> {
  return world.transact(async (tx) => {
    const row = await tx.db
      .selectFrom('occurrences as o')
      .innerJoin('occurrence_parties as p', (join) =>
        join
          .onRef('p.organization_id', '=', 'o.organization_id')
          .onRef('p.occurrence_id', '=', 'o.id'),
      )
      .select('o.id')
      .where('o.organization_id', '=', world.organizationId)
      .where('o.subject_id', '=', subject)
      .where('p.part', '=', part)
      .executeTakeFirstOrThrow()
    return row.id
  })
}

async function answered(world: World, answer: Record<string, unknown>): Promise<string> {
  const id = await check(world)
  await (
    await world.as('head')
  ).post(`/api/occurrences/${id}/answers`, { answers: [{ item: 'server/power', ...answer }] })
  return id
}

async function finding(world: World): Promise<string> {
  const id = await answered(world, { value: false })
  return world.transact(async (tx) => {
    const row = await tx.db
      .selectFrom('findings')
      .select('id')
      .where('organization_id', '=', world.organizationId)
      .where('occurrence_id', '=', id)
      .executeTakeFirstOrThrow()
    return row.id
  })
}

async function mended(world: World): Promise<string> {
  const id = await finding(world)
  await (
    await world.as('head')
  ).post(`/api/findings/${id}/mending`, { version: 1, comment: '替えた', files: [] })
  return id
}

const proof = { name: '電源.txt', type: 'text/plain', content: '電源の写真' }
async function withProof(world: World, value: boolean): Promise<{ id: string; file: string }> {
  const head = await world.as('head')
  const { body } = await head.upload<{ id: string }>('/api/files', proof)
  return { id: await answered(world, { value, files: [body.id] }), file: body.id }
}

export const roundSamples: readonly Sample[] = [
  {
    route: 'GET /api/rounds',
    request: () => ({ url: '/api/rounds' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/rounds',
    request: async (world) => {
      await world.transact((tx) =>
        tx.db
          .updateTable('round_turns')
          .set({ closed_at: tx.now })
          .where('organization_id', '=', world.organizationId)
          .where('period', 'like', 'hand/%')
          .execute(),
      )
      return { url: '/api/rounds', body: { round: 'review', reason: '機構改革' } }
    },
    may: deciding,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/rounds/:round',
    request: () => ({ url: '/api/rounds/servers' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/rounds/:round/occurrences',
    request: () => ({ url: '/api/rounds/servers/occurrences' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/rounds/:round/answers',
    request: async (world) => ({
      url: '/api/rounds/servers/answers',
      body: { item: 'server/power', value: true, occurrences: [await check(world)] },
    }),
    may: doing,
  },
  {
    route: 'GET /api/rounds/:round/machines',
    request: () => ({ url: '/api/rounds/watch/machines' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/machine/tokens',
    request: async (world) => ({
      url: '/api/machine/tokens',
      body: {
        line: await watched(world),
        title: '監視',
        until: '2026-12-31',
        password: worldPassword,
      },
    }),
    may: doing,
  },
  {
    route: 'DELETE /api/machine/tokens/:id',
    request: async (world) => {
      const head = await world.as('head')
      const { body } = await head.post<{ id: string }>('/api/machine/tokens', {
        line: await watched(world),
        title: '監視',
        until: '2026-12-31',
        password: worldPassword,
      })
      return { url: `/api/machine/tokens/${body.id}` }
    },
    may: seeing,
  },
  {
    route: 'POST /api/machine/answers',
    request: () => ({
      url: '/api/machine/answers',
      body: {
        answers: [{ item: 'server/power', value: true, measuredAt: '2026-11-02T00:00:00Z' }],
      },
    }),
    may: [],
    open: true,
  },
  {
    route: 'GET /api/occurrences',
    request: () => ({ url: '/api/occurrences' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/occurrences/:id',
    request: async (world) => ({ url: `/api/occurrences/${await check(world)}` }),
    may: seeing,
  },
  {
    route: 'POST /api/occurrences/:id/answers',
    request: async (world) => ({
      url: `/api/occurrences/${await check(world)}/answers`,
      body: { answers: [{ item: 'server/power', value: true }] },
    }),
    may: doing,
  },
  {
    route: 'GET /api/occurrences/:id/files/:file',
    request: async (world) => {
      const { id, file } = await withProof(world, true)
      return { url: `/api/occurrences/${id}/files/${file}` }
    },
    may: seeing,
  },
  {
    route: 'POST /api/occurrences/:id/reading',
    request: async (world) => {
      await tick(world)
      const id = await occurrenceOf(world, world.persons.clerk, 'does')
      await world.transact((tx) =>
        tx.db
          .updateTable('occurrences')
          .set({ closed_at: null, closed_with: null, closed_as: null, closed_by: null })
          .where('organization_id', '=', world.organizationId)
          .where('id', '=', id)
          .execute(),
      )
      return { url: `/api/occurrences/${id}/reading`, body: {} }
    },
    may: ['clerk'],
  },
  {
    route: 'POST /api/occurrences/:id/waivers',
    request: async (world) => ({
      url: `/api/occurrences/${await answered(world, { notApplicable: true, comment: '止める' })}/waivers`,
      body: { item: 'server/power', accept: true },
    }),
    may: deciding,
  },
  {
    route: 'GET /api/findings',
    request: () => ({ url: '/api/findings' }),
    may: own,
    foreignersOwn: true,
  },
  {
    route: 'GET /api/findings/:id',
    request: async (world) => ({ url: `/api/findings/${await finding(world)}` }),
    may: seeing,
  },
  {
    route: 'GET /api/findings/:id/files/:file',
    request: async (world) => {
      const { id, file } = await withProof(world, false)
      const row = await world.transact((tx) =>
        tx.db
          .selectFrom('findings')
          .select('id')
          .where('organization_id', '=', world.organizationId)
          .where('occurrence_id', '=', id)
          .executeTakeFirstOrThrow(),
      )
      return { url: `/api/findings/${row.id}/files/${file}` }
    },
    may: seeing,
  },
  {
    route: 'POST /api/findings/:id/mending',
    request: async (world) => ({
      url: `/api/findings/${await finding(world)}/mending`,
      body: { version: 1, comment: '替えた', files: [] },
    }),
    may: doing,
  },
  {
    route: 'POST /api/findings/:id/verification',
    request: async (world) => ({
      url: `/api/findings/${await mended(world)}/verification`,
      body: { version: 2, mended: true },
    }),
    may: deciding,
  },
  {
    route: 'GET /api/rounds/:round/results',
    request: () => ({ url: '/api/rounds/self-check/results' }),
    may: seeing,
    foreignersOwn: true,
  },
  {
    route: 'POST /api/policy/provision/ask',
    request: async (world) => {
      // Of its own: whoever has one of the others to look at would be led to that.
      await world.transact(({ db, now }) =>
        db
          .updateTable('findings')
          .set({ state: 'closed', closed_at: now })
          .where('organization_id', '=', world.organizationId)
          .where('state', '<>', 'closed')
          .execute(),
      )
      await finding(world)
      return { url: '/api/policy/provision/ask', body: { ref: '2-1(1)' } }
    },
    // Who mends it opens it instead; others do not know that it is there.
    may: ['chief', 'admin'],
  },
  {
    route: 'GET /api/handbook',
    request: () => ({ url: '/api/handbook' }),
    may: own,
    foreignersOwn: true,
  },
]

/** What the policy of the tests has besides, so that there is something to go through. */
export const roundSampleFiles: Readonly<Record<string, string>> = {
  'registers/servers.yaml': `register: servers
title: サーバ台帳
belongsTo: unit
keptBy: security-officer of unit
readBy: everyone
number: サーバ{年度}-{000}
fields:
  name: { title: 名称, type: text, required, search, column }
carries: 2-1(1)
`,
  'registers/trainings.yaml': `register: trainings
title: 研修の記録
belongsTo: organization
keptBy: chief-officer
readBy: everyone
number: 研修{年度}-{000}
fields:
  name: { title: 研修, type: text, required, search, column }
  heldOn: { title: 行った日, type: date, past, required, column }
  people: { title: 受けた人, type: persons, required, column }
carries: 2-1(1)
`,
  'checklists/server.yaml': `checklist: server
title: サーバの点検
of: line of servers
mend: { by: security-officer of unit, within: 1 month, verify: chief-officer }
waivedBy: chief-officer
items:
  power: { title: 停電しても正しく止まる, proof: photo, carries: 2-1(1) }
  restore: { title: 戻す手順を試した, carries: 2-1(1) }
`,
  'checklists/conduct.yaml': `checklist: conduct
title: 職員の心得
of: person
items:
  clear: { title: 机に紙を残さない, carries: 2-1(1) }
`,
  'checklists/audit.yaml': `checklist: audit
title: 監査の調べ
of: unit
draw: [items of server, items of conduct]
view: { type: choices(defined=決めてある、working=動いている), should: all, carries: 2-1(1) }
samples: lines of servers
`,
  'checklists/review.yaml': `checklist: review
title: 規程の見直し
of: organization
items:
  fits: { title: 規程は今の仕事に合っている, carries: 2-1(1) }
`,
  'rounds.yaml': `rounds:
  audits: { title: 内部監査, each: unit, every: year, by: chief-officer, closedBy: answers to audit, independent: { of: unit, team: 2 }, carries: 2-1(1) }
  servers: { title: サーバの点検, each: line of servers, every: year, by: security-officer of unit, closedBy: answers to server, carries: 2-1(1) }
  handbook: { title: 心得を読む, each: person, on: edition, within: 1 month, closedBy: reading of conduct, carries: 2-1(1) }
  watch: { title: サーバの見張り, each: line of servers, where: "name == '見張られるサーバ'", every: year, by: [machine, security-officer of unit], closedBy: answers to server, carries: 2-1(1) }
  training: { title: 責任者の研修, each: holder of security-officer, every: year, closedBy: line of trainings, course: { name: title, heldOn: day, people: attendees }, carries: 2-1(1) }
  review: { title: 規程の見直し, each: organization, on: hand, by: chief-officer, closedBy: answers to review, carries: 2-1(1) }
  self-check: { title: 自己点検, each: person, every: year, in: 2月, closedBy: answers to conduct, carries: 2-1(1) }
`,
}
