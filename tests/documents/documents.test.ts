import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DocumentList } from '#features/documents/contract.ts'
import { routes as documents } from '#features/documents/server/routes.ts'
import { routes as policy } from '#features/policy/server/routes.ts'
import type { ProvisionDetail } from '#features/policy/contract.ts'
import { makeRevisedWorld } from '../support/revised.ts'
import type { World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await makeRevisedWorld(
    [...documents, ...policy],
    {
      'organization.yaml': `organization:
  own: { title: 私物の道具, type: choice(permit=許しを得て使う、forbid=使わない), value: forbid }
`,
      'documents/words.yaml': `document: words
title: 言葉
sections:
  tools: { title: 私物とは, text: "町のものでない道具。「{organization.own}」とする。", defines: [私物, 私用の道具], carries: 2-1(1) }
  rules: { title: 許されたとき, when: "organization.own == 'permit'", text: 届けてから使う。 }
`,
    },
    {},
    { at: '2026-10-01 09:00' },
  )
})
afterAll(() => world.close())

test('everybody reads the documents as they stand by what was chosen', async () => {
  const clerk = await world.as('clerk')
  const { body } = await clerk.get<DocumentList>('/api/documents')
  expect(body.documents).toEqual([
    {
      id: 'words',
      title: '言葉',
      carries: [],
      sections: [
        {
          id: 'tools',
          title: '私物とは',
          text: '町のものでない道具。「使わない」とする。',
          defines: ['私物', '私用の道具'],
          items: [],
          carries: ['2-1(1)'],
        },
      ],
    },
  ])
})

test('a provision that a section carries is shown with the way to it, and is not green for being said', async () => {
  const clerk = await world.as('clerk')
  const { body } = await clerk.get<ProvisionDetail>('/api/policy/provision?ref=2-1(1)')
  const section = body.carriers.find(({ kind }) => kind === 'section')
  expect(section).toMatchObject({ link: '/documents', state: 'stated' })
})
