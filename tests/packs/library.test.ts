import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Pack } from '#kernel/packs/types.ts'
import { bundledPacksFolder } from '#platform/packs/folder.ts'
import { PackLibrary } from '#platform/packs/library.ts'
import { showCommand } from '../../src/apps/cli/packShow.ts'
import {
  edited,
  fixturePacks,
  hinataTexts,
  loadFixture,
  loadKeptFixture,
  showFault,
} from './support.ts'

let texts: ReadonlyMap<string, string>
beforeAll(async () => {
  texts = await hinataTexts()
})

const lend = 'commons/procedures/lend.yaml'
const bare = () => new Map([...texts].filter(([path]) => path !== 'hinata/cases/lend.yaml'))

function load(changed: ReadonlyMap<string, string>): Pack {
  const { edition, faults } = loadFixture('hinata', changed)
  if (edition === undefined) throw new Error(faults.map(showFault).join('\n'))
  return edition.pack
}

/** ひなた町 with other lines in its library.yaml, and without the cases of what it takes. */
const taking = (line: string) => load(new Map(bare()).set('hinata/library.yaml', line))

/** Acts and safeguards that are taken with values. */
const questions = `says: 行為と措置
parameters:
  questions: { title: 尋ねること, type: list, default: [who, until] }
acts:
  lend:
    title: 貸す
    phrase: を貸す
    about: nothing
    asks:
      what: { title: 物, type: text }
      who: { if: questions.who, title: 借りる人, type: text }
      until: { if: questions.until, title: いつまで, type: text }
    otherwise: allow
safeguards: { seal: { title: 封をする } }
`

/** ひなた町, which takes from one more pack of the library. */
const besides = (handling: string, line: string) =>
  new Map(bare())
    .set(
      'lending/pack.yaml',
      'pack: lending\ntitle: 貸す言葉\nedition: 初版\ninForce: 2024-04-01\nshared: true\n',
    )
    .set('lending/handling.yaml', handling)
    .set('hinata/library.yaml', line)
const withHandling = (handling: string, line: string) => load(besides(handling, line))
const faultsOf = (handling: string, [line = '']: readonly string[]) =>
  loadFixture('hinata', besides(handling, line)).faults.map(({ code, file }) => [code, file])

