import { describe, expect, test } from 'vitest'
import { bracketTitle, readLabel } from '#kernel/reader/labels.ts'

describe('numbering at the head of a line', () => {
  test.each([
    ['第１条　この規程は', '第条', 1, '第1条'],
    ['第十二条の二 委託先は', '第条', 12.02, '第12条の2'],
    ['第３章　体制', '第章', 3, '第3章'],
    ['２　前項の許可は', 'd', 2, '2'],
    ['3. 組織', 'd', 3, '3'],
    ['（４）台帳', '(d)', 4, '(4)'],
    ['⑸ 台帳', '(d)', 5, '(5)'],
    ['③ 保管', '①', 3, '③'],
    ['(イ) 保管', '(ア)', 2, '(イ)'],
    ['ウ 廃棄', 'ア', 3, 'ウ'],
    ['b 私物', 'a', 2, 'b'],
    ['Ⅱ 対策', 'Ⅰ', 2, 'Ⅱ'],
    ['２―１―３ 課長は', 'n3', 3, '2-1-3'],
    ['5.2 毎週すること', 'n2', 2, '5.2'],
    ['・端末', 'b:・', 0, '・'],
    ['◇ 管理方法', 'b:◇', 0, '◇'],
    ['三　届け出ること', '一', 3, '三'],
  ])('%s', (text, style, value, display) => {
    expect(readLabel(text)).toMatchObject({ style, value, display })
  })

  test.each([
    '2 名以上で作業する',
    '第3条の規定により',
    '①の機器に記録された情報',
    '(2)に定める者',
    '12 か月ごとに',
    '○○システム',
    'アに当たらない情報',
    '2024.4.1',
  ])('%s is running text', (text) => {
    expect(readLabel(text)).toBeUndefined()
  })

  test.each([
    ['【補足】', '補足'],
    ['（目的）', '目的'],
    ['＜例＞', '例'],
  ])('%s is a title', (text, title) => {
    expect(bracketTitle(text)).toBe(title)
  })

  test.each(['（やむを得ない場合は届け出る）', '（1）', '目的'])('%s is no title', (text) => {
    expect(bracketTitle(text)).toBeUndefined()
  })
})
