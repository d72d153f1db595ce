import { expect, test } from 'vitest'
import { headersFor } from '#features/transfers/server/columns.ts'

test.each([
  [['氏名', '新所属', '新職名', '旧所属', '旧職名'], { unit: '新所属', post: '新職名' }],
  [['氏名', '新部署', '異動後の職', '所属', '職名'], { unit: '新部署', post: '異動後の職' }],
  [['氏名', '所属', '職名'], { unit: '所属', post: '職名' }],
])('of %j the new unit and the new post are read', (headers, expected) => {
  expect(Object.fromEntries(headersFor(headers))).toMatchObject(expected)
})
