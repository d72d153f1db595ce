import { expect, test } from 'vitest'
import { proposeColumns } from '#features/registers/server/imports/propose.ts'

test('a heading that the pack gives as a synonym is that column, unasked', () => {
  const targets = [{ header: '保管場所', synonyms: ['置場', '棚番'] }, { header: '名称' }]
  const columns = ['棚　番', '名称'].map((header) => ({ header, samples: [] }))
  expect(proposeColumns(columns, targets, {})).toEqual([
    { header: '棚　番', target: '保管場所', by: 'name' },
    { header: '名称', target: '名称', by: 'name' },
  ])
})
