import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { routes as audits } from '#features/audits/server/routes.ts'
import type { Home } from '#features/cases/contract/home.ts'
import { routes as cases } from '#features/cases/server/routes.ts'
import { routes as courses } from '#features/courses/server/routes.ts'
import { routes as journal } from '#features/journal/server/routes.ts'
import { routes as organization } from '#features/organization/server/routes.ts'
import { routes as policy } from '#features/policy/server/routes.ts'
import { routes as registers } from '#features/registers/server/routes.ts'
import type { MyOccurrences } from '#features/rounds/contract/occurrences.ts'
import { routes as meetings } from '#features/meetings/server/routes.ts'
import { runRounds } from '#features/rounds/server/public.ts'
import { routes as rounds } from '#features/rounds/server/routes.ts'
import { adoptEdition } from '#tests/support/adoptEdition.ts'
import { makeRevisedWorld } from '#tests/support/revised.ts'
import type { World, WorldOptions } from '#tests/support/world.ts'

/** What ひなた町 has besides its own files: servers that are looked at, people who read and answer. */
export const roundFiles: Readonly<Record<string, string>> = {
  'registers/servers.yaml': `register: servers
title: サーバ台帳
belongsTo: unit
keptBy: security-officer of unit
readBy: everyone
number: サーバ{年度}-{000}
states: [使用中, 廃止]
ended: [廃止]
byHand: [使用中]
endByHand: 廃止
fields:
  name: { title: 名称, type: text, required, search, column }
  system: { title: 情報システム, type: line of systems, column }
  two: { title: 二重にする, type: yes-no, required }
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
  kind: { title: 種類, type: choice(officers=責任者、all=全員), required, column }
  heldOn: { title: 行った日, type: date, past, required, column }
  people: { title: 受けた人, type: persons, required, column }
carries: 2-1(1)
`,
  'organization.yaml': `organization:
  review: { title: 見直す間隔, type: cadence, atLeast: year, value: year, carries: 2-1(1) }
`,
  'checklists/server.yaml': `checklist: server
title: サーバの点検
of: line of servers
mend: { by: security-officer of unit, within: 1 month, verify: chief-officer }
waivedBy: chief-officer
items:
  power: { title: 停電しても正しく止まる, proof: photo, carries: 2-1(1) }
  double: { title: 二重にしてある, when: "two", carries: 2-1(1) }
  restore: { title: 戻すのにかかった時間, type: number, unit: 時間, max: 999, should: "value <= 24.0", must: "value >= 0.0", carries: 2-1(1) }
`,
  'checklists/conduct.yaml': `checklist: conduct
title: 職員の心得
of: person
items:
  lock: { title: 画面に鍵をかける, ask: 鍵をかけずに離れたことがありますか, type: choice(never=ない、once=ある), should: never, carries: 2-1(1) }
  clear: { title: 机に紙を残さない, carries: 2-1(1) }
`,
  'checklists/review.yaml': `checklist: review
title: 規程の見直し
of: organization
items:
  fits: { title: 規程は今の仕事に合っている, carries: 2-1(1) }
`,
  'courses.yaml': `courses:
  officers:
    title: 責任者の務め
    needed: 2
    pages: [{ title: 務め, text: 部下が困る前に聞く。 }, { title: 知らせ, text: すぐに知らせる。 }]
    questions:
      - { ask: いつ聞きますか, options: [困る前, 困った後], right: 1, why: 早いほど手当てが小さい。 }
      - { ask: いつ知らせますか, options: [翌日, すぐ], right: 2, why: 待つあいだに広がる。 }
`,
  'rounds.yaml': `rounds:
  servers: { title: サーバの点検, each: line of servers, where: "state == '使用中'", every: year, in: 10月, by: security-officer of unit, closedBy: answers to server, late: [{ after: 2 weeks, remind: chief-officer }], carries: 2-1(1) }
  handbook: { title: 心得を読む, each: person, on: [new, edition], within: 1 month, closedBy: reading of conduct, carries: 2-1(1) }
  self-check: { title: 自己点検, each: person, every: year, in: 1月, closedBy: answers to conduct, portion: { items: 1, years: 2 }, carries: 2-1(1) }
  training: { title: 責任者の研修, each: holder of security-officer, every: year, closedBy: { by: line of trainings, where: "kind == 'officers'" }, course: { name: title, kind: "'officers'", heldOn: day, people: attendees }, carries: 2-1(1) }
  committee: { title: 委員会, each: organization, every: half-year, by: chief-officer, closedBy: meeting of committee, carries: 2-1(1) }
  review: { title: 規程の見直し, each: organization, every: organization.review, in: 3月, on: hand, by: chief-officer, closedBy: answers to review, carries: 2-1(1) }
`,
}

