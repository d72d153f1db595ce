import { afterEach, beforeEach, expect, test } from 'vitest'
import { routes } from '#features/accounts/server/routes.ts'
import { signInRulesFor } from '#kernel/accounts/signInRules.ts'
import { problem } from '#kernel/problems/index.ts'
import { makeWorld, worldPassword } from '#tests/support/world.ts'
import type { Client, World } from '#tests/support/world.ts'

interface Problem {
  readonly code: string
  readonly detail: string
  readonly faults?: readonly { detail: string }[]
  readonly mustChange?: boolean
  readonly rules?: readonly string[]
}
let world: World
beforeEach(async () => {
  world = await makeWorld({ routes, pack: 'hoshi', factors: false })
})
afterEach(() => world.close())

const strong = 'Kurumi-Yokaze-4821-Sora'
const signIn = (client: Client, account: string, password = worldPassword) =>
  client.post<Problem>('/api/session', { account, password, organization: 'hinata' })
const change = (client: Client, current: string, password: string) =>
  client.put<Problem>('/api/account/password', { current, password })

test('who holds a privileged role is locked out sooner and longer than others', async () => {
  for (const account of ['chief', 'head'])
    for (let i = 0; i < 2; i += 1) await signIn(world.anyone(), account, 'wrong')
  expect([
    (await signIn(world.anyone(), 'chief')).status,
    (await signIn(world.anyone(), 'head')).status,
  ]).toEqual([401, 200])
  world.clock.advance({ minutes: 59 })
  expect((await signIn(world.anyone(), 'chief')).status).toBe(401)
  world.clock.advance({ minutes: 2 })
  expect((await signIn(world.anyone(), 'chief')).status).toBe(200)
})

test('the sentence of a refused sign-in is the same for both, and for an organisation that does not exist', async () => {
  const refused = async (account: string, organization: string) => {
    const client = world.anyone()
    const body = { account, password: 'wrong', organization }
    const { status, body: said } = await client.post<Problem>('/api/session', body)
    return { status, ...said, requestId: '' }
  }
  const privileged = await refused('chief', 'hinata')
  for (const [account, organization] of [
    ['head', 'hinata'],
    ['nobody', 'hinata'],
    ['head', 'asahi'],
    ['head', 'there-is-none'],
  ] as const)
    expect(await refused(account, organization)).toEqual(privileged)
})

test('without a named organisation, the sentence tells the figures of both', () => {
  const lockout = { attempts: 5, minutes: 15 }
  const privileged = { attempts: 2, minutes: 60 }
  expect(problem('sign-in-refused', { ...lockout, privileged }).detail).toContain(
    '5回続けて間違えたため15分間（特権のある役割では2回で60分間）',
  )
})

test('a privileged role asks for a stronger password, and says so', async () => {
  const [chief, head] = [await world.as('chief'), await world.as('head')]
  expect((await chief.get<Problem>('/api/account/password')).body.rules).toContain('20文字以上')
  expect((await head.get<Problem>('/api/account/password')).body.rules).not.toContain('20文字以上')
  const plain = 'Kurumi-Yokaze-4'
  expect((await change(chief, worldPassword, plain)).body).toMatchObject({ code: 'password-weak' })
  expect((await change(head, worldPassword, plain)).status).toBeLessThan(300)
  expect((await change(chief, worldPassword, strong)).status).toBeLessThan(300)
})

test('whose password became too weak, by a new role or a new edition, must change it at the next sign-in and once', async () => {
  const client = world.anyone()
  expect((await signIn(client, 'chief')).body.mustChange).toBe(true)
  expect((await change(client, worldPassword, strong)).status).toBeLessThan(300)
  expect((await signIn(world.anyone(), 'chief', strong)).body.mustChange).toBe(false)
  expect((await signIn(world.anyone(), 'head')).body.mustChange).toBe(false)
})

test('the figures are those of everybody where no role is named', () => {
  const figures = {
    password: { minLength: 8, classes: 1, history: 0, notContaining: [] },
    lockout: { attempts: 10, minutes: 60 },
  }
  const rules = {
    id: 'accounts',
    title: '',
    carries: [],
    idleMinutes: 1,
    sessionHours: 1,
    totpRequiredFor: [],
    code: { minLength: 6, idleMinutes: 3 },
    ...figures,
  }
  const privileged = { ...figures, for: ['chief-officer'], lockout: { attempts: 3, minutes: 360 } }
  expect(signInRulesFor(rules, ['chief-officer']).lockout.attempts).toBe(10)
  expect(
    [['chief-officer', 'ciso'], ['ciso'], []].map(
      (roles) => signInRulesFor({ ...rules, privileged }, roles).lockout.attempts,
    ),
  ).toEqual([3, 10, 10])
})
