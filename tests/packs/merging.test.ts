import { beforeAll, describe, expect, it } from 'vitest'
import { edited, hinata, hinataTexts, loadFixture } from './support.ts'

let texts: Map<string, string>
beforeAll(async () => {
  texts = await hinataTexts()
})

describe('a pack that extends another', () => {
  it('adds provisions to the mechanisms of the shared pack, key by key', async () => {
    const ciso = (await hinata()).roles.get('ciso')
    expect(ciso).toMatchObject({
      title: '最高情報セキュリティ責任者',
      short: 'CISO',
      carries: ['1-1(1)'],
      deputies: [{ kind: 'role', role: 'chief-officer', of: 'organization' }],
    })
    expect(ciso?.powers.map((power) => power.title)).toEqual(['最後に決める'])
  })

  it('takes over acts and safeguards that it does not mention', async () => {
    const { handling } = await hinata()
    expect(handling.acts.get('print')?.title).toBe('印刷する')
    expect(handling.safeguards.has('stand-by')).toBe(true)
  })

  it('replaces lists and texts whole', () => {
    const { edition } = loadFixture(
      'hinata',
      edited(
        texts,
        'roles.yaml',
        '  ciso:\n',
        '  ciso:\n    title: 最高責任者\n    deputies: []\n',
      ),
    )
    expect(edition?.pack.roles.get('ciso')).toMatchObject({
      title: '最高責任者',
      short: 'CISO',
      deputies: [],
    })
  })

  it('drops what it names, down to single keys', async () => {
    expect((await hinata()).procedures.has('visit')).toBe(false)
    const { edition } = loadFixture(
      'hinata',
      edited(
        texts,
        'pack.yaml',
        '  - procedures/visit\n',
        '  - procedures/visit\n  - roles/ciso/short\n  - handling/safeguards/stand-by\n',
      ),
    )
    expect(edition?.pack.roles.get('ciso')?.short).toBeUndefined()
    expect(edition?.pack.handling.safeguards.has('stand-by')).toBe(false)
  })

  it('must give a provision to every mechanism that it takes over; the fault stands where the mechanism is written', () => {
    const { faults } = loadFixture(
      'hinata',
      edited(texts, 'pack.yaml', 'drop:\n  - procedures/visit\n', ''),
    )
    expect(faults.map(({ code, file, line }) => ({ code, file, line }))).toEqual([
      { code: 'no-carries', file: 'commons/procedures/visit.yaml', line: 1 },
    ])
  })

  it('that only others extend needs no provisions and leaves names to them', () => {
    const changed = new Map(texts).set(
      'commons/contacts.yaml',
      'title: 連絡網\nkeptBy: helper\ntree: [helper]\n',
    )
    expect(loadFixture('commons', changed).faults).toEqual([])
    expect(loadFixture('hinata', changed).faults).toEqual([])
    const open = new Map(texts).set(
      'commons/procedures/visit.yaml',
      (texts.get('commons/procedures/visit.yaml') ?? '').replace('by: applicant', 'by: porter'),
    )
    expect(loadFixture('commons', open).faults).toEqual([])
  })
})

describe('an edition', () => {
  it('is addressed by what it says, not by comments or layout', () => {
    const hash = (changed: Map<string, string>) => loadFixture('hinata', changed).edition?.hash
    const plain = hash(texts)
    expect(plain).toMatch(/^[0-9a-f]{64}$/)
    expect(
      hash(edited(texts, 'posts.yaml', 'vice-mayor: 副町長', '# 町の職\nvice-mayor:   "副町長"')),
    ).toBe(plain)
    expect(hash(edited(texts, 'posts.yaml', '副町長', '助役'))).not.toBe(plain)
    expect(
      hash(
        new Map(texts).set(
          'commons/pack.yaml',
          (texts.get('commons/pack.yaml') ?? '').replace('初版', '二版'),
        ),
      ),
    ).not.toBe(plain)
    expect(hash(new Map(texts).set('other/pack.yaml', 'pack: other'))).toBe(plain)
    expect(hash(edited(texts, 'cases/ask.yaml', '機密性1はそのまま', '機密性1なら'))).toBe(plain)
  })

  it('keeps the texts that it was made of, so that it can be loaded again', () => {
    const { edition } = loadFixture('hinata', new Map(texts).set('other/pack.yaml', 'pack: other'))
    expect([...(edition?.texts.keys() ?? [])].filter((path) => path.startsWith('other/'))).toEqual(
      [],
    )
    expect(loadFixture('hinata', edition?.texts ?? new Map()).edition?.hash).toBe(edition?.hash)
  })
})
