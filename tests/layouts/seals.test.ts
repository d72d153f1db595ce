import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseForm } from '#features/cases/server/public.ts'
import { contextWithFiles } from '#features/cases/server/files.ts'
import { readableCase } from '#features/cases/server/access.ts'
import { sealBoxesOf } from '#kernel/procedures/index.ts'
import type { CaseEvent } from '#kernel/procedures/index.ts'
import { updateEntry } from '#features/registers/server/actions.ts'
import { routes } from '../../src/apps/routes.ts'
import { act, createAsset, takeOutFields } from '../cases/steps.ts'
import { makeWorld } from '../support/world.ts'
import type { World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld({ routes })
})
afterAll(() => world.close())

const boxes = (id: string) =>
  world.transact(async (tx) =>
    (await caseForm(tx, id)).seals.map(({ step, seal }) => `${step} ${seal.name ?? ''}`),
  )
const nameOf = (name: 'head') =>
  world.transact(
    async ({ organization }) => organization.view.persons.get(world.persons[name])?.name ?? '',
  )

describe('a seal box', () => {
  test('is filled when it was permitted, and empty again when the approvals begin anew', async () => {
    const about = await createAsset(world, 2)
    const clerk = await world.as('clerk')
    const { id } = (
      await clerk.post<{ id: string }>('/api/cases', {
        procedure: 'take-out',
        about: [about],
        fields: takeOutFields,
        send: true,
      })
    ).body
    expect(await boxes(id)).toEqual(['approve ', 'approve-chief '])
    await act(await world.as('head'), id, 'permit')
    expect(await boxes(id)).toEqual([`approve ${await nameOf('head')}`])
    await world.performAction('clerk', updateEntry, {
      register: 'assets',
      id: about,
      version: 1,
      fields: { class: { confidentiality: 3 } },
      reason: '個人の名前が加わった',
    })
    expect(await boxes(id)).toEqual(['approve ', 'approve-chief '])
  })

  test('stands for each of those who must all decide', async () => {
    const clerk = await world.as('clerk')
    const { id } = (
      await clerk.post<{ id: string }>('/api/cases', {
        procedure: 'take-out',
        about: [await createAsset(world, 3)],
        fields: takeOutFields,
        send: true,
      })
    ).body
    const found = await world.transact(async (tx) => {
      const stored = await readableCase(tx, id)
      const procedure = tx.organization.pack.procedures.get('take-out')!
      const [approve, chief] = [
        procedure.steps.get('approve')!,
        procedure.steps.get('approve-chief')!,
      ]
      const together = {
        ...procedure,
        steps: new Map([
          ...procedure.steps,
          ['approve', { ...approve, all: true, by: [...approve.by, ...chief.by] }],
        ]),
      }
      const pack = {
        ...tx.organization.pack,
        procedures: new Map([...tx.organization.pack.procedures, ['take-out', together]]),
      }
      const both = { ...tx, organization: { ...tx.organization, pack } }
      const line: CaseEvent = {
        kind: 'decided',
        at: tx.now.toISOString(),
        person: world.persons.head,
        as: 'holder',
        step: 'approve',
        decision: 'permit',
        party: { seat: { role: 'security-officer', scope: 'unit', id: world.units.welfare } },
        grounds: [],
      }
      const half = {
        ...stored,
        state: { ...stored.state, history: [...stored.state.history, line] },
      }
      const context = await contextWithFiles(both, together, half)
      return sealBoxesOf(together, half.state, context).map(({ step, seal }) => [
        step,
        seal.role,
        seal.name ?? '',
      ])
    })
    expect(found).toEqual([
      ['approve', '情報セキュリティ責任者', await nameOf('head')],
      ['approve', '統括情報セキュリティ責任者', ''],
      ['approve-chief', '統括情報セキュリティ責任者', ''],
    ])
  })

  test('says what the decision was called on its day: 許可, 承認, or 許可 where no such word is in it', async () => {
    const { id } = (
      await (
        await world.as('clerk')
      ).post<{ id: string }>('/api/cases', {
        procedure: 'take-out',
        about: [await createAsset(world, 2)],
        fields: takeOutFields,
        send: true,
      })
    ).body
    await act(await world.as('head'), id, 'permit')
    const wordOf = (title: string) =>
      world.transact(async (tx) => {
        const stored = await readableCase(tx, id)
        const procedure = tx.organization.pack.procedures.get('take-out')!
        const history = stored.state.history.map((event) =>
          event.said?.seal === undefined
            ? event
            : { ...event, said: { ...event.said, decision: title } },
        )
        const context = await contextWithFiles(tx, procedure, stored)
        return sealBoxesOf(procedure, { ...stored.state, history }, context)[0]?.seal.decision
      })
    expect(await wordOf('許可する')).toBe('許可')
    expect(await wordOf('計画を承認する')).toBe('承認')
    expect(await wordOf('本人に認める')).toBe('許可')
  })
})
