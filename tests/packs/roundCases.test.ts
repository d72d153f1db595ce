import { describe, expect, it } from 'vitest'
import { provisionCoverage } from '#kernel/packs/coverage.ts'
import { playCase } from '#kernel/packs/golden/run.ts'
import { provePack } from '#kernel/packs/prove/prove.ts'
import { suggestProofs } from '#kernel/packs/prove/suggest.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { minatoWith } from './minatoWorld.ts'

const ofRounds = ({ cases }: Pack) =>
  cases.filter(({ kind, file }) => kind !== 'ask' && file === 'minato/cases/rounds.yaml')

/** What came out otherwise, case by case. */
async function faultsOf(
  cases: string,
  changes: Parameters<typeof minatoWith>[1] = {},
): Promise<readonly string[]> {
  const pack = await minatoWith(cases, changes)
  return ofRounds(pack).map((golden) => playCase(pack, golden).faults.join(' '))
}

describe('a case of a round', () => {
  it.each([
    ['who has it to do', 'of: mail', 'actors: [sato]', 'actors: [kimura]'],
    ['by when', 'of: mail', 'due: 2026-10-31', 'due: 2026-10-30'],
    ['when the next turn begins', 'of: mail', 'next: 2027-10-01', 'next: 2026-11-01'],
    ['that it is asked', 'of: mail', 'asked: true', 'asked: false'],
    ['that it is not', 'of: mail, on: 2026-11-05', 'asked: false', 'asked: true'],
    ['what is asked', 'of: mail', 'items: [power, restore, door]', 'items: [power, restore]'],
    [
      'what is asked of another',
      'of: records',
      'items: [power, double, restore, door]',
      'lacks: [double]',
    ],
    ['how much is asked', 'of: mail', 'count: 3', 'count: 4'],
    ['what is not asked', 'of: mail', 'lacks: [double]', 'lacks: [power]'],
    [
      'what is found',
      'of: mail, answers: { power: no, restore: 9.0 }',
      'findings: [power]',
      'findings: []',
    ],
    ['who mends', 'of: mail, answers: { power: no }', 'mend: [sato]', 'mend: [kimura]'],
    [
      'by when it is mended',
      'of: mail, on: 2026-10-05, answers: { power: no }',
      'mendBy: 2027-01-05',
      'mendBy: 2027-01-06',
    ],
    ['who looks', 'of: mail, answers: { power: no }', 'verify: [kimura]', 'verify: [sato]'],
    ['who accepts that it does not apply', 'of: mail', 'waivedBy: [kimura]', 'waivedBy: []'],
    [
      'who hears of it late',
      'of: mail',
      '{ late: 2026-11-14, reminded: [kimura] }',
      '{ late: 2026-11-13, reminded: [kimura] }',
    ],
    [
      'that part of it does not end it',
      'of: mail, answers: { power: yes }',
      'closed: false',
      'closed: true',
    ],
    [
      'that all of it does',
      'of: mail, answers: { power: yes, restore: 1.0, door: yes }',
      'closed: true',
      'closed: false',
    ],
    [
      'how it stands',
      'of: mail',
      '{ late: 2026-11-01, state: late }',
      '{ late: 2026-10-31, state: late }',
    ],
  ])('shows %s', async (_, given, so, otherwise) => {
    const map = (expected: string): string =>
      expected.startsWith('{') ? expected : `{ ${expected} }`
    const [right, wrong] = await faultsOf(`
- so: { round: systems, ${given}, expect: ${map(so)} }
- otherwise: { round: systems, ${given}, expect: ${map(otherwise)} }
`)
    expect(right).toBe('')
    expect(wrong).not.toBe('')
  })

  it('goes by an occasion where one is named', async () => {
    expect(
      await faultsOf(`
- new: { round: handbook, by: mori, on: 2026-10-05, occasion: new, expect: { due: 2026-11-05, closed: false } }
- read: { round: handbook, of: mori, occasion: edition, read: true, expect: { closed: true } }
- moved: { round: handbook, by: mori, occasion: moved, expect: { asked: false } }
- ended: { round: losses, of: sato, occasion: end taken of loss-report, expect: { asked: true } }
- alone: { round: losses, of: kimura, occasion: moved, expect: { asked: false } }
`),
    ).toEqual(['', '', '', '', ''])
  })

  it('ends by what the round says, and by nothing else', async () => {
    expect(
      await faultsOf(`
- met: { round: talk, met: true, expect: { closed: true, actors: [kimura] } }
- unmet: { round: talk, expect: { closed: false } }
- line: { round: losses, of: sato, line: { register: assets, fields: { handlers: [sato] } }, expect: { closed: true } }
- other: { round: losses, of: sato, line: { register: assets, fields: { handlers: [mori] } }, expect: { closed: false } }
- elsewhere: { round: losses, of: sato, line: { register: systems, fields: { name: sato } }, expect: { closed: false } }
- notRead: { round: systems, of: mail, read: true, expect: { closed: false } }
`),
    ).toEqual(['', '', '', '', '', ''])
  })

  it('ends by those lines and ends alone that the round counts', async () => {
    const of = (closing: string) => ({
      'rounds.yaml': (text: string) => text.replace('line of assets]', `${closing}]`),
    })
    const line = (form: string) =>
      `{ round: losses, of: sato, line: { register: assets, fields: { form: ${form}, handlers: [sato] } }`
    expect(
      await faultsOf(
        `
- paper: ${line('紙')}, expect: { closed: true } }
- data: ${line('データ')}, expect: { closed: false } }
- unsaid: { round: losses, of: sato, line: { register: assets, fields: { handlers: [sato] } }, expect: { closed: false } }
`,
        of(`{ by: line of assets, where: "form == '紙'" }`),
      ),
    ).toEqual(['', '', ''])
    const ended = (what: string) =>
      `{ round: losses, of: sato, ended: { end: taken, fields: { what: ${what} } }`
    expect(
      await faultsOf(
        `
- memory: ${ended('USBメモリ')}, expect: { closed: true } }
- paper: ${ended('紙')}, expect: { closed: false } }
- unsaid: { round: losses, of: sato, ended: taken, expect: { closed: false } }
`,
        of(`{ by: end of loss-report, where: "what == 'USBメモリ'" }`),
      ),
    ).toEqual(['', '', ''])
  })

  it('answers each item wrong in turn, and finds nothing else wrong', async () => {
    expect(
      await faultsOf(`
- things: { round: systems, of: mail, eachItem: wrong, expect: { mend: [sato] }, proves: items of system }
- people: { round: self-check, by: mori, eachItem: wrong, expect: { mend: [mori], closed: true }, proves: items of conduct }
`),
    ).toEqual(['', ''])
  })

  it('proves the provisions of the items that the round asks of the subject', async () => {
    const pack = await minatoWith(`
- mail: { round: systems, of: mail, eachItem: wrong, expect: {}, proves: items of system }
- records: { round: systems, of: records, eachItem: wrong, expect: {}, proves: [items of system, 3-1(3)] }
- people: { round: self-check, by: mori, eachItem: wrong, expect: {}, proves: items of conduct }
- drawn: { round: self-check, by: mori, eachItem: wrong, expect: {}, proves: items of system }
`)
    expect(ofRounds(pack).map(({ proves }) => proves)).toEqual([
      ['3-1(1)'],
      ['3-1(3)', '3-1(1)', '3-1(2)'],
      ['3-2(1)', '3-2(4)', '3-2(2)', '3-2(5)'],
      ['3-2(2)'],
    ])
  })

  it('fails where no item that carries a provision which it names was found wrong', async () => {
    const [fault] = await faultsOf(
      '- mail: { round: systems, of: mail, eachItem: wrong, expect: {}, proves: [3-1(1), 3-1(2)] }',
    )
    expect(fault).toContain('3-1(2)')
    expect(fault).not.toContain('3-1(1)')
  })

  it('says which item needs a right or a wrong answer that nobody can work out', async () => {
    const restore = (text: string): string =>
      text.replace(
        'type: number, unit: 時間, should: "value <= 24.0"',
        `type: text, should: "value == 'x' + '1'"`,
      )
    const [unknown, given] = await faultsOf(
      `
- unknown: { round: systems, of: mail, eachItem: wrong, expect: {}, proves: items of system }
- given: { round: systems, of: mail, eachItem: wrong, values: { restore: x1 }, expect: {}, proves: items of system }
`,
      { 'checklists/system.yaml': restore },
    )
    expect(unknown).toContain('（restore）')
    expect(unknown).toContain('values')
    expect(given).toBe('')
  })

  it('says that an answer is refused, or that it is not', async () => {
    const must = (text: string): string =>
      text.replace('should: "value <= 24.0"', 'should: "value <= 24.0", must: "value >= 0.0"')
    const cases = `
- refused: { round: systems, of: mail, answers: { restore: -1.0 }, refused: true, expect: {} }
- taken: { round: systems, of: mail, answers: { restore: 30.0 }, refused: true, expect: {} }
- said: { round: systems, of: mail, answers: { restore: -1.0 }, expect: {} }
`
    const [refused, taken, said] = await faultsOf(cases, { 'checklists/system.yaml': must })
    expect(refused).toBe('')
    expect([taken, said]).not.toContain('')
  })

  it('names only what there is', async () => {
    const base = 'round: systems, of: mail, expect: {}'
    for (const [written, code] of [
      ['round: nowhere, of: mail, expect: {}', 'unknown-round'],
      ['round: systems, of: nothing, expect: {}', 'unknown-entry'],
      ['round: systems, of: mail, expect: { lacks: [dubble] }', 'unknown-item'],
      [`${base}, answers: { powr: yes }`, 'unknown-item'],
      [`${base}, proves: items of nothing`, 'unknown-checklist'],
      [`${base}, occasion: someday`, 'bad-occasion'],
      [`${base}, occasion: end lost of loss-report`, 'unknown-end'],
      [`${base}, line: { register: nothing }`, 'unknown-register'],
      [`${base}, line: { register: systems, fields: { nam: x } }`, 'unknown-field'],
    ] as const)
      await expect(minatoWith(`- x: { ${written} }`), written).rejects.toThrow(code)
  })
})

