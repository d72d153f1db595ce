import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PlayAct, PlayCase } from '#kernel/packs/golden/types.ts'
import { demands, movesFrom } from '#kernel/procedures/index.ts'
import { PackLibrary } from '#platform/packs/library.ts'
import { fileURLToPath } from 'node:url'
import type { Answer } from '../support/world.ts'
import { momentOf, stageOf, translated } from './played.ts'
import type { Stage } from './played.ts'

interface View {
  readonly status: string
  readonly outcome: { readonly id: string } | null
  readonly step: { readonly id: string } | null
  readonly history: readonly { readonly person: string; readonly insteadOf: string | null }[]
  readonly abilities: { readonly mayAct: boolean; readonly fields: readonly { readonly id: string }[]; readonly decisions: readonly { readonly id: string; readonly confirm: readonly { readonly id: string }[] }[] }
}
interface Refusal { readonly code: string; readonly detail: string; readonly grounds?: readonly { readonly provision: string }[]; readonly faults?: readonly { readonly at: string }[] }

const { pack } = await new PackLibrary(fileURLToPath(new URL('../../packs', import.meta.url))).edition('otari')
/** Procedures in which a meeting decides, something is signed or things are given back are played where those run. */
const elsewhere = new Set([...pack.procedures.values()].filter((procedure) => [...procedure.steps.values()].some(demands)).map((procedure) => procedure.id))
const plays = pack.cases.filter((one): one is PlayCase => one.kind === 'play').filter((one) => !elsewhere.has(one.procedure))
/** What was decided on the platform, as `procedure/step/decision`, and the ends that were reached. */
const decided = new Set<string>()
const ends = new Set<string>()
let stage: Stage

beforeAll(async () => { stage = await stageOf('otari') })
afterAll(() => stage.world.close())

/** Every person who finds the case under their tasks, and everyone whom the page of the case lets act: they must be the same. */
async function actorsOf(id: string): Promise<string[]> {
  const found: string[] = []
  for (const person of pack.world!.organization.persons.keys()) {
    const client = await stage.as(person)
    const home = (await client.get<Record<'today' | 'week' | 'later', { caseId: string }[]>>('/api/tasks')).body
    const listed = [...home.today, ...home.week, ...home.later].some((task) => task.caseId === id)
    const view = await client.get<View>(`/api/cases/${id}`)
    expect({ person, mayAct: view.status === 200 && view.body.abilities.mayAct }).toEqual({ person, mayAct: listed })
    if (listed) found.push(person)
  }
  return found
}

/** Does one act of a golden case through the API. */
async function play(golden: PlayCase, id: string, one: PlayAct): Promise<{ step: string; answer: Answer<Refusal> }> {
  const client = await stage.as(one.by)
  const procedure = pack.procedures.get(golden.procedure)!
  const seen = await client.get<View>(`/api/cases/${id}`)
  const view = seen.status === 200 ? seen.body : undefined
  const decision = view?.abilities.decisions.find((each) => one.choose === undefined || each.id === one.choose)
  const asks = [...pack.handling.safeguards.values()].flatMap((safeguard) => safeguard.asks)
  const known = translated([...procedure.fields, ...asks], { ...golden.fields, ...one.fill }, stage.ids)
  const fields = Object.fromEntries((view?.abilities.fields ?? []).flatMap((field) => {
    const key = field.id.split('.').at(-1) ?? ''
    return Object.hasOwn(known, key) ? [[field.id, known[key]]] : []
  }))
  const step = view?.step?.id ?? ''
  const answer = await client.post<Refusal>(`/api/cases/${id}/acts`, {
    step, fields, confirmed: one.confirm ? (decision?.confirm ?? []).map((each) => each.id) : [],
    ...(one.choose ? { decision: one.choose } : {}), ...(one.comment ? { comment: one.comment } : {}),
  })
  if (answer.status === 200) decided.add(`${golden.procedure}/${step}/${decision?.id ?? ''}`)
  return { step, answer }
}

/** What came of the effects: states of the entries, cases that were started, lines that were written, people who were told. */
async function happened(id: string, about: readonly string[], before: Date): Promise<string[]> {
  return stage.enter(async ({ db, organization }) => {
    const entries = about.length === 0 ? [] : await db.selectFrom('entry_versions').select('state').where('organization_id', '=', organization.id).where('entry_id', 'in', [...about]).execute()
    const started = await db.selectFrom('links as l').innerJoin('cases as c', (join) => join.onRef('c.organization_id', '=', 'l.organization_id').onRef('c.id', '=', 'l.from_id'))
      .select('c.procedure').where('l.organization_id', '=', organization.id).where('l.relation', '=', 'follows').where('l.to_id', '=', id).execute()
    const written = await db.selectFrom('entries').select('register').where('organization_id', '=', organization.id).where('created_at', '>=', before).execute()
    const told = await db.selectFrom('notices').select('id').where('organization_id', '=', organization.id).where('case_id', '=', id).execute()
    return [...entries.map((one) => `change ${one.state}`), ...started.map((one) => `start ${one.procedure}`), ...written.map((one) => `write ${one.register}`), ...(told.length > 0 ? ['tell'] : [])]
  })
}

