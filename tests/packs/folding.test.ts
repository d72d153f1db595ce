import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { PackFault } from '#kernel/packs/source.ts'
import { readYaml } from '#platform/packs/yaml.ts'
import { edited, hinataTexts, loadFixture } from './support.ts'

let texts: Map<string, string>
beforeAll(async () => {
  texts = await hinataTexts()
})

const faultsOf = (changed: ReadonlyMap<string, string>): readonly PackFault[] =>
  loadFixture('hinata', changed).faults

function renamed(from: string, to: string): Map<string, string> {
  const changed = new Map(texts)
  changed.set(`hinata/${to}`, changed.get(`hinata/${from}`) ?? '')
  changed.delete(`hinata/${from}`)
  return changed
}

/** Text as it is read when it was written in another encoding. */
const misread = (text: string): string =>
  text.replaceAll(/[^\n -~]/g, '\uFFFD').replaceAll('\uFFFD\uFFFD', '\uFFFD')

describe('causes come first', () => {
  it.each<[string, () => Map<string, string>, string]>([
    [
      'a pack to extend that is not there',
      () => edited(texts, 'pack.yaml', 'extends: commons', 'extends: common'),
      'unknown-pack',
    ],
    ['an empty file', () => new Map(texts).set('hinata/roles.yaml', ''), 'file-empty'],
    [
      'a file with nothing but remarks',
      () => new Map(texts).set('hinata/provisions/all.yaml', '# later\n'),
      'file-empty',
    ],
    ['a manifest that is empty', () => new Map(texts).set('hinata/pack.yaml', ''), 'file-empty'],
    ['a file that ends in .yml', () => renamed('roles.yaml', 'roles.yml'), 'file-extension'],
    ['a manifest that ends in .yml', () => renamed('pack.yaml', 'pack.yml'), 'file-extension'],
    [
      'a file in another encoding',
      () => new Map(texts).set('hinata/roles.yaml', misread(texts.get('hinata/roles.yaml') ?? '')),
      'file-encoding',
    ],
    [
      'a tab',
      () => edited(texts, 'roles.yaml', '    carries: 1-1(2)', '\tcarries: 1-1(2)'),
      'syntax',
    ],
    [
      'an alias of nothing',
      () => edited(texts, 'handling.yaml', 'verdict: permit', 'verdict: *permit'),
      'syntax',
    ],
  ])('%s gives one fault, which counts what follows from it', (_what, change, code) => {
    const faults = faultsOf(change())
    expect(faults.map((fault) => fault.code)).toEqual([code])
    const [fault] = faults
    if (fault?.folded !== undefined)
      expect(fault.detail).toMatch(new RegExp(`。ほか${fault.folded}件はこのために起きています。$`))
  })

  it('counts every follower: a wrong extends hides exactly what it causes', () => {
    const [fault] = faultsOf(edited(texts, 'pack.yaml', 'extends: commons', 'extends: common'))
    expect(fault?.folded).toBeGreaterThan(5)
  })

  it('goes on to list what is wrong whatever the cause made unknown', () => {
    const changed = edited(texts, 'procedures/take-out.yaml', 'fill: [medium,', 'fill: [medum,')
    const faults = faultsOf(changed.set('hinata/roles.yaml', ''))
    expect(faults.map((fault) => fault.code)).toEqual(['unknown-field', 'file-empty'])
  })
})

describe('what the libraries say', () => {
  it('never reaches a person in English', () => {
    const signs = ['!', '&a ', '*a', '%', '"\\q"', '"', "'", '{', '}', '[', ']', ': ', '? ', '- ']
    const lines = [',', '|', '>', '@', '`', '\t', '\n', ' ', '---\n', '...\n', '<<', 'a', '1']
    const pieces = fc.constantFrom(...signs, ...lines, '!!int x', '%YAML 9\n')
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        for (const { code, detail } of readYaml('hinata/posts.yaml', parts.join('')).syntax)
          if (code !== 'yaml-tag') expect(detail).not.toMatch(/[A-Za-z]{3,}(?!.*[」）])/)
      }),
      { numRuns: 500 },
    )
  })
})
