import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { areChanged } from '#kernel/packs/compare/affected.ts'
import { comparePacks, sayDecision } from '#kernel/packs/compare/compare.ts'
import { keyTitle } from '#kernel/packs/compare/labels.ts'
import { findInPack } from '#kernel/packs/compare/merged.ts'
import { fileKinds } from '#kernel/packs/schema/files.ts'
import { toPlain } from '#kernel/packs/tree.ts'
import type { MapTree, Tree } from '#kernel/packs/tree.ts'
import { mergedEdition } from '#platform/packs/edition.ts'
import { hinataTexts } from './support.ts'

let texts: ReadonlyMap<string, string>
let pack: MapTree
beforeAll(async () => {
  texts = await hinataTexts()
  pack = mergedOf(texts)
})

function mergedOf(from: ReadonlyMap<string, string>): MapTree {
  const merged = mergedEdition('hinata', from)
  if (merged === undefined) throw new Error('the fixture pack is not there')
  return merged
}

function changed(file: string, from: string, to: string) {
  const path = `hinata/${file}`
  const text = texts.get(path) ?? ''
  expect(text).toContain(from)
  return comparePacks(pack, mergedOf(new Map(texts).set(path, text.replace(from, to))))
}

/** The paths of all values of a tree. */
function pathsIn(tree: Tree, path: readonly (string | number)[] = []): (string | number)[][] {
  const children: (readonly [string | number, Tree])[] =
    tree.kind === 'map'
      ? [...tree.entries]
      : tree.kind === 'list'
        ? tree.items.map((item, index) => [index, item])
        : []
  return [
    ...(path.length > 1 ? [[...path]] : []),
    ...children.flatMap(([key, child]) => pathsIn(child, [...path, key])),
  ]
}

/** The tree with the value at a path changed, or taken out where `change` gives nothing. */
function edit(
  tree: Tree,
  [key, ...rest]: readonly (string | number)[],
  change: (tree: Tree) => Tree | undefined,
): Tree {
  const inner = (child: Tree): Tree | undefined =>
    rest.length === 0 ? change(child) : edit(child, rest, change)
  if (tree.kind === 'map') {
    const entries = [...tree.entries].flatMap(([name, child]): [string, Tree][] => {
      const next = name === key ? inner(child) : child
      return next === undefined ? [] : [[name, next]]
    })
    return { ...tree, entries: new Map(entries) }
  }
  if (tree.kind === 'list')
    return {
      ...tree,
      items: tree.items.flatMap((child, index) => {
        const next = index === key ? inner(child) : child
        return next === undefined ? [] : [next]
      }),
    }
  return tree
}