test('what points to nothing is refused beside its field', async () => {
  const nowhere = '00000000-0000-7000-8000-000000000000'
  const answer = await (await stage.as('mori')).post<Refusal>('/api/cases', { procedure: 'install', fields: { software: '表計算', section: nowhere } })
  expect(answer.body).toMatchObject({ code: 'input-invalid', faults: [{ at: '/fields/section' }] })
  const person = await (await stage.as('mori')).post<Refusal>('/api/cases', { procedure: 'private-pc', fields: { pcName: '私物', user: nowhere } })
  expect(person.body).toMatchObject({ code: 'input-invalid', faults: [{ at: '/fields/user' }] })
})

describe('every golden case of the village runs on the platform as it does in the engine', () => {
  test.each(plays.map((golden) => [`${golden.procedure}：${golden.name}`, golden] as const))('%s', async (_name, golden) => {
    const procedure = pack.procedures.get(golden.procedure)!
    stage.world.clock.set(momentOf(golden.clock))
    await stage.away(golden.absences)
    const about = await Promise.all(golden.about.map((entry) => stage.entry(entry, golden.by ?? '')))
    const asked = new Set((procedure.asks ?? []).flatMap((act) => pack.handling.acts.get(act)?.asks.map((field) => field.id) ?? []))
    const fields = Object.fromEntries(Object.entries(translated(procedure.fields, golden.fields, stage.ids)).filter(([field]) => asked.has(field)))
    const begun = await (await stage.as(golden.by ?? '')).post<Refusal & { id: string }>('/api/cases', { procedure: golden.procedure, about, fields })
    if (begun.status !== 201) return expect({ code: begun.body.code, grounds: (begun.body.grounds ?? []).length > 0 }).toEqual({ code: golden.expect.refused, grounds: true })
    const { id } = begun.body
    const opened = stage.world.clock.now()
    for (const one of golden.acts) {
      if (one.at) stage.world.clock.set(momentOf(one.at))
      const { answer } = await play(golden, id, one)
      if (one.refused === undefined) expect({ ...one, status: answer.status, why: answer.status === 200 ? undefined : answer.body }).toEqual({ ...one, status: 200, why: undefined })
      else if (answer.body.code !== 'not-found') expect(answer.body.code).toBe(one.refused)
      if (one.refused !== undefined && answer.body.code !== 'not-found') expect(answer.body.grounds?.length).toBeGreaterThan(0)
    }
    const view = (await (await stage.as(golden.by ?? '')).get<View>(`/api/cases/${id}`)).body
    if (view.status === 'ended') ends.add(`${golden.procedure}/${view.outcome?.id}`)
    if (golden.expect.end) expect(view.outcome?.id).toBe(golden.expect.end)
    if (golden.expect.at) expect(view.step?.id).toBe(golden.expect.at)
    const actors = await actorsOf(id)
    if (golden.expect.actors) expect(actors.toSorted()).toEqual(golden.expect.actors.toSorted())
    const names = new Map([...pack.world!.organization.persons.values()].map((person) => [person.name, person.id]))
    if (golden.expect.deputy) expect([...new Set(view.history.filter((line) => line.insteadOf !== null).map((line) => names.get(line.person)))]).toEqual([...golden.expect.deputy])
    const effects = await happened(id, about, opened)
    for (const effect of golden.expect.effects ?? []) expect(effects).toContain(effect)
    if (golden.expect.reminded) {
      if (golden.expect.on) stage.world.clock.set(momentOf(`${golden.expect.on.slice(0, 10)} 12:00`))
      await stage.remind()
      await stage.remind()
      const rows = await stage.enter(({ db, organization }) => db.selectFrom('reminders as r').innerJoin('tasks as t', (join) => join.onRef('t.organization_id', '=', 'r.organization_id').onRef('t.id', '=', 'r.task_id'))
        .select('r.person_id').where('r.organization_id', '=', organization.id).where('t.case_id', '=', id).execute())
      expect(rows.map((row) => stage.ids.nameOf(row.person_id)).toSorted()).toEqual([...golden.expect.reminded].toSorted())
    }
  })

  test('every decision of every procedure was made, and every end reached', () => {
    const played = [...pack.procedures.values()].filter((procedure) => !elsewhere.has(procedure.id))
    const wanted = played.flatMap((procedure) => [...procedure.steps.keys()].flatMap((step) => movesFrom(procedure, step).flatMap(([move]) => ('decision' in move ? [`${procedure.id}/${step}/${move.decision}`] : []))))
    expect([...new Set(wanted)].filter((one) => !decided.has(one))).toEqual([])
    expect(played.flatMap((procedure) => [...procedure.ends.keys()].map((end) => `${procedure.id}/${end}`)).filter((end) => !ends.has(end))).toEqual([])
  })
})
