import { afterAll, beforeAll, expect, test } from 'vitest'
import { stageOf } from './stage.ts'
import type { Stage } from './stage.ts'
import { caseVersion } from '../support/versions.ts'

let stage: Stage
beforeAll(async () => {
  stage = await stageOf('yonezawa')
})
afterAll(() => stage.close())

interface View {
  readonly abilities: { readonly safeguards: readonly { readonly id: string }[] }
}

test('a case is asked for the safeguards of the act whose questions it puts, not for those of other acts that may end in the same permit', async () => {
  await stage.set({ absences: [], clock: '2026-11-02 09:00' })
  const minutes = await stage.entry('minutes2', 'assets', 'mori')
  const [clerk, head] = [stage.as('mori'), stage.as('sato')]
  const fields = {
    recipient: '社会福祉協議会',
    route: 'hand',
    carrier: 'paper',
    purpose: '見守り',
    scope: '30人分',
    personal: 'none',
    provideOn: '2026-11-05',
  }
  const {
    body: { id },
  } = await clerk.post<{ id: string }>('/api/cases', {
    procedure: 'provide',
    about: [minutes],
    fields,
    send: true,
  })
  const permitted = await head.post(`/api/cases/${id}/acts`, {
    version: await caseVersion({ transact: stage.enter }, id),
    step: 'approve',
    decision: 'permit',
    confirmed: ['1'],
    fields: { ordinance: '個人情報を含まない' },
  })
  expect(permitted.status).toBe(200)
  const { body } = await clerk.get<View>(`/api/cases/${id}`)
  expect(body.abilities.safeguards.map((safeguard) => safeguard.id)).toEqual(['locked-case'])
})
