import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { casesCommand } from '../../src/apps/cli/packCases.ts'
import { coverageCommand, explainCommand } from '../../src/apps/cli/packCoverage.ts'
import { decideCommand } from '../../src/apps/cli/packDecide.ts'
import { proveCommand } from '../../src/apps/cli/packProve.ts'
import { lintCommand } from '../../src/apps/cli/packLint.ts'
import { ProblemError } from '#kernel/problems/problem.ts'
import type { Coverage } from '#kernel/packs/coverage.ts'
import { PackLibrary } from '#platform/packs/library.ts'
import { fixturePacks } from './support.ts'

const library = new PackLibrary(fixturePacks)
const json = { json: true }
const words = { json: false }

async function run(
  command: (print: (line: string) => void) => Promise<number>,
): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = []
  return { code: await command((line) => lines.push(line)), lines }
}

describe('sekisho pack', () => {
  it('lint says that a pack is sound, or lists its faults and fails', async () => {
    expect(await run((print) => lintCommand(library, 'hinata', words, print))).toEqual({
      code: 0,
      lines: ['ひなた町情報セキュリティポリシー（令和6年4月改定）に誤りはありません。'],
    })
    const missing = await run((print) => lintCommand(library, 'sora', json, print))
    expect(missing.code).toBe(1)
    expect(JSON.parse(missing.lines[0] ?? '')).toMatchObject({
      pack: 'sora',
      hash: null,
      faults: [{ code: 'missing-pack-file', file: 'sora/pack.yaml', line: 1, column: 1 }],
    })
  })

  it('lint shows what is newer than a language as warnings, and fails for the rest alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sekisho-lint-'))
    try {
      cpSync(fixturePacks, folder, { recursive: true })
      const file = join(folder, 'hinata/procedures/exempt.yaml')
      const text = readFileSync(file, 'utf8')
      writeFileSync(file, text.replace('unit: 回, min: 1, required: true', 'unit: 回, min: 1'))
      const lint = (language: number) =>
        run((print) =>
          lintCommand(new PackLibrary(folder), 'hinata', { json: true, language }, print),
        )
      const [older, present] = [await lint(1), await lint(2)]
      expect([older.code, present.code]).toEqual([0, 1])
      expect(JSON.parse(older.lines[0] ?? '')).toMatchObject({ faults: [], warnings: [{}, {}] })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('cases counts what came out as expected', async () => {
    const played = await run((print) => casesCommand(library, 'hinata', json, print))
    expect([played.code, JSON.parse(played.lines[0] ?? '')]).toEqual([
      0,
      { pack: 'hinata', cases: 50, failed: [], untouched: { rules: [], branches: [] } },
    ])
  })

  it('prove says what the cases prove, and fails where one names what it does not prove', async () => {
    const proved = await run((print) =>
      proveCommand(library, 'hinata', { json: true, suggest: false }, print),
    )
    expect(proved.code).toBe(0)
    expect(JSON.parse(proved.lines[0] ?? '')).toMatchObject({
      pack: 'hinata',
      claims: [],
      byKind: { register: { carried: 1, proved: 1 } },
    })
    const folder = mkdtempSync(join(tmpdir(), 'sekisho-prove-'))
    try {
      cpSync(fixturePacks, folder, { recursive: true })
      const file = join(folder, 'hinata/cases/forms.yaml')
      writeFileSync(file, readFileSync(file, 'utf8').replace('proves: 2-1(4)', 'proves: 2-2(1)'))
      const { code, lines } = await run((print) =>
        proveCommand(new PackLibrary(folder), 'hinata', { json: false, suggest: false }, print),
      )
      expect([code, lines[0]]).toEqual([
        1,
        expect.stringMatching(/^hinata\/cases\/forms\.yaml:\d+ {2}棚卸しは/),
      ])
      expect(lines[1]).toContain('2-2(1)')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('prove suggests to a case what it could name', async () => {
    const suggested = await run((print) =>
      proveCommand(library, 'hinata', { json: false, suggest: true }, print),
    )
    expect(suggested.code).toBe(0)
    expect(suggested.lines.join('\n')).toMatch(
      /機密性2は課の責任者の認めで足りる\n {4}2-2\(1\) {2}\[handling\/rules\/take-out-2\]/,
    )
  })

  it('coverage prints the counts as data, and a list by chapter for people', async () => {
    const data = await run((print) => coverageCommand(library, 'hinata', json, print))
    const coverage = JSON.parse(data.lines[0] ?? '') as Record<string, unknown>
    expect(Object.keys(coverage)).toEqual([
      'pack',
      'provisions',
      'carried',
      'stated',
      'weak',
      'unproved',
      'uncarried',
      'unlisted',
      'byKind',
    ])
    expect(coverage['weak']).toEqual([
      {
        ref: '2-1(3)',
        kind: 'handling',
        needs: 'enforces',
        has: 'records',
        why: '必ず書く項目です。値を求めるもの（should、must）はありません。',
        reason: 'field-required',
        by: 'registers/assets/fields/handlers',
      },
    ])
    const list = await run((print) => coverageCommand(library, 'hinata', words, print))
    expect(list.lines).toContain('2 情報資産：13／15')
    expect(list.lines).toContain('  ○ 2-5(2)  年に一度、みなが学ぶ')
    const weak = list.lines.indexOf('  △ 2-1(3)  いちばん大切な資産は扱う人を決めておく')
    expect(list.lines[weak + 1]).toBe(
      '      要る強さ：止める、今：残す。必ず書く項目です。値を求めるもの（should、must）はありません。',
    )
  })

  it('coverage counts what a document has beside the pack as uncarried', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sekisho-coverage-'))
    try {
      const document = join(folder, 'policy.md')
      writeFileSync(
        document,
        '# 別の決まり\n\n## 第1条（清掃）\n\n職員は、毎日机を掃除しなければならない。\n',
      )
      const read = async (options: { readonly document?: string }) => {
        const { lines } = await run((print) =>
          coverageCommand(library, 'hinata', { ...json, ...options }, print),
        )
        return JSON.parse(lines[0] ?? '') as Coverage
      }
      const [alone, beside] = [await read({}), await read({ document })]
      expect(beside.unlisted).toHaveLength(1)
      expect(beside.uncarried).toEqual([...alone.uncarried, ...beside.unlisted])
      expect([beside.provisions, beside.carried]).toEqual([alone.provisions + 1, alone.carried])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('explain shows what carries a provision, and names the one that was meant', async () => {
    const explained = await run((print) =>
      explainCommand(library, 'hinata', '2-2(3)', words, print),
    )
    expect(explained.lines).toEqual([
      '2-2(3)（exception、must）二人が認めたときだけ、いちばん大切な資産も出せる',
      '  取扱制限  役場の外へ持ち出す  [handling/rules/take-out-3]  class.confidentiality == 3',
      '    止める：この行為を尋ねる手続で、禁止なら断ります。',
      '  手続の段階  持ち出し：統括責任者の認め  [procedures/take-out/steps/approve-chief]  class.confidentiality == 3',
      '    止める：ここで決まるまで先へ進みません。',
      '  要る強さ：止める、今：止める',
    ])
    await expect(
      run((print) => explainCommand(library, 'hinata', '2-2(33)', words, print)),
    ).rejects.toThrow('もしかして「2-2(3)」')
  })

  it('decide answers with rule, approvers, safeguards and grounds', async () => {
    const options = {
      ...words,
      class: ['confidentiality=3'],
      field: ['medium=USBメモリ'],
      asset: [],
    }
    const answered = await run((print) =>
      decideCommand(library, 'hinata', 'take-out', options, print),
    )
    expect(answered.lines.slice(0, 7)).toEqual([
      '役場の外へ持ち出す：できない（規則 take-out-3）',
      '  代わりに：来てもらって見せる',
      '  手続：持ち出し',
      '  決める人：情報セキュリティ責任者（課の責任者の認め）',
      '  決める人：統括情報セキュリティ責任者（統括責任者の認め）',
      '  安全措置：暗号にする（2-2(4)）',
      '  安全措置：鍵のかかる箱に入れる（2-2(2)、2-2(3)）',
    ])
    await expect(
      run((print) =>
        decideCommand(library, 'hinata', 'take-out', { ...options, class: ['3'] }, print),
      ),
    ).rejects.toThrow(ProblemError)
  })

  it('refuses a pack that is not there with those that are', async () => {
    await expect(run((print) => coverageCommand(library, 'sora', words, print))).rejects.toThrow(
      'commons、hinata',
    )
  })
})