describe('two packs', () => {
  it('that say the same have no changes, whatever their layout and comments', () => {
    expect(comparePacks(pack, pack)).toEqual([])
    expect(changed('grants.yaml', 'administer:', '# who keeps the data\nadminister:')).toEqual([])
  })

  it('show every value that is taken out or other, at its place or one around it', () => {
    const paths = pathsIn(pack)
    expect(paths.length).toBeGreaterThan(500)
    const at = (tree: Tree): Tree | undefined =>
      tree.kind === 'scalar' ? { ...tree, value: `${String(tree.value)}'` } : undefined
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.boolean(), (path, remove) => {
        const other = edit(pack, path, remove ? () => undefined : at)
        const changes = comparePacks(pack, other)
        const whole = path.join('/')
        const place = (found: string): boolean =>
          whole.startsWith(found) || found.startsWith(path.slice(0, 2).join('/'))
        expect(changes.length).toBeGreaterThan(0)
        expect(changes.filter((change) => !place(change.path))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('say in words what changed: of which mechanism, which key, from what to what', () => {
    expect(
      changed('procedures/take-out.yaml', 'within: until departAt', 'within: 2 working days'),
    ).toEqual([
      {
        area: 'procedures',
        path: 'procedures/take-out/steps/approve/within',
        subject: ['持ち出し', '課の責任者の認め'],
        keys: ['within'],
        change: 'changed',
        before: '「出る予定」まで',
        after: '2営業日以内',
      },
    ])
    expect(keyTitle('within')).toEqual({ ja: '期限', en: 'within' })
  })

  it.each([
    [
      'handling.yaml',
      "class.confidentiality == 2 && medium == '県の箱'",
      "class.confidentiality >= 2 || !(medium in ['県の箱'])",
      '「機密性」が「機密性2」、かつ「媒体」が「県の箱」',
      '「機密性」が「機密性2」以上、または「媒体」が「県の箱」のどれでもない',
    ],
    [
      'procedures/take-out.yaml',
      'when: "class.confidentiality == 3"',
      'when: "!(complete && class.confidentiality < 3)"',
      '「機密性」が「機密性3」',
      '「そろっている」が「いいえ」、または「機密性」が「機密性3」より下でない',
    ],
    [
      'registers/assets.yaml',
      `form == 'データ'`,
      `form != ''`,
      '「形」が「データ」',
      '「形」が書かれている',
    ],
  ])('say conditions by the titles of what they read: %s: %s', (file, from, to, before, after) => {
    expect(changed(file, from, to).map((change) => [change.before, change.after])).toEqual([
      [before, after],
    ])
  })

  it.each([
    [
      'procedures/take-out.yaml',
      'by: security-officer of applicant.unit',
      'by: chief-officer',
      '申請した人の所属の情報セキュリティ責任者',
      '統括情報セキュリティ責任者',
    ],
    [
      'procedures/take-out.yaml',
      'within: until returnBy',
      'within: 3 days after departAt',
      '「戻る予定」まで',
      '「出る予定」から3日以内',
    ],
    [
      'procedures/take-out.yaml',
      'remind: [applicant, security-officer of applicant.unit]',
      'remind: security-officer of applicant.unit.parent',
      '申請した人、申請した人の所属の情報セキュリティ責任者',
      '申請した人の所属の上の所属の情報セキュリティ責任者',
    ],
    [
      'registers/assets.yaml',
      'keptBy: security-officer of unit',
      'keptBy: chief-officer',
      'その所属の情報セキュリティ責任者',
      '統括情報セキュリティ責任者',
    ],
    ['registers/assets.yaml', 'every: year', 'every: quarter', '年に一度', '三か月に一度'],
    ['roles.yaml', 'meets: quarter', 'meets: half-year', '三か月に一度', '半年に一度'],
    ['roles.yaml', 'heldBy: head of unit', 'heldBy: appointment', 'その所属の長', '任命された人'],
  ])('say who and how long in titles: %s: %s', (file, from, to, before, after) => {
    expect(changed(file, from, to).map((change) => [change.before, change.after])).toEqual([
      [before, after],
    ])
  })

  it('say who as it is written where a part has no title', () => {
    expect(
      changed('procedures/take-out.yaml', 'by: chief-officer', 'by: nobody-known of about.place')[0]
        ?.after,
    ).toBe('nobody-known of about.place')
  })

  it('show a condition as it is written where a part has no words, or both sides read the same', () => {
    const said = (from: string, to: string) =>
      changed('procedures/exempt.yaml', from, to).map(({ before, after }) => [before, after])
    expect(said('when: "ended != \'\'"', 'when: "ended.size() > 3"')[0]?.[1]).toBe(
      'ended.size() > 3',
    )
    expect(
      changed(
        'procedures/take-out.yaml',
        '"class.confidentiality == 3"',
        '"3 == class.confidentiality"',
      )[0],
    ).toMatchObject({
      before: 'class.confidentiality == 3',
      after: '3 == class.confidentiality',
    })
  })

  it('have a title for every key that files of packs may hold', () => {
    const keys = new Set<string>()
    const collect = (schema: unknown): void => {
      if (schema === null || typeof schema !== 'object') return
      for (const [name, value] of Object.entries(schema)) {
        if (name === 'properties' && value !== null && typeof value === 'object')
          for (const key of Object.keys(value)) keys.add(key)
        collect(value)
      }
    }
    for (const [name, kind] of Object.entries(fileKinds))
      if (!['cases', 'organization', 'library'].includes(name)) collect(kind.schema)
    const untitled = [...keys].filter((key) => keyTitle(key).ja === key)
    expect(untitled).toEqual([])
  })

  it.each([
    ['days: 5', 'days: 9', '役場の物の貸し出し：何日までが「5」から「9」に'],
    [
      'days: 5',
      'days: 5, careful: false',
      '役場の物の貸し出し：使い道を書かせるが「はい」から「いいえ」に',
    ],
    [
      'lender: security-officer of applicant.unit',
      `lender: [security-officer of applicant.unit, { who: chief-officer, id: chief, when: "thing == '車'" }]`,
      "役場の物の貸し出し：貸す人が「申請した人の所属の情報セキュリティ責任者」から「申請した人の所属の情報セキュリティ責任者、統括情報セキュリティ責任者（thing == '車'）」に",
    ],
    [
      'lender: security-officer of applicant.unit',
      'lender: [{ who: [ciso, chief-officer] }]',
      '役場の物の貸し出し：貸す人が「申請した人の所属の情報セキュリティ責任者」から「最高情報セキュリティ責任者か統括情報セキュリティ責任者」に',
    ],
    [
      'days: 5',
      'days: 5, more: [returnedAt]',
      '役場の物の貸し出し：そのほかに聞くことが「returnedAt」に',
    ],
  ])(
    'begin with what was decided otherwise of what is taken, as a person says it: %s → %s',
    (from, to, says) => {
      const changes = changed('library.yaml', from, to)
      expect(changes[0] && sayDecision(changes[0])).toBe(says)
      expect(changes.filter(({ area }) => area === 'library')).toHaveLength(1)
      expect(changes.length).toBeGreaterThan(1)
    },
  )

  it('name what is taken from another edition on', () => {
    const [first] = changed('library.yaml', '- take:', '- as: other\n  take:')
    expect(first).toMatchObject({
      area: 'library',
      subject: ['役場の物の貸し出し'],
      change: 'removed',
    })
  })

  it('affect the cases of procedures that run otherwise, not of those that only read otherwise', () => {
    const route = areChanged(
      changed('procedures/take-out.yaml', 'within: until departAt', 'within: 3 days'),
    )
    expect([route('take-out'), route('exempt')]).toEqual([true, false])
    const words = areChanged(changed('procedures/take-out.yaml', 'title: 願い出', 'title: 申し出'))
    expect(words('take-out')).toBe(false)
  })
})

describe('a part of a pack', () => {
  it('is found by its path, or the longest beginning that exists is named with what is in it', () => {
    const found = findInPack(pack, 'procedures/take-out/steps/approve/within')
    expect(found.tree && toPlain(found.tree)).toBe('until departAt')
    expect(findInPack(pack, 'provisions/2-2(1)').tree).toBeDefined()
    const lost = findInPack(pack, 'procedures/take-away/steps')
    expect(lost).toMatchObject({ reached: 'procedures' })
    expect(lost.tree === undefined && lost.keys).toContain('take-out')
  })
})