const proving = `
- mail: { round: systems, of: mail, eachItem: wrong, expect: {}, proves: items of system }
- records: { round: systems, of: records, eachItem: wrong, expect: {}, proves: items of system }
- single: { round: systems, of: mail, expect: { lacks: [double], actors: [sato], due: 2026-10-31, next: 2027-10-01 }, proves: [3-1(2), 3-1(3)] }
- late: { round: systems, of: mail, expect: { late: 2026-11-15, reminded: [kimura] }, proves: 3-1(3) }
- self: { round: self-check, by: mori, eachItem: wrong, expect: { actors: [mori], due: 2027-01-31, next: 2028-01-01 }, proves: [items of conduct, 3-2(3)] }
- new: { round: handbook, by: mori, on: 2026-10-05, occasion: new, read: true, expect: { closed: true, actors: [mori], due: 2026-11-05 }, proves: 3-2(3) }
- edition: { round: handbook, by: mori, on: 2026-10-05, occasion: edition, expect: { due: 2026-11-05 }, proves: 3-2(3) }
`

/** What no case of these notices, of what stands at a path. */
async function survivors(cases: string, path: string): Promise<readonly string[]> {
  const pack = await minatoWith(cases)
  const unproved = provePack({ ...pack, cases: ofRounds(pack) }).unproved.filter(
    (each) => each.path === path,
  )
  return [...new Set(unproved.flatMap((each) => each.survivors.map(({ mutation }) => mutation)))]
}

