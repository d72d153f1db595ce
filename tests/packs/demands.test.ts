import { beforeAll, describe, expect, it } from 'vitest'
import { checkFields, findingsOf } from '#kernel/fields/index.ts'
import type { Field, FieldValues } from '#kernel/fields/types.ts'
import { edited, hinataTexts, loadFixture, showFault } from './support.ts'

let texts: ReadonlyMap<string, string>
beforeAll(async () => {
  texts = await hinataTexts()
})

/** The fields of the assets of ひなた町, of which one more is tried. */
function fieldsWith(tried: string): readonly Field[] {
  const changed = edited(
    texts,
    'registers/assets.yaml',
    'fields:\n',
    `fields:\n  tried: { title: 試し, ${tried} }\n`,
  )
  const { edition, faults } = loadFixture('hinata', changed)
  const register = edition?.pack.registers.get('assets')
  if (register === undefined) throw new Error(faults.map(showFault).join('\n'))
  return register.fields.filter(({ id }) => id === 'tried' || id === 'name')
}

describe('a yes-no that nobody has answered', () => {
  it('is no no: a value that shall be no is a finding until it is answered so', () => {
    const fields = fieldsWith('type: yes-no, should: "!value"')
    const found = (values: FieldValues): readonly string[] => findingsOf(fields, values)
    expect(found({ name: 'a' })).toEqual(['tried'])
    expect(found({ name: 'a', tried: true })).toEqual(['tried'])
    expect(found({ name: 'a', tried: false })).toEqual([])
  })

  it('is refused where the value must be no', () => {
    const fields = fieldsWith('type: yes-no, must: "value == false"')
    const faults = (values: FieldValues): readonly string[] =>
      checkFields(fields, values).faults.map(({ at }) => at)
    expect(faults({ name: 'a' })).toEqual(['/tried'])
    expect(faults({ name: 'a', tried: false })).toEqual([])
  })

  it('is as it shall be where the other fields alone say so, or it says what it counts as', () => {
    const fields = fieldsWith('type: yes-no, should: "name == \'a\' || !value"')
    expect(findingsOf(fields, { name: 'a' })).toEqual([])
    expect(findingsOf(fields, { name: 'b' })).toEqual(['tried'])
    const counted = fieldsWith('type: yes-no, empty: false, should: "!value"')
    expect(findingsOf(counted, { name: 'a' })).toEqual([])
  })
})

describe('the rows of a table', () => {
  it('can be asked what they shall be, by the name of the field and as the value', () => {
    for (const name of ['value', 'tried']) {
      const fields = fieldsWith(
        `type: rows, columns: { hours: { title: 時間, type: number } }, should: "${name}.all(r, r.hours <= 24.0)"`,
      )
      const found = (hours: readonly number[]): readonly string[] =>
        findingsOf(fields, { name: 'a', tried: hours.map((each) => ({ hours: each })) })
      expect(found([2, 24])).toEqual([])
      expect(found([2, 25])).toEqual(['tried'])
    }
  })

  it('must be what they must', () => {
    const fields = fieldsWith(
      'type: rows, columns: { sure: { title: 確か, type: yes-no } }, must: "value.all(r, r.sure)"',
    )
    const faults = (sure: boolean): readonly string[] =>
      checkFields(fields, { name: 'a', tried: [{ sure }] }).faults.map(({ at }) => at)
    expect(faults(true)).toEqual([])
    expect(faults(false)).toEqual(['/tried'])
  })
})
