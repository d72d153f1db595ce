import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CaseReceipt } from '#features/cases/contract/acts.ts'
import type { SignatureCheck, SigningText } from '#features/cases/contract/signing.ts'
import { worldPassword } from '#tests/support/world.ts'
import { storedPath } from '../support/storedPath.ts'
import type { World } from '#tests/support/world.ts'
import { peopleWorld, post, toPromise } from './people.ts'
import type { Refused } from './people.ts'
import { caseVersion } from '../support/versions.ts'

let world: World
beforeAll(async () => {
  world = await peopleWorld()
})
afterAll(() => world.close())

const step = 'secrecy'
const readText = async (id: string, fields = {}): Promise<SigningText> =>
  (
    await post<SigningText>(world, 'clerk', `/api/cases/${id}/signing`, {
      step,
      version: await caseVersion(world, id),
      fields,
    })
  ).body
const sign = async (id: string, digest: string, password: string = worldPassword, fields = {}) =>
  post(world, 'clerk', `/api/cases/${id}/signatures`, {
    step,
    version: await caseVersion(world, id),
    fields,
    digest,
    password,
  })

/** Has the clerk sign a case, then restores the clerk's account, which the case ended. */
async function signCase(): Promise<{ id: string; signature: SignatureCheck }> {
  const id = await toPromise(world)
  expect((await sign(id, (await readText(id)).digest)).body.status).toBe('ended')
  await world.transact((tx) =>
    tx.db
      .updateTable('accounts')
      .set({ ended_at: null })
      .where('organization_id', '=', world.organizationId)
      .execute(),
  )
  const view = (
    await (await world.as('head')).get<{ signatures: { id: string }[] }>(`/api/cases/${id}`)
  ).body
  return {
    id,
    signature: (
      await (
        await world.as('head')
      ).get<SignatureCheck>(`/api/signatures/${view.signatures[0]!.id}`)
    ).body,
  }
}

test('a step that asks for a signature does not go on without one', async () => {
  const id = await toPromise(world)
  expect(
    (
      await post(world, 'clerk', `/api/cases/${id}/acts`, {
        step,
        version: await caseVersion(world, id),
      })
    ).body,
  ).toMatchObject({
    code: 'not-signed',
    detail: expect.stringContaining('誓約書'),
  })
})

test('the text is read with its places as the act would leave them, and only by whoever is to sign', async () => {
  const id = await toPromise(world)
  expect(await readText(id, { left: '鍵は机に。' })).toMatchObject({
    title: '誓約書',
    text: '私（森 空）は、令和8年11月30日に辞めた後も、仕事で知ったことを話しません。鍵は机に。',
    signer: '森 空',
  })
  expect(
    (
      await post(world, 'head', `/api/cases/${id}/signing`, {
        step,
        version: await caseVersion(world, id),
      })
    ).body.code,
  ).toBe('not-your-turn')
  expect(
    (
      await post(world, 'worksClerk', `/api/cases/${id}/signing`, {
        step,
        version: await caseVersion(world, id),
      })
    ).status,
  ).toBe(404)
})

test('a signature seals text, signer and moment; the case goes on, and the journal holds the seal and the digest of the PDF', async () => {
  const { id, signature } = await signCase()
  expect(signature).toMatchObject({
    caseId: id,
    signer: '森 空',
    signedAt: world.clock.now().toISOString(),
    sealed: true,
    kept: true,
    text: expect.stringContaining('令和8年11月30日'),
  })
  const pdf = await (await world.as('head')).get(`/api/signatures/${signature.id}/sealed.pdf`)
  expect(pdf.raw.subarray(0, 5).toString()).toBe('%PDF-')
  expect(createHash('sha256').update(pdf.raw).digest('hex')).toBe(signature.sha256)
  const event = (await world.journal()).findLast((row) => row.action === 'case.sign')
  expect(event).toMatchObject({
    actor: world.persons.clerk,
    detail: { signed: { seal: signature.seal, pdf: signature.sha256 } },
  })
  expect(JSON.stringify(await world.journal())).not.toContain(worldPassword)
  const view = (
    await (
      await world.as('head')
    ).get<{ signatures: object[]; history: { signature: string | null }[] }>(`/api/cases/${id}`)
  ).body
  expect(view.signatures).toMatchObject([{ id: signature.id, seal: signature.seal, sealed: true }])
  expect(view.history.at(-1)?.signature).toBe(signature.id)
})

