import { beforeAll, describe, expect, it } from 'vitest'
import { evaluatePolicy } from '#kernel/handling/evaluatePolicy.ts'
import { packFaultKinds, packLanguage, sinceOf } from '#kernel/packs/faults.ts'
import type { PackFaultCode } from '#kernel/packs/faults.ts'
import type { KeptPack } from '#kernel/packs/kept.ts'
import { nameFaults, routeFaults, ruleFaults } from './faultTable.ts'
import { language4Faults } from './language4Faults.ts'
import { language5Faults } from './language5Faults.ts'
import { language6Faults } from './language6Faults.ts'
import { procedureFaults } from './procedureFaults.ts'
import { registerFaults } from './registerFaults.ts'
import { edited, hinataTexts, loadFixture, loadKeptFixture } from './support.ts'

let texts: ReadonlyMap<string, string>
beforeAll(async () => {
  texts = await hinataTexts()
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
]
const kept = (file: string, from: string, to: string, language = 1): KeptPack =>
  loadKeptFixture('hinata', edited(texts, file, from, to), language)

describe('an edition that was kept', () => {
  it('every fault knows the language in which it became one', () => {
    const codes = Object.keys(packFaultKinds) as PackFaultCode[]
    expect(codes.filter((code) => sinceOf(code) < 1 || sinceOf(code) > packLanguage)).toEqual([])
    expect(sinceOf('unknown-key')).toBe(1)
    expect(sinceOf('expression-empty')).toBe(2)
    expect(sinceOf('field-circle')).toBe(3)
    expect(language4Faults.filter(({ code }) => sinceOf(code) === 4).length).toBeGreaterThan(0)
  })

  it.each(rows.map((row) => [row.code, row.to, row] as const))(
    'loads with a fault of every kind, which is said: %s: %s',
    (_code, _to, row) => {
      const { pack, notes } = kept(row.file, row.from, row.to)
      if (row.file === 'pack.yaml' && row.code === 'syntax') return
      expect(pack?.id).toBe('hinata')
      if (row.file.startsWith('cases/')) return
      expect(notes.map((note) => note.code)).toContain(row.code)
      for (const note of notes)
        if (note.effect === 'left-out')
          expect([note.detail, note.without.length > 0]).toEqual([note.detail, true])
    },
  )

  it('is not refused for a fault that is newer than its language, and goes on as it was', () => {
    const { pack, notes } = kept(
      'procedures/take-out.yaml',
      'within: until returnBy',
      'within: soon',
      0,
    )
    expect(notes.map(({ effect, code }) => [effect, code])).toEqual([['works', 'bad-within']])
    expect(pack?.procedures.has('take-out')).toBe(true)
  })

  it.each([
    [
      'field-circle',
      'place: { title: 受け持つ課, type: unit }',
      'place: { title: 受け持つ課, type: unit, when: "place == \'\'" }',
    ],
    [
      'expression-empty',
      'title: 委員会\n',
      'title: 委員会\n    skipTo: watch\n    applies: "organization.people > 100"\n',
    ],
    ['expression-empty', 'type: date, required }', 'type: date }'],
  ])('of language 2 only notes what language 3 refuses: %s, %s', (code, from, to) => {
    const file = 'procedures/exempt.yaml'
    const { pack, notes } = kept(file, from, to, 2)
    expect(notes.map((note) => [note.effect, note.code, note.since])).toEqual([['works', code, 3]])
    expect(pack?.procedures.has('exempt')).toBe(true)
    expect(
      loadFixture('hinata', edited(texts, file, from, to)).faults.map((fault) => fault.code),
    ).toEqual([code])
  })

  it('forbids an act with a rule that cannot be read, whatever the others say', () => {
    const { pack, notes } = kept(
      'handling.yaml',
      'when: "class.confidentiality == 2"',
      'when: "class. =="',
    )
    expect(notes[0]).toMatchObject({ effect: 'left-out', code: 'expression-syntax' })
    if (pack === undefined) throw new Error('not loaded')
    for (const confidentiality of [1, 2, 3])
      expect(
        evaluatePolicy(pack, {
          act: 'take-out',
          class: { confidentiality },
          fields: { medium: '紙' },
        }).verdict,
      ).toBe('forbid')
  })

  it('does not read a mechanism from a file that is broken: not even what lies under it', () => {
    const broken = new Map(texts).set('hinata/handling.yaml', 'acts: [')
    const { pack, notes } = loadKeptFixture('hinata', broken, 1)
    expect(pack?.handling.safeguards.size).toBe(0)
    expect(notes[0]?.without).toEqual(['取扱制限'])
  })

  it('signs in by the figures of a policy that is silent where its own cannot be read', () => {
    const { pack } = kept('accounts.yaml', 'minLength: 10', 'minLength: -1')
    expect(pack?.accounts.password.minLength).toBe(12)
    expect(pack?.accounts.lockout.attempts).toBe(5)
  })

  it('lets nobody begin a case where it cannot be read who must be kept apart', () => {
    const { pack } = kept('roles.yaml', 'not: [applicant, approver]', 'not: [applicant, nobody]')
    expect(pack?.procedures.size).toBe(0)
  })

  it('is given up where its manifest cannot be read', () => {
    for (const manifest of ['pack: [', ''])
      expect(
        loadKeptFixture('hinata', new Map(texts).set('hinata/pack.yaml', manifest), 1).notes.length,
      ).toBeGreaterThan(0)
    expect(loadKeptFixture('hinata', new Map(), 1)).toMatchObject({
      notes: [{ code: 'missing-pack-file' }],
    })
    expect(
      loadKeptFixture('hinata', new Map(texts).set('hinata/pack.yaml', 'pack: ['), 1).pack,
    ).toBeUndefined()
  })

  it('has no notes where there is nothing to be said', () => {
    const { edition } = loadFixture('hinata', texts)
    const { pack, notes } = loadKeptFixture('hinata', texts, packLanguage)
    expect(notes).toEqual([])
    expect([...(pack?.procedures.keys() ?? [])]).toEqual([
      ...(edition?.pack.procedures.keys() ?? []),
    ])
  })
})
