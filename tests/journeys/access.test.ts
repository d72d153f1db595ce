import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, startVillage } from '../support/browser.ts'
import type { Village, Visit } from '../support/browser.ts'
import { worldPassword } from '../support/world.ts'
import { inspect, photographFailures, reads } from './steps.ts'

const executable = chromiumPath()

describe.skipIf(executable === undefined)('who is at the screen', () => {
  let village: Village
  const visits: Record<string, Visit> = {}
  photographFailures('access', () => visits)
  beforeAll(async () => {
    village = await startVillage(executable ?? '', { town: 'hinata' })
    village.world.gate.findOrganizationId = async () => village.world.organizationId
  })
  afterAll(() => village?.close())

  async function enter({ page }: Visit, account: string): Promise<void> {
    await page.getByRole('textbox', { name: /^組織の識別名/ }).fill('hinata')
    await page.getByRole('textbox', { name: '利用者ID' }).fill(account)
    await page.getByLabel('パスワード', { exact: true }).fill(worldPassword)
    await page.getByRole('button', { name: 'サインインする', exact: true }).click()
  }

  test('somebody whose role asks for a second factor registers a passkey first, and signs in with it alone afterwards', async () => {
    const { world } = village
    await world.transact(({ db }) =>
      db.deleteFrom('passkeys').where('organization_id', '=', world.organizationId).execute(),
    )
    const visit = await village.visit()
    visits['ciso'] = visit
    const { page, context } = visit
    const devices = await context.newCDPSession(page)
    await devices.send('WebAuthn.enable')
    await devices.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await page.goto('/')
    await enter(visit, 'ciso')
    await reads(visit, /2段階の確認が求められています/)
    await inspect(visit, 'access-set-up')
    await page.goto('/organization/accounts')
    await reads(visit, /2段階の確認が求められています/)
    await page.getByRole('button', { name: 'パスキーを登録する' }).click()
    await page.getByLabel('今のパスワード').fill(worldPassword)
    await page.getByRole('button', { name: 'パスキーを登録する' }).click()
    await page.getByRole('heading', { name: '回復コード' }).waitFor()
    await inspect(visit, 'access-codes')
    await page.getByRole('button', { name: '終わる' }).click()
    await page.getByRole('heading', { level: 1, name: '自分のアカウント' }).waitFor()
    await inspect(visit, 'access-account')
    await page.goto('/two-factor')
    await reads(visit, 'この端末')
    await inspect(visit, 'access-factors')
    await context.clearCookies()
    await page.goto('/')
    await page.getByRole('button', { name: 'パスキーでサインインする' }).click()
    await page.getByRole('navigation').first().waitFor()
    expect((await world.journal()).findLast((row) => row.action === 'session.begin')).toMatchObject(
      { actor: world.persons.ciso, detail: { passkey: expect.any(String), codeNeeded: false } },
    )
  })

  test('what one person was sending is not sent when another signs in over their page', async () => {
    const { world } = village
    const visit = await village.visit()
    visits['clerk'] = visit
    const { page } = visit
    await page.goto('/account')
    await enter(visit, 'clerk')
    await page.getByRole('button', { name: 'トークンを作る' }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('textbox', { name: '何に使うか' }).fill('集計')
    await form.getByRole('textbox', { name: '使える最後の日' }).fill('2026-12-31')
    await form.getByLabel('今のパスワード').fill(worldPassword)
    await page.evaluate(
      `localStorage.setItem('sekisho.draft.${world.accounts.clerk}.x', JSON.stringify({ values: {}, savedAt: '${world.clock.now().toISOString()}' }))`,
    )
    await world.transact(({ db, now }) =>
      db.updateTable('sessions').set({ ended_at: now }).execute(),
    )
    await form.getByRole('button', { name: 'トークンを作る' }).click()
    await page.getByRole('heading', { name: 'もう一度サインインしてください' }).waitFor()
    await enter(visit, 'head')
    await page.getByRole('heading', { name: 'サインインした人が変わりました' }).waitFor()
    await reads(visit, /佐藤 花さんとしてサインインしています/)
    await inspect(visit, 'access-other-person')
    const made = await world.transact(({ db }) =>
      db.selectFrom('api_tokens').select('id').execute(),
    )
    expect(made).toEqual([])
    expect(
      await page.evaluate(`localStorage.getItem('sekisho.draft.${world.accounts.clerk}.x')`),
    ).not.toBeNull()
  })
})
