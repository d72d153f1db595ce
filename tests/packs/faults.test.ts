import { beforeAll, describe, expect, it } from 'vitest'
import { packFaultKinds } from '#kernel/packs/faults.ts'
import { nameFaults, routeFaults, ruleFaults } from './faultTable.ts'
import type { FaultRow } from './faultTable.ts'
import { language4Faults } from './language4Faults.ts'
import { language5Faults } from './language5Faults.ts'
import { language6Faults } from './language6Faults.ts'
import { procedureFaults } from './procedureFaults.ts'
import { recurringFaults } from './recurringFaults.ts'
import { registerFaults } from './registerFaults.ts'
import { edited, loadFixture, minatoTexts, positionOf, showFault } from './support.ts'

let texts: ReadonlyMap<string, string>
beforeAll(async () => {
  texts = await minatoTexts()
})

const rows = [
  ...nameFaults,
  ...routeFaults,
  ...ruleFaults,
  ...procedureFaults,
  ...registerFaults,
  ...language4Faults,
  ...language5Faults,
  ...language6Faults,
  ...recurringFaults,
]

describe('every fault is found where it stands', () => {
  it.each(rows.map((row) => [row.code, row.to, row] as const))(
    '%s: %s',
    (_code, _to, row: FaultRow) => {
      const { pack = 'hinata' } = row
      const changed = edited(texts, row.file, row.from, row.to, pack)
      const { faults, edition } = loadFixture(pack, changed)
      expect(edition).toBeUndefined()
      const path = `${pack}/${row.file}`
      const found = faults.filter((fault) => fault.code === row.code && fault.file === path)
      expect(found, faults.map(showFault).join('\n')).not.toEqual([])
      if (row.at !== '')
        expect(found.map(({ line, column }) => ({ line, column }))).toContainEqual(
          positionOf(changed.get(path) ?? '', row.at),
        )
      if (row.says !== undefined)
        expect(found.map((fault) => fault.detail).join()).toContain(row.says)
      if (row.more !== true) expect(faults.map(showFault)).toHaveLength(1)
    },
  )
})

describe('faults of files', () => {
  it('says that a pack has no manifest', () => {
    expect(loadFixture('sora', texts).faults.map((fault) => fault.code)).toEqual([
      'missing-pack-file',
    ])
  })

  it('says that a file is none of a pack', () => {
    const { faults } = loadFixture('hinata', new Map(texts).set('hinata/role.yaml', 'roles: {}\n'))
    expect(faults.map((fault) => [fault.code, fault.file])).toEqual([
      ['unknown-file', 'hinata/role.yaml'],
    ])
  })

  it('says that a table of rules has too many combinations to be proved', () => {
    const options = Array.from({ length: 60 }, (_, index) => `選択${index}`).join('、')
    const asks = ['a', 'b', 'c']
      .map((id) => `      ${id}: { title: 問い, type: choice(${options}), required: true }\n`)
      .join('')
    const asking = edited(
      texts,
      'procedures/install.yaml',
      'fill: [software,',
      'fill: [a, b, c, software,',
    )
    const changed = edited(
      edited(asking, 'handling.yaml', '      software: {', `${asks}      software: {`),
      'handling.yaml',
      '  install-known:',
      `  install-odd:
    act: install
    when: "a == '選択1' && b == '選択1' && c == '選択1'"
    verdict: forbid
    carries: 2-4(1)
  install-known:`,
    )
    expect(loadFixture('hinata', changed).faults.map((fault) => fault.code)).toEqual([
      'rules-too-many-cases',
    ])
  })

  it('a file that is no YAML hides nothing that is wrong in the others, unless what they name may stand in it', () => {
    const twice = edited(
      edited(texts, 'roles.yaml', 'carries: 1-1(5)', 'carries: 1-1(55)'),
      'contacts.yaml',
      'keptBy: chief-officer',
      'keptBy: chief',
    )
    const wrongStep = edited(twice, 'procedures/take-out.yaml', 'fill: [medium,', 'fill: [medum,')
    const faultsWith = (file: string, from: string, to: string): string[] =>
      loadFixture('hinata', edited(wrongStep, file, from, to)).faults.map(
        (fault) => `${fault.file} ${fault.code}`,
      )
    expect(faultsWith('posts.yaml', 'vice-mayor: 副町長', 'vice-mayor: "副町長')).toEqual(
      expect.arrayContaining([
        'hinata/contacts.yaml unknown-role',
        'hinata/posts.yaml syntax',
        'hinata/procedures/take-out.yaml unknown-field',
        'hinata/roles.yaml unknown-provision',
      ]),
    )
    const withoutRoles = faultsWith('roles.yaml', 'roles:\n', 'roles: "\n')
    expect(withoutRoles).toContain('hinata/procedures/take-out.yaml unknown-field')
    expect(withoutRoles.filter((one) => /unknown-(?:role|provision)/.test(one))).toEqual([])
  })

  it('reports the faults of all files at once, in the order of the files', () => {
    const twice = edited(
      edited(texts, 'roles.yaml', 'carries: 1-1(5)', 'carries: 1-1(55)'),
      'contacts.yaml',
      'keptBy: chief-officer',
      'keptBy: chief',
    )
    expect(
      loadFixture('hinata', twice).faults.map((fault) => `${fault.file} ${fault.code}`),
    ).toEqual(['hinata/contacts.yaml unknown-role', 'hinata/roles.yaml unknown-provision'])
  })

  it('has a proof for every kind of fault', () => {
    const elsewhere = [
      'missing-pack-file',
      'unknown-file',
      'rules-too-many-cases',
      'file-empty',
      'file-extension',
      'unused-parameter',
    ]
    const proved = new Set<string>([...rows.map((row) => row.code), ...elsewhere])
    expect(Object.keys(packFaultKinds).filter((code) => !proved.has(code))).toEqual([])
  })
})