test('the very PDF that was signed is known again by upload; another is not, nor by those who may not see the case', async () => {
  const { id, signature } = await signCase()
  const { raw } = await (await world.as('head')).get(`/api/signatures/${signature.id}/sealed.pdf`)
  const check = async (name: Parameters<World['as']>[0], content: Buffer) =>
    (await world.as(name)).upload<SignatureCheck & Refused>('/api/signatures/check', {
      name: '誓約書.pdf',
      type: 'application/pdf',
      content,
    })
  expect((await check('head', raw)).body).toMatchObject({
    id: signature.id,
    caseId: id,
    sealed: true,
    kept: true,
  })
  expect((await check('head', Buffer.concat([raw, Buffer.from(' ')]))).body.code).toBe(
    'signature-unknown',
  )
  expect((await check('worksClerk', raw)).status).toBe(404)
  expect(
    (await (await world.as('worksClerk')).get<Refused>(`/api/signatures/${signature.id}`)).status,
  ).toBe(404)
})

test('what was altered afterwards is seen: the row by its seal, the file by its content', async () => {
  const { signature } = await signCase()
  const again = async () =>
    (await (await world.as('head')).get<SignatureCheck>(`/api/signatures/${signature.id}`)).body
  writeFileSync(storedPath(world, signature.sha256), 'something else')
  expect(await again()).toMatchObject({ sealed: true, kept: false })
  await expect(
    world.transact((tx) =>
      tx.db
        .updateTable('signatures')
        .set({ body: '何も約束しない' })
        .where('organization_id', '=', world.organizationId)
        .execute(),
    ),
  ).rejects.toThrow(/permission denied/)
})

test('a text that changed since it was read is not signed', async () => {
  const id = await toPromise(world)
  const { digest } = await readText(id)
  expect((await sign(id, digest, worldPassword, { left: '追記' })).body.code).toBe('text-changed')
  expect(
    (
      await post<CaseReceipt>(world, 'clerk', `/api/cases/${id}/signing`, {
        step,
        version: await caseVersion(world, id),
      })
    ).status,
  ).toBe(200)
})

test('a wrong password signs nothing, and as many as at the sign-in lock signing and signing in', async () => {
  const id = await toPromise(world)
  const { digest } = await readText(id)
  for (let i = 0; i < 5; i += 1)
    expect((await sign(id, digest, 'wrong')).body).toMatchObject({
      code: 'password-wrong',
      faults: [{ at: '/password' }],
    })
  expect((await sign(id, digest)).body.code).toBe('proof-locked')
  expect(
    (
      await world.anyone().post<Refused>('/api/session', {
        account: 'clerk',
        password: worldPassword,
        organization: 'hinata',
      })
    ).body.code,
  ).toBe('sign-in-refused')
  world.clock.advance({ minutes: 16 })
  expect((await sign(id, digest)).body.status).toBe('ended')
})

test('a token cannot sign', async () => {
  const id = await toPromise(world)
  await world.transact((tx) =>
    tx.db
      .updateTable('accounts')
      .set({ ended_at: null, failed: 0, locked_until: null })
      .where('organization_id', '=', world.organizationId)
      .execute(),
  )
  const { token } = (
    await post<{ token: string }>(world, 'clerk', '/api/account/tokens', {
      title: '試し',
      scopes: ['read', 'write'],
      until: '2026-12-31',
      password: worldPassword,
    })
  ).body
  const answer = await world.anyone().post<Refused>(
    `/api/cases/${id}/signatures`,
    {
      step,
      version: await caseVersion(world, id),
      digest: (await readText(id)).digest,
      password: worldPassword,
    },
    { headers: { authorization: `Bearer ${token}` } },
  )
  expect(answer.body.code).toBe('not-by-token')
})