export type Name = Parameters<World['as']>[0]

/** The world of the rounds, at a time, and what tests ask of it. */
export async function roundWorld(
  at: string,
  changes: Readonly<Record<string, (text: string) => string>> = {},
  options: Omit<WorldOptions, 'routes' | 'packsFolder'> = {},
  more: Readonly<Record<string, string>> = {},
) {
  const files = Object.fromEntries(
    [...new Set([...Object.keys({ ...roundFiles, ...more }), ...Object.keys(changes)])].map(
      (path) => {
        const text = { ...roundFiles, ...more }[path] ?? ''
        return [path, changes[path]?.(text) ?? text]
      },
    ),
  )
  const world = await makeRevisedWorld(
    [
      ...audits,
      ...courses,
      ...rounds,
      ...meetings,
      ...registers,
      ...cases,
      ...organization,
      ...policy,
      ...journal,
    ],
    files,
    {},
    { at, ...options },
  )
  const tick = (): Promise<void> =>
    runRounds({
      organizationId: world.organizationId,
      services: world.services,
      signal: new AbortController().signal,
    })
  const get = async <Body>(name: Name, url: string): Promise<Body> =>
    (await (await world.as(name)).get<Body>(url)).body
  const post = async <Body = Refusal>(name: Name, url: string, body: unknown = {}) =>
    (await world.as(name)).post<Body>(url, body)
  return {
    ...world,
    tick,
    get,
    send: post,
    /** A server in the register; its id. */
    async addServer(name: Name, title: string, two = false): Promise<string> {
      const { status, body } = await post<{ id: string }>(name, '/api/registers/servers/entries', {
        fields: { name: title, two },
      })
      if (status !== 201) throw new Error(JSON.stringify(body))
      return body.id
    },
    async mine(name: Name) {
      return (await get<MyOccurrences>(name, '/api/occurrences')).rows
    },
    /** The tasks of a person that are no steps of cases. */
    async errands(name: Name) {
      const { today, week, later } = await get<Home>(name, '/api/tasks')
      return [...today, ...week, ...later].filter((task) => task.kind === 'errand')
    },
    async notices(name: Name) {
      return (await get<Home>(name, '/api/tasks')).notices.map(({ message }) => message)
    },
  }
}
export type RoundWorld = Awaited<ReturnType<typeof roundWorld>>

/** Adopts an edition in which one file is another. */
export async function adoptRevised(
  world: World,
  path: string,
  change: (text: string) => string,
  edition = '令和8年10月改定',
): Promise<void> {
  const folder = join(world.services.settings.packsFolders[0]!, 'hinata')
  const file = join(folder, path)
  writeFileSync(file, change(readFileSync(file, 'utf8')))
  const pack = join(folder, 'pack.yaml')
  writeFileSync(pack, readFileSync(pack, 'utf8').replace(/^edition: .*$/m, `edition: ${edition}`))
  const { status, body } = await adoptEdition(world)
  if (status !== 200) throw new Error(JSON.stringify(body))
}

export interface Refusal {
  readonly code: string
  readonly detail: string
  readonly faults?: readonly { readonly at: string; readonly detail: string }[]
}
