import { beforeAll, describe, expect, it } from 'vitest'
import { inEnglish } from '#kernel/packs/english.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { edited, hinata, hinataTexts, loadFixture, loadKeptFixture } from './support.ts'

let pack: Pack
let english: Pack
beforeAll(async () => {
  pack = await hinata()
  english = inEnglish(pack)
})

describe('the English of a pack', () => {
  it('stands wherever the text stands, and nowhere else', () => {
    const takeOut = english.procedures.get('take-out')
    expect(takeOut?.title).toBe('Taking out')
    expect(takeOut?.steps.get('depart')?.title).toBe('Taking out')
    expect(english.groups).toEqual(['Taking out', '例外措置'])
    expect(takeOut?.fields.find(({ id }) => id === 'returnBy')?.title).toBe('Expected back')
    expect(takeOut?.fields.find(({ id }) => id === 'purpose')?.title).toBe('わけ')
  })

  it('leaves ids, conditions and rules as they are', () => {
    const conditions = (of: Pack) => of.handling.rules.map(({ when }) => when)
    expect(conditions(english)).toEqual(conditions(pack))
    expect(conditions(english).every((when, at) => when === conditions(pack)[at])).toBe(true)
    expect([...english.procedures.keys()]).toEqual([...pack.procedures.keys()])
    expect(english.cases).toBe(pack.cases)
  })

  it('is taken from the packs that are extended, and the nearest one counts', () => {
    expect(english.roles.get('ciso')?.title).toBe('Chief information security officer')
    expect(english.handling.acts.get('print')?.title).toBe('Print')
  })

  it('is made once for a pack; a pack without any is itself', async () => {
    expect(inEnglish(pack)).toBe(english)
    const texts = await hinataTexts()
    for (const path of ['hinata/en.yaml', 'commons/en.yaml']) texts.delete(path)
    const bare = loadFixture('hinata', texts).edition?.pack
    expect(bare && inEnglish(bare)).toBe(bare)
  })

  it('of a kept edition is read, and a text that is gone takes nothing out of force', async () => {
    const texts = edited(await hinataTexts(), 'en.yaml', '願い出:', 'ない文字:')
    const kept = loadKeptFixture('hinata', texts, 5)
    expect(kept.notes.map(({ code, effect }) => [code, effect])).toEqual([
      ['english-of-nothing', 'works'],
    ])
    expect(kept.pack && inEnglish(kept.pack).procedures.get('take-out')?.title).toBe('Taking out')
  })
})
