import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CaseState } from '#kernel/procedures/index.ts'
import { Outbox } from '#platform/jobs/outbox.ts'
import { printCase } from '#features/cases/server/print.ts'
import { outboxHandlers, recurringJobs } from '../../src/apps/jobs.ts'
import { routes } from '../../src/apps/routes.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'
import {
  act,
  createAsset,
  encrypted,
  homeOf,
  tasksOf,
  takeOutFields,
  getCase,
  sendApplication,
  takeOutAsset,
} from './steps.ts'
import type { CaseView, Receipt, Refusal } from './steps.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld({ routes })
})
afterEach(() => world.close())

const runDue = (): Promise<number> =>
  new Outbox(world.services, outboxHandlers, recurringJobs).runDue()
const pdftotext = ((): boolean => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    process.stderr.write(
      'Skipped: the words of printed forms were not read, because there is no pdftotext (install it with: apt-get install poppler-utils).\n',
    )
    return false
  }
})()

describe('the way of an application', () => {
  test('begun → asked back → answered → permitted by two → out → late → back: history and register show all of it', async () => {
    const [clerk, head, chief] = [
      await world.as('clerk'),
      await world.as('head'),
      await world.as('chief'),
    ]
    const id = await sendApplication(world, 3)
    expect((await act(head, id, 'ask', {}, '何人分ですか')).body).toMatchObject({ step: 'apply' })
    expect(
      (await act(clerk, id, undefined, { ...takeOutFields, purpose: '打合せ（48人分）' })).body,
    ).toMatchObject({ step: 'approve' })
    expect(
      (await getCase(head, id)).paper.filter((line) => line.changed).map((line) => line.field),
    ).toEqual(['purpose'])
    expect((await act(head, id, 'permit')).body).toMatchObject({ step: 'approve-chief' })
    expect((await act(chief, id, 'permit')).body).toMatchObject({ step: 'depart' })
    world.clock.set('2026-11-04 09:00')
    expect(
      (await act(clerk, id, undefined, { departedAt: '2026-11-04T09:00:00+09:00' })).body,
    ).toMatchObject({ code: 'input-invalid' })
    expect(
      (
        await act(
          clerk,
          id,
          undefined,
          { departedAt: '2026-11-04T09:00:00+09:00' },
          undefined,
          encrypted,
        )
      ).body,
    ).toMatchObject({ step: 'return' })
    world.clock.set('2026-11-08 10:00')
    expect(
      (await act(clerk, id, undefined, { returnedAt: '2026-11-08T10:00:00+09:00', complete: true }))
        .body,
    ).toMatchObject({ status: 'ended' })
    const view = await getCase(clerk, id)
    expect(view.outcome?.id).toBe('returned')
    expect(view.history.map((line) => line.person)).toEqual([
      '森 空',
      '森 空',
      '佐藤 花',
      '森 空',
      '佐藤 花',
      '中村 透',
      '森 空',
      '森 空',
    ])
    expect(view.history.at(-1)?.late).toMatchObject({ days: 2 })
    expect(view.history.flatMap((line) => line.confirmed)).toContain('ほかの方法がない')
    const { sheet } = await world.runQuery('clerk', printCase, { id })
    const notes = (sheet.history ?? []).map(({ note = '' }) => note).join('\n')
    expect(notes).toContain('確かめた：ほかの方法がない')
    expect(notes).toContain('を2日過ぎて行われた')
    expect(sheet.sections.find(({ heading }) => heading === '終わり')?.rows).toMatchObject([
      { label: '返却済み', value: '令和8年11月8日 10:00' },
    ])
    expect(await statesOf(id)).toEqual(['使用中', '持出中', '使用中'])
    const acts = (await world.journal()).filter((event) => event.subjectId === id)
    expect(acts.map((event) => event.action)).toEqual([
      'case.begin',
      ...Array.from({ length: 6 }, () => 'case.act'),
    ])
    for (const event of acts) expect(event.detail['number']).toBe(view.number)
  })

  test('what is missing at the return opens the next case for her, with what is known, and tells her head', async () => {
    const id = await takeOutAsset(world, 2)
    const done = await act(await world.as('clerk'), id, undefined, {
      complete: false,
      missing: 'USBメモリ1本',
    })
    const [opened] = done.body.opened
    const report = await getCase(await world.as('clerk'), opened?.id ?? '')
    expect(report.abilities.known['what']).toBe('USBメモリ1本')
    expect(report.paper.find((line) => line.field === 'about')?.value).toBe('要支援者名簿')
    expect(tasksOf(await homeOf(world, 'clerk')).map((line) => line.caseId)).toContain(opened?.id)
    expect(report.abilities.mayWithdraw).toBe(false)
    expect(
      (await (await world.as('clerk')).post<Refusal>(`/api/cases/${opened?.id}/withdraw`, {})).body,
    ).toMatchObject({ code: 'may-not-withdraw', grounds: [{}] })
    expect(report.linked).toMatchObject([{ id, relation: 'origin' }])
    expect((await homeOf(world, 'head')).notices.map((notice) => notice.message)).toEqual([
      '持ち出した情報資産が足りません',
    ])
  })

  test('a draft waits for its applicant and for nobody else, and is sent later', async () => {
    const clerk = await world.as('clerk')
    const { body } = await clerk.post<Receipt>('/api/cases', {
      procedure: 'take-out',
      about: [await createAsset(world, 2)],
      fields: { purpose: '途中まで' },
    })
    expect(body).toMatchObject({ status: 'open', step: 'apply' })
    expect(tasksOf(await homeOf(world, 'head'))).toEqual([])
    expect((await getCase(clerk, body.id)).abilities).toMatchObject({
      mayAct: true,
      known: { purpose: '途中まで' },
    })
    expect((await act(clerk, body.id, undefined, takeOutFields)).body).toMatchObject({
      step: 'approve',
    })
  })

  test('when the time is over, applicant and head are reminded once a day each, until it is back', async () => {
    const id = await takeOutAsset(world, 2)
    world.clock.set('2026-11-06 16:00')
    await runDue()
    expect((await homeOf(world, 'clerk')).notices).toEqual([])
    for (const moment of ['2026-11-07 08:00', '2026-11-07 12:00', '2026-11-08 08:00']) {
      world.clock.set(moment)
      await runDue()
      await runDue()
    }
    for (const person of ['clerk', 'head'] as const)
      expect(
        (await homeOf(world, person)).notices
          .filter((notice) => notice.caseId === id)
          .map((notice) => notice.message),
      ).toEqual([expect.stringContaining('期限を2日過ぎています')])
    expect((await homeOf(world, 'deputy')).notices).toEqual([])
    const { mails } = await world.transact(async ({ db, organization }) => ({
      mails: await db
        .selectFrom('outbox')
        .select('payload')
        .where('organization_id', '=', organization.id)
        .where('kind', '=', 'mail')
        .execute(),
    }))
    expect(mails.map((mail) => (mail.payload as { person: string }).person).toSorted()).toEqual(
      [world.persons.clerk, world.persons.clerk, world.persons.head, world.persons.head].toSorted(),
    )
    // A notice of the kind `case` is no reminder, even with the same text.
    await world.transact(({ db }) =>
      db
        .updateTable('notices')
        .set({ kind: 'case' })
        .where('case_id', '=', id)
        .where('person_id', '=', world.persons.head)
        .where('read_at', 'is', null)
        .execute(),
    )
    await act(await world.as('clerk'), id, undefined, {
      returnedAt: '2026-11-08T08:00:00+09:00',
      complete: true,
    })
    world.clock.set('2026-11-09 08:00')
    await runDue()
    expect((await homeOf(world, 'clerk')).notices).toEqual([])
    expect((await homeOf(world, 'head')).notices).toEqual([expect.objectContaining({ caseId: id })])
  })

  test.skipIf(!pdftotext)('prints as its form: who applied, what, who permitted', async () => {
    const id = await takeOutAsset(world, 3)
    const printed = await (await world.as('clerk')).get<string>(`/api/cases/${id}/form.pdf`)
    const file = join(mkdtempSync(join(tmpdir(), 'sekisho-form-')), 'form.pdf')
    writeFileSync(file, printed.raw)
    const words = execFileSync('pdftotext', ['-layout', file, '-'], {
      encoding: 'utf8',
    }).replaceAll(/\s/g, '')
    for (const word of [
      '様式2',
      '情報資産の庁外持ち出し',
      '森空',
      '要支援者名簿',
      '県庁',
      '佐藤花',
      '中村透',
      '暗号化',
    ])
      expect(words).toContain(word)
  })
})

