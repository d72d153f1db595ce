import { expect, test } from 'vitest'
import type { Checklist, Item } from '#kernel/packs/checklist.ts'
import { drawnWhole, headingOf, itemsAsked } from '#kernel/rounds/index.ts'

const item = (id: string, more: Partial<Item> = {}): Item => ({
  id,
  title: id,
  type: 'yes-no',
  required: false,
  search: false,
  column: false,
  carries: [],
  ...more,
})
const checklist = (id: string, more: Partial<Checklist>): [string, Checklist] => [
  id,
  {
    id,
    title: `${id}の題`,
    carries: [],
    of: { kind: 'person' },
    items: [],
    samples: [],
    draws: [],
    ...more,
  },
]
const checklists = new Map([
  checklist('mail', { items: [item('forward'), item('bcc', { heading: '宛先' })] }),
  checklist('server', { of: { kind: 'unit' }, items: [item('door', { ask: '閉めましたか' })] }),
  checklist('conduct', {
    items: [item('rules')],
    draws: [
      { face: 'items', of: 'mail' },
      { face: 'questions', of: 'server' },
    ],
  }),
])

test('what is drawn stands under its own heading, else under the checklist that it comes from', () => {
  expect(
    itemsAsked(checklists, 'conduct').map((asked) => headingOf(checklists, asked, 'conduct')),
  ).toEqual([undefined, 'mailの題', '宛先', 'serverの題'])
})

test('a checklist of which all items are drawn is not read a second time by itself', () => {
  expect([...drawnWhole(checklists)]).toEqual(['mail'])
})