describe('proof of recurring work', () => {
  it('is whole where cases show who, by when, how often, what is asked and what is not', async () => {
    for (const path of [
      'checklists/system/items/power',
      'checklists/system/items/double',
      'checklists/system/items/restore',
      'checklists/system/items/visitors',
      'checklists/conduct/items/lock',
      'rounds/systems',
      'rounds/handbook',
      'rounds/self-check',
      'choices/rounds',
    ])
      expect(await survivors(proving, path), path).toEqual([])
  })

  it.each([
    ['single', 'checklists/system/items/double', ['always']],
    ['single', 'rounds/systems', ['anyone', 'turned']],
    ['late', 'rounds/systems', ['unlimited']],
    ['new', 'rounds/handbook', ['anyone', 'unbegun', 'unclosed']],
    ['edition', 'rounds/handbook', ['unbegun']],
  ])('misses without the case %s what stands at %s', async (name, path, missed) => {
    const others = proving
      .split('\n')
      .filter((line) => !line.startsWith(`- ${name}:`))
      .join('\n')
    expect(await survivors(others, path)).toEqual(missed)
  })

  it('lets no item go that a case of each item wrong asked', async () => {
    const pack = await minatoWith(proving)
    const cases = pack.cases.filter(({ name }) => name === 'mail' || name === 'self')
    const { claims, unproved } = provePack({ ...pack, cases })
    expect(claims.filter(({ ref }) => ref !== '3-2(3)')).toEqual([])
    const items = unproved.filter(({ kind }) => kind === 'item').map(({ path }) => path)
    expect(items).not.toContain('checklists/system/items/power')
    expect(items).not.toContain('checklists/system/items/visitors')
  })

  it('suggests what a case that names nothing could name', async () => {
    const pack = await minatoWith(proving.replaceAll(/, proves: [^\n]* }/g, ' }'))
    const cases = pack.cases.filter(({ name }) => ['single', 'self'].includes(name))
    const suggested = suggestProofs({ ...pack, cases }).map(({ name, refs }) => [
      name,
      refs.map(({ ref }) => ref).toSorted(),
    ])
    expect(suggested).toEqual([
      ['single', expect.arrayContaining(['3-1(2)', '3-1(3)'])],
      ['self', expect.arrayContaining(['3-2(3)'])],
    ])
  })
})