describe('a mechanism of the library', () => {
  it('is taken with the values, provisions and changes of the pack', () => {
    const taken = load(texts).procedures.get('lend')
    expect(taken?.title).toBe('役場の物の貸し出し')
    expect(taken?.use).toBe('役場の物を5日まで借りるとき')
    expect(taken?.carries).toEqual(['2-2(1)'])
    expect(taken?.steps.get('return')?.within).toMatchObject({ count: 5, unit: 'days' })
    expect(taken?.steps.get('return')?.carries).toEqual(['2-2(6)'])
    expect(taken?.steps.get('approve')?.by[0]).toMatchObject({ role: 'security-officer' })
  })

  it('is not there where it is only extended', () => {
    const pack = load(new Map([...bare()].filter(([path]) => path !== 'hinata/library.yaml')))
    expect(pack.procedures.has('lend')).toBe(false)
  })

  it('leaves out the parts that have no provision, and what nobody wants, with all that names them', () => {
    const pack = taking(`- take: commons/procedures/lend
  with: { lender: [security-officer of applicant.unit, chief-officer], careful: false }
  carries: { permit: 2-2(1) }
  change: { steps: { approve: { then: end permitted } } }
`)
    const taken = pack.procedures.get('lend')
    expect([...(taken?.steps.keys() ?? [])]).toEqual(['apply', 'approve', 'approve-2'])
    expect(taken?.fields.map(({ id }) => id)).toEqual(['thing'])
    expect(taken?.steps.get('apply')?.fill).toEqual(['thing'])
  })

  it('puts fields and steps where it leaves room for them', () => {
    const own = (bare().get(lend) ?? '')
      .replace(
        '  more: {',
        '  extra: { title: 項目, type: fields }\n  between: { title: 段階, type: steps }\n  more: {',
      )
      .replace('  purpose: { if', '  $extra:\n  purpose: { if')
      .replace('  return:\n', '  $between:\n  return:\n')
    const line = `- take: commons/procedures/lend
  with:
    lender: chief-officer
    extra: { place: { title: 使う所, type: text, required } }
    between: { pack: { title: 荷造り, fill: [place], button: 包んだ } }
  carries: { permit: 2-2(1), record: 2-2(6) }
`
    const pack = load(new Map(bare()).set(lend, own).set('hinata/library.yaml', line))
    const taken = pack.procedures.get('lend')
    expect(taken?.fields.map(({ id }) => id).slice(0, 3)).toEqual(['thing', 'place', 'purpose'])
    expect([...(taken?.steps.keys() ?? [])]).toEqual(['apply', 'approve', 'pack', 'return'])
  })

  it('has the steps that a change adds at its end, or behind the one that they name', () => {
    const line = (behind: string) => `- take: commons/procedures/lend
  with: { lender: chief-officer }
  carries: { permit: 2-2(1), record: 2-2(6) }
  change: { steps: { pack: { ${behind}title: 荷造り, button: 包んだ, then: approve } } }
`
    const order = (behind: string) =>
      loadFixture('hinata', new Map(bare()).set('hinata/library.yaml', line(behind)))
    const steps = order('behind: apply, ').edition?.pack.procedures.get('lend')?.steps.keys() ?? []
    expect([...steps].slice(0, 3)).toEqual(['apply', 'pack', 'approve'])
    expect(order('behind: aply, ').faults).toContainEqual(
      expect.objectContaining({ code: 'unknown-step', file: 'hinata/library.yaml', line: 4 }),
    )
  })

  it('has usual values that read what is given, and changes that read its values', () => {
    const own = (bare().get(lend) ?? '')
      .replace('  days: {', '  helper: { title: 手伝う人, type: who, default: $lender }\n  days: {')
      .replace("    within: '", "    by: $helper\n    within: '")
    const line = (text: string) => `- take: commons/procedures/lend
  with: { lender: chief-officer }
  carries: { permit: 2-2(1), record: 2-2(6) }
  change: { use: '${text}' }
`
    const texts = new Map(bare()).set(lend, own)
    const taken = load(texts.set('hinata/library.yaml', line('${days}日まで'))).procedures.get(
      'lend',
    )
    expect(taken?.steps.get('return')?.by[0]).toMatchObject({ role: 'chief-officer' })
    expect(taken?.use).toBe('7日まで')
    expect(
      loadFixture('hinata', texts.set('hinata/library.yaml', line('${day}日まで'))).faults,
    ).toMatchObject([{ code: 'unknown-parameter', file: 'hinata/library.yaml', line: 4 }])
  })

  it('keeps what only names a part with a question mark, and names a provision of two parts once', () => {
    const taken = (purpose: string) => {
      const pack = taking(`- take: commons/procedures/lend
  with: { lender: chief-officer }
  carries: { permit: 2-2(1), record: 2-2(6)${purpose} }
`)
      const lending = pack.procedures.get('lend')
      const field = lending?.fields.find(({ id }) => id === 'purpose')
      return [field?.carries, lending?.steps.get('approve')?.carries]
    }
    expect(taken('')).toEqual([[], ['2-2(1)']])
    expect(taken(', purpose: 2-2(1)')).toEqual([['2-2(1)'], ['2-2(1)']])
  })

  it('is taken without a key for which an empty list is given', () => {
    const own = (bare().get(lend) ?? '')
      .replace('  more: {', '  known: { title: 言葉, type: list, default: [借用] }\n  more: {')
      .replace('title: 物の貸し出し\n', 'title: 物の貸し出し\nwords: $known\n')
    const words = (known: string) =>
      load(
        new Map(bare()).set(lend, own).set(
          'hinata/library.yaml',
          `- take: commons/procedures/lend
  with: { lender: chief-officer${known} }
  carries: { permit: 2-2(1), record: 2-2(6) }
`,
        ),
      ).procedures.get('lend')?.words
    expect(words('')).toEqual(['借用'])
    expect(words(', known: []')).toBeUndefined()
  })

  it('may be taken twice, under another id', () => {
    const one = (more: string) =>
      `- { take: commons/procedures/lend, ${more} with: { lender: chief-officer }, carries: { permit: 2-2(1), record: 2-2(6) } }\n`
    const pack = taking(
      `${one('')}${one("as: lend-car, change: { number: '車{年度}-{000}', title: 車の貸し出し },")}`,
    )
    expect(pack.procedures.get('lend-car')?.title).toBe('車の貸し出し')
    expect(pack.procedures.get('lend')?.title).toBe('物の貸し出し')
  })

  it('of one file is taken by its key, with the provision that it carries', () => {
    const own = edited(bare(), 'pack.yaml', 'drop:\n', 'drop:\n  - handling/safeguards/stand-by\n')
    const line =
      '- { take: commons/handling/safeguards/stand-by, carries: 2-2(4), change: { title: 見る } }'
    const pack = load(own.set('hinata/library.yaml', line))
    expect(pack.handling.safeguards.get('stand-by')).toMatchObject({
      title: '見る',
      carries: ['2-2(4)'],
    })
  })

  it('is taken with others below one path, of which only what is named comes', () => {
    const pack = withHandling(
      'says: 措置\nsafeguards:\n  seal: { title: 封をする }\n  hide: { title: 隠す }\n',
      '- { take: lending/handling/safeguards, only: seal, carries: 2-2(4) }\n',
    )
    const { safeguards } = pack.handling
    expect(safeguards.get('seal')?.carries).toEqual(['2-2(4)'])
    expect(safeguards.has('hide')).toBe(false)
    expect(
      faultsOf('says: 措置\nsafeguards: { seal: { title: 封をする } }\n', [
        '- { take: lending/handling/safeguards, only: [seal, seel] }\n',
      ]),
    ).toContainEqual(['take-missing', 'hinata/library.yaml'])
  })

  it('leaves out what a list does not name; a word that it does not know is a fault', () => {
    const asking = (words: string) =>
      `- { take: lending/handling/acts/lend, with: { questions: ${words} } }\n`
    const asked = (words: string) =>
      withHandling(questions, asking(words))
        .handling.acts.get('lend')
        ?.asks.map(({ id }) => id)
    expect(asked('[who]')).toEqual(['what', 'who'])
    expect(asked('[]')).toEqual(['what'])
    expect(faultsOf(questions, [asking('[whom]')])).toEqual([
      ['unknown-library-part', 'hinata/library.yaml'],
    ])
    const usual = new Map([
      ['lending/pack.yaml', besides('', '').get('lending/pack.yaml') ?? ''],
      ['lending/handling.yaml', questions.replace('[who, until]', '[who, untill]')],
    ])
    expect(loadFixture('lending', usual).faults).toMatchObject([
      { code: 'unknown-library-part', file: 'lending/handling.yaml', line: 3 },
    ])
  })

  it('of a file with a head is said only what the taken part leaves open', () => {
    const line = '- { take: lending/handling/safeguards/seal, with: { questions: [who] } }\n'
    expect(faultsOf(questions, [line])).toEqual([['unknown-parameter', 'hinata/library.yaml']])
    expect(withHandling(questions, line.replace(/, with.*\}/, '}')).handling.acts.has('lend')).toBe(
      false,
    )
  })

  it('has its English beside it', () => {
    const changed = new Map(bare()).set('commons/en.yaml', '物の貸し出し: Lending\n')
    expect(loadFixture('commons', changed).faults).toEqual([])
    expect(
      loadFixture('commons', changed.set('commons/en.yaml', '物の貸出: Lending\n')).faults,
    ).toMatchObject([{ code: 'english-of-nothing' }])
  })

  it('has its faults where it is taken, with the line of the library beside', () => {
    const changed = new Map(bare()).set(
      lend,
      (bare().get(lend) ?? '').replace('then: end returned', 'then: end retruned'),
    )
    expect(loadFixture('hinata', changed).faults).toMatchObject([
      {
        code: 'unknown-end',
        file: 'hinata/library.yaml',
        line: 1,
        library: { file: lend, line: 31 },
      },
    ])
  })

  it('declares every name that it leaves open, and leaves open every name that it declares', () => {
    const faultsOf = (from: string, to: string) =>
      loadFixture(
        'commons',
        new Map(bare()).set(lend, (bare().get(lend) ?? '').replace(from, to)),
      ).faults.map(({ code, file }) => [code, file])
    expect(faultsOf('$lender', '$lendr')).toContainEqual(['unknown-parameter', lend])
    expect(faultsOf('$lender', 'ciso')).toEqual([['unused-parameter', lend]])
  })

  it('is part of the edition: its texts are kept, and another content is another edition', async () => {
    const library = new PackLibrary(fixturePacks)
    const { hash, texts: kept } = await library.edition('hinata')
    expect([...kept.keys()]).toContain(lend)
    const { edition } = loadFixture('hinata', edited(texts, 'library.yaml', 'days: 5', 'days: 6'))
    expect(edition?.hash).not.toBe(hash)
  })

  it('that cannot be read any more is left out of a kept edition, and nothing else', () => {
    const changed = edited(texts, 'library.yaml', 'permit: 2-2(1), ', '')
    const { pack, notes } = loadKeptFixture('hinata', changed, 6)
    expect(pack?.procedures.has('lend')).toBe(false)
    expect(pack?.procedures.has('take-out')).toBe(true)
    expect(notes.map(({ code, effect }) => [code, effect])).toContainEqual([
      'missing-library-part',
      'left-out',
    ])
  })

  it('stays where only another file takes something that cannot be read any more', () => {
    const broken = edited(texts, 'library.yaml', 'permit: 2-2(1), ', '').get('hinata/library.yaml')
    const sound = `- take: commons/procedures/lend
  as: borrow
  with: { lender: security-officer of applicant.unit }
  carries: { permit: 2-2(1) }
  change: { number: '借用{年度}-{000}' }
`
    const changed = new Map(texts)
      .set('hinata/library/a.yaml', sound)
      .set('hinata/library/b.yaml', broken ?? '')
    changed.delete('hinata/library.yaml')
    const { pack } = loadKeptFixture('hinata', changed, 6)
    expect(pack?.procedures.has('lend')).toBe(false)
    expect(pack?.procedures.has('borrow')).toBe(true)
  })

  it('is all that the bundled policies have in common: none extends a pack or drops anything', () => {
    const manifests = readdirSync(bundledPacksFolder).map((id) =>
      readFileSync(join(bundledPacksFolder, id, 'pack.yaml'), 'utf8'),
    )
    const policies = manifests.filter((text) => !/^shared: true$/m.test(text))
    expect(policies.length).toBeGreaterThanOrEqual(5)
    expect(policies.filter((text) => /^(?:extends|drop):/m.test(text))).toEqual([])
  })

  it('is shown as it came out, with the file and the line that each part comes from', async () => {
    const printed: string[] = []
    const print = (line: string): void => void printed.push(line)
    const library = new PackLibrary(fixturePacks)
    await showCommand(library, 'hinata', 'procedures/lend/fields', { json: false }, print)
    expect(printed.join('\n').split('\n')).toEqual(
      expect.arrayContaining(['# commons/procedures/lend.yaml:19', '  title: 使い道']),
    )
    printed.length = 0
    expect(await showCommand(library, 'hinata', 'roles/ciso', { json: false }, print)).toBe(0)
    expect(printed.join('\n')).toMatch(
      /^# hinata\/roles\.yaml:\d+\n[\s\S]*# commons\/roles\.yaml:\d+\n/,
    )
  })
})
