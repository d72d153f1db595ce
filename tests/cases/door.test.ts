import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stageOf } from './stage.ts'
import type { Stage } from './stage.ts'
import { caseVersion } from '../support/versions.ts'

let stage: Stage
beforeAll(async () => {
  stage = await stageOf('otari')
  await stage.set({ absences: [], clock: '2026-11-02 09:00' })
})
afterAll(() => stage.close())

interface Refusal {
  readonly code: string
  readonly detail: string
  readonly grounds: readonly { readonly provision: string; readonly rule?: string }[]
}
const fields = {
  channel: 'internet-mail',
  recipient: '受託事業者',
  purpose: '納品の確認',
  sendOn: '2026-11-04',
}
const casesOf = async (): Promise<number> =>
  (await stage.as('sato').get<{ rows: unknown[] }>('/api/cases')).body.rows.length

describe('the door of a procedure', () => {
  it('is asked with a form as it stands: it forbids before anything is typed where no answer helps, and no sooner than the answer that forbids', async () => {
    const [list, plan] = [
      await stage.entry('list3', 'assets', 'mori'),
      await stage.entry('plan2', 'assets', 'mori'),
    ]
    const before = await casesOf()
    const ask = async (about: string, answers: Readonly<Record<string, unknown>>) =>
      (
        await stage.as('mori').post<{
          verdicts: readonly { verdict: string; rule: string | null; instead: string | null }[]
          refusal: { code: string } | null
        }>('/api/cases/door', { procedure: 'send', about: [about], fields: answers })
      ).body
    const secret = await ask(list, {})
    expect(secret.refusal?.code).toBe('act-forbidden')
    expect(secret.verdicts[0]).toMatchObject({ verdict: 'forbid', rule: 'send-3' })
    expect(secret.verdicts[0]?.instead).toContain('手渡し')
    expect((await ask(plan, { recipient: 'だれか' })).refusal).toBeNull()
    expect(await casesOf()).toBe(before)
  })

  it('refuses an application for what the rules forbid, with rule, provision and another way, and keeps nothing of it', async () => {
    const list = await stage.entry('list3', 'assets', 'mori')
    const before = await casesOf()
    for (const send of [false, true]) {
      const refused = await stage.as('mori').post<Refusal>('/api/cases', {
        procedure: 'send',
        about: [list],
        fields: send ? fields : {},
        ...(send && { send }),
      })
      expect(refused.status).toBe(403)
      expect(refused.body).toMatchObject({
        code: 'act-forbidden',
        detail: expect.stringContaining('手渡し'),
        grounds: expect.arrayContaining([{ provision: '2-9前文1', rule: 'send-3' }]),
      })
    }
    expect(await casesOf()).toBe(before)
  })

  it('refuses it as soon as the answer is given that forbids it; the case stays where it is and goes on with another answer', async () => {
    const plan = await stage.entry('plan2', 'assets', 'mori')
    const clerk = stage.as('mori')
    const begun = await clerk.post<{ id: string }>('/api/cases', {
      procedure: 'send',
      about: [plan],
      fields: {},
    })
    expect(begun.status).toBe(201)
    const apply = async (channel: string) =>
      clerk.post<Refusal>(`/api/cases/${begun.body.id}/acts`, {
        version: await caseVersion({ transact: stage.enter }, begun.body.id),
        step: 'apply',
        fields: { ...fields, channel },
      })
    const refused = await apply('other')
    expect([refused.status, refused.body.code]).toEqual([403, 'act-forbidden'])
    const { body } = await clerk.get<{ step: { id: string } }>(`/api/cases/${begun.body.id}`)
    expect(body.step.id).toBe('apply')
    expect((await apply('internet-mail')).status).toBe(200)
  })

  it('refuses the permit of what became forbidden after the application, and lets it be refused', async () => {
    const plan = await stage.entry('plan2', 'assets', 'mori')
    const begun = await stage.as('mori').post<{ id: string }>('/api/cases', {
      procedure: 'send',
      about: [plan],
      fields,
      send: true,
    })
    const raised = await stage.as('sato').patch(
      `/api/registers/assets/entries/${plan}`,
      {
        fields: {
          class: { confidentiality: 3, integrity: 1, availability: 1 },
          place: '書庫',
          handlers: [stage.ids.of('mori')],
        },
        reason: '名簿が加わった',
      },
      { ifMatch: 1 },
    )
    expect(raised.status).toBe(200)
    const decide = async (decision: string) =>
      stage.as('sato').post<Refusal>(`/api/cases/${begun.body.id}/acts`, {
        version: await caseVersion({ transact: stage.enter }, begun.body.id),
        step: 'approve',
        decision,
        confirmed: ['1', '2'],
        comment: '別の方法で渡してください',
      })
    const permitted = await decide('permit')
    expect([permitted.status, permitted.body.code]).toEqual([403, 'act-forbidden'])
    expect((await decide('refuse')).status).toBe(200)
  })
})