describe('strength of recurring work', () => {
  const held = async (changes: Parameters<typeof minatoWith>[1], path: string) =>
    provisionCoverage(await minatoWith('- x: { round: talk, expect: {} }', changes))
      .flatMap(({ carriers }) => carriers)
      .find(({ carrier }) => carrier.path === path)?.hold

  it('comes to items from who asks them of their subject', async () => {
    const alone = {
      'procedures/begin-system.yaml': (text: string) =>
        text.replace(/    check: .*\n    must: all\n/, '').replace('check: office, ', ''),
    }
    expect(await held(alone, 'checklists/system/items/power')).toBe('pursues')
    expect(await held({}, 'checklists/system/items/visitors')).toBe('pursues')
    expect(await held(alone, 'checklists/office/items/copies')).toBe('answers')
    expect(await held({}, 'checklists/habits/items/desk')).toBe('pursues')
    const undrawn = { 'checklists/conduct.yaml': (text: string) => text.replace(/draw: .*\n/, '') }
    expect(await held(undrawn, 'checklists/system/items/visitors')).toBe('states')
    expect(await held(undrawn, 'checklists/habits/items/desk')).toBe('states')
  })

  it('of rounds and choices comes from what begins them', async () => {
    expect(await held({}, 'rounds/talk')).toBe('pursues')
    expect(await held({}, 'rounds/office')).toBe('answers')
    expect(await held({}, 'choices/rounds')).toBe('pursues')
    expect(await held({}, 'choices/byod')).toBe('states')
  })
})