async function statesOf(id: string): Promise<string[]> {
  return world.transact(async ({ db, organization }) =>
    (
      await db
        .selectFrom('entry_versions as v')
        .innerJoin('links as l', (join) =>
          join
            .onRef('l.organization_id', '=', 'v.organization_id')
            .onRef('l.to_id', '=', 'v.entry_id'),
        )
        .select('v.state')
        .where('v.organization_id', '=', organization.id)
        .where('l.from_id', '=', id)
        .where('l.relation', '=', 'about')
        .orderBy('v.version')
        .execute()
    ).map((row) => row.state),
  )
}

describe('who acts', () => {
  test('a head who applies himself is decided on by his deputy, with the reason', async () => {
    const id = await sendApplication(world, 2, 'head')
    const refused = await act(await world.as('head'), id, 'permit')
    expect(refused.body).toMatchObject({ code: 'applicant-decides' })
    expect(refused.body.grounds?.length).toBeGreaterThan(0)
    expect((await getCase(await world.as('head'), id)).abilities.barred).toBe(true)
    expect(tasksOf(await homeOf(world, 'deputy'))).toMatchObject([
      { caseId: id, as: 'deputy', insteadOf: '佐藤 花' },
    ])
    expect((await act(await world.as('deputy'), id, 'permit')).status).toBe(200)
    expect((await getCase(await world.as('head'), id)).history.at(-1)).toMatchObject({
      person: '鈴木 実',
      insteadOf: '佐藤 花',
      because: 'excluded',
    })
  })

  test('the deputy of an absent chief acts as 代行: on the home page, in the history and in the journal', async () => {
    await world.transact(async ({ db, organization, newId }) => {
      await db
        .insertInto('absences')
        .values({
          organization_id: organization.id,
          id: newId(),
          person_id: world.persons.chief,
          from_on: '2026-11-01',
          to_on: '2026-11-30',
        })
        .execute()
      await db
        .updateTable('organizations')
        .set({ revision: 99 })
        .where('organization_id', '=', organization.id)
        .execute()
    })
    const id = await sendApplication(world, 3)
    await act(await world.as('head'), id, 'permit')
    expect(tasksOf(await homeOf(world, 'chief'))).toEqual([])
    expect(tasksOf(await homeOf(world, 'chiefDeputy'))).toMatchObject([
      { caseId: id, as: 'deputy', insteadOf: '中村 透' },
    ])
    await act(await world.as('chiefDeputy'), id, 'permit')
    const view: CaseView = await getCase(await world.as('clerk'), id)
    expect(view.history.at(-1)).toMatchObject({
      person: '田中 望',
      insteadOf: '中村 透',
      because: 'absent',
    })
    expect(view.history.at(-1)?.as).toContain('代行')
    expect((await world.journal()).at(-1)).toMatchObject({
      action: 'case.act',
      actor: world.persons.chiefDeputy,
      detail: { as: 'deputy', insteadOf: world.persons.chief, because: 'absent' },
    })
  })
})

describe('a case that was stored with answers among its fields', () => {
  test('is read with them, and goes on to its end', async () => {
    const id = await takeOutAsset(world, 2)
    await world.transact(async ({ db, organization }) => {
      const { state } = await db
        .selectFrom('cases')
        .select('state')
        .where('organization_id', '=', organization.id)
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      const { answers, fields, ...rest } = state as CaseState
      expect(answers).toEqual(encrypted)
      await db
        .updateTable('cases')
        .set({
          state: JSON.stringify({
            ...rest,
            version: 1,
            fields: { ...fields, 'encrypt.method': answers['encrypt']?.['method'] },
          }),
        })
        .where('organization_id', '=', organization.id)
        .where('id', '=', id)
        .execute()
    })
    const clerk = await world.as('clerk')
    expect((await getCase(clerk, id)).paper).toContainEqual(
      expect.objectContaining({ safeguard: 'encrypt', field: 'method', changed: false }),
    )
    const back = { returnedAt: world.clock.now().toISOString(), complete: true }
    expect((await act(clerk, id, undefined, back)).body).toMatchObject({ status: 'ended' })
    expect((await getCase(clerk, id)).paper.map((line) => line.field)).toContain('method')
  })
})
