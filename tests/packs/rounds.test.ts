import { beforeAll, describe, expect, it } from 'vitest'
import { carriersOf } from '#kernel/packs/carriers.ts'
import { comparePacks } from '#kernel/packs/compare/compare.ts'
import { keyTitle } from '#kernel/packs/compare/labels.ts'
import { inEnglish } from '#kernel/packs/english.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { itemsAsked } from '#kernel/rounds/index.ts'
import { mergedEdition } from '#platform/packs/edition.ts'
import { edited, loadFixture, loadKeptFixture, minatoTexts, showFault } from './support.ts'

let pack: Pack
beforeAll(async () => {
  const { edition, faults } = loadFixture('minato', await minatoTexts())
  if (edition === undefined) throw new Error(faults.map(showFault).join('\n'))
  ;({ pack } = edition)
})

describe('what a pack says of recurring work', () => {
  it('has its checklists with what they ask', () => {
    const system = pack.checklists.get('system')
    expect(system).toMatchObject({
      title: 'システムの点検',
      of: { kind: 'line', register: 'systems' },
      mend: {
        by: { kind: 'role', role: 'system-manager' },
        within: { count: 3, unit: 'months' },
        verify: { kind: 'role', role: 'chief-officer' },
      },
      waivedBy: { kind: 'role', role: 'chief-officer' },
    })
    expect(system?.items.map(({ id, type, proof }) => [id, type, proof])).toEqual([
      ['power', 'yes-no', 'photo'],
      ['double', 'yes-no', undefined],
      ['restore', 'number', undefined],
      ['visitors', 'yes-no', undefined],
      ['door', 'yes-no', undefined],
    ])
    expect(system?.items.find(({ id }) => id === 'door')?.title).toBe('扉に鍵をかける')
  })

  it('asks of an item without a type that it is so, or is not', () => {
    const items = new Map(pack.checklists.get('system')?.items.map((item) => [item.id, item]))
    const isGood = (id: string, value?: boolean) =>
      items.get(id)?.should?.evaluate(value === undefined ? {} : { value })
    expect(['door', 'visitors'].map((id) => [isGood(id, true), isGood(id, false)])).toEqual([
      [true, false],
      [false, true],
    ])
    expect([isGood('door'), isGood('visitors')]).not.toContain(true)
  })

  it('puts questions of a checklist of things to people', () => {
    expect(itemsAsked(pack.checklists, 'conduct').map(({ path }) => path)).toEqual([
      'checklists/conduct/items/lock',
      'checklists/conduct/items/own',
      'checklists/system/items/visitors',
      'checklists/habits/items/desk',
    ])
    expect(itemsAsked(pack.checklists, 'habits')).toEqual([])
  })

  it('may have a checklist that only draws, without a provision of its own', async () => {
    const file = 'checklists/conduct.yaml'
    const texts = new Map(await minatoTexts())
    const conduct = texts.get(`minato/${file}`) ?? ''
    const drawn = conduct.slice(conduct.indexOf('draw:'), conduct.indexOf('items:'))
    texts.set('minato/checklists/all.yaml', `checklist: all\ntitle: まとめ\nof: person\n${drawn}`)
    const { edition, faults } = loadFixture('minato', texts)
    expect(faults.map(showFault)).toEqual([])
    const all = edition?.pack.checklists ?? new Map()
    expect(all.get('all')).toMatchObject({ items: [], carries: [] })
    expect(itemsAsked(all, 'all').map(({ path }) => path)).toEqual([
      'checklists/system/items/visitors',
      'checklists/habits/items/desk',
    ])
  })

  it('has its rounds with their times, people and what closes them', () => {
    expect(pack.rounds.get('systems')).toMatchObject({
      each: { kind: 'line', register: 'systems' },
      every: { count: 1, unit: 'year' },
      month: 10,
      closedBy: [{ kind: 'answers', checklist: 'system' }],
      late: [
        { after: { count: 14, unit: 'days' }, remind: [{ kind: 'role', role: 'chief-officer' }] },
      ],
      choices: ['rounds'],
    })
    expect(pack.rounds.get('handbook')).toMatchObject({
      each: { kind: 'person' },
      on: [{ kind: 'new' }, { kind: 'edition' }],
      by: [{ kind: 'self' }],
      within: { count: 1, unit: 'months' },
      closedBy: [{ kind: 'reading', checklist: 'conduct' }],
      choices: ['readTime'],
    })
  })

  it('has what it leaves to the organisation, as it was chosen', () => {
    expect([...pack.choices].map(([id, { type, value }]) => [id, type, value])).toEqual([
      ['rounds', 'cadence', 'year'],
      ['readTime', 'span', '1 month'],
      ['byod', 'choice', 'permit'],
    ])
  })

  it('carries its provisions by them', () => {
    const kinds = new Set(['checklist', 'item', 'round', 'choice'])
    const own = carriersOf(pack).filter(({ kind }) => kinds.has(kind))
    expect(own.map(({ path, carries }) => `${path} ${carries.join()}`)).toEqual([
      'checklists/conduct/items/lock 3-2(1)',
      'checklists/conduct/items/own 3-2(4)',
      'checklists/habits/items/desk 3-2(5)',
      'checklists/office/items/copies 3-3(1)',
      'checklists/office/items/tools 3-2(4)',
      'checklists/system/items/power 3-1(1)',
      'checklists/system/items/double 3-1(2)',
      'checklists/system/items/restore 3-1(1)',
      'checklists/system/items/visitors 3-2(2)',
      'rounds/systems 3-1(3)',
      'rounds/handbook 3-2(3)',
      'rounds/self-check 3-2(3)',
      'rounds/office 3-3(1)',
      'rounds/talk 3-3(1)',
      'rounds/losses 3-2(3)',
      'choices/rounds 3-1(3)',
      'choices/byod 3-2(4)',
    ])
  })
})

describe('recurring work in English', () => {
  it('has its titles, questions, options and the words of choices', async () => {
    const texts = new Map(await minatoTexts()).set(
      'minato/en.yaml',
      `システムの点検: Check of systems
鍵をかけずに離れたことがありますか: Did you ever leave without locking?
ある: once
時間: hours
私物の道具: Tools of one's own
使わない: not used
`,
    )
    const { edition, faults } = loadFixture('minato', texts)
    if (edition === undefined) throw new Error(faults.map(showFault).join('\n'))
    const english = inEnglish(edition.pack)
    const lock = english.checklists.get('conduct')?.items.find(({ id }) => id === 'lock')
    expect([english.checklists.get('system')?.title, english.rounds.get('systems')?.title]).toEqual(
      ['Check of systems', 'Check of systems'],
    )
    expect(lock?.ask).toBe('Did you ever leave without locking?')
    expect(lock?.options?.map(({ id, title }) => [id, title])).toEqual([
      ['never', 'ない'],
      ['once', 'once'],
    ])
    expect(english.checklists.get('system')?.items[2]?.unit).toBe('hours')
    expect(english.choices.get('byod')).toMatchObject({
      title: "Tools of one's own",
      options: [{ id: 'permit' }, { id: 'forbid', title: 'not used' }],
      value: 'permit',
    })
    expect(lock?.should?.evaluate({ value: 'never' })).toBe(true)
  })
})

describe('an edition that was kept, of which something cannot be read any more', () => {
  const kept = async (file: string, from: string, to: string) => {
    const { pack: rest, notes } = loadKeptFixture(
      'minato',
      edited(await minatoTexts(), file, from, to, 'minato'),
      6,
    )
    if (rest === undefined) throw new Error(notes.map(showFault).join('\n'))
    return { rest, without: notes.flatMap((note) => note.without) }
  }
  const idsOf = (rest: Pack, checklist: string) =>
    rest.checklists.get(checklist)?.items.map(({ id }) => id)

  it('asks every item but the one', async () => {
    const { rest, without } = await kept(
      'checklists/system.yaml',
      'value <= 24.0',
      'value <= limit',
    )
    expect(without).toEqual(['点検表「システムの点検」の項目「戻すのにかかった時間」'])
    expect(idsOf(rest, 'system')).toEqual(['power', 'double', 'visitors', 'door'])
    expect(rest.rounds.has('systems')).toBe(true)
  })

  it('lets nobody accept that an item does not apply where it is not known who may', async () => {
    const { rest } = await kept('checklists/system.yaml', 'waivedBy: chief', 'waivedBy: chef')
    expect(rest.checklists.get('system')?.waivedBy).toBeUndefined()
    expect(idsOf(rest, 'system')).toHaveLength(5)
  })

  it('goes through everybody where it is not known whom it leaves out', async () => {
    const { rest, without } = await kept('rounds.yaml', 'person.unitPeople', 'person.people')
    expect(without).toEqual(['定期業務「なくしたあとの学び直し」の where'])
    expect(rest.rounds.get('losses')).toMatchObject({ each: { kind: 'holder' } })
    expect(rest.rounds.get('losses')?.where).toBeUndefined()
  })

  it('has no round that nothing can close, and all others', async () => {
    const { rest, without } = await kept('rounds.yaml', 'answers to system', 'answers to systems')
    expect(without).toEqual(['定期業務「システムの点検」'])
    expect([...rest.rounds.keys()]).toEqual(['handbook', 'self-check', 'office', 'talk', 'losses'])
  })

  it('leaves out with a choice all that reads it', async () => {
    const { rest, without } = await kept('organization.yaml', 'value: year', 'value: often')
    expect(without).toEqual(['組織の選択「システムを見て回る間隔」', '定期業務「システムの点検」'])
    expect(rest.choices.has('rounds')).toBe(false)
    expect(rest.rounds.has('systems')).toBe(false)
  })
})

describe('what a new edition changes of recurring work', () => {
  const changes = async (file: string, from: string, to: string) => {
    const texts = await minatoTexts()
    const [before, after] = [texts, edited(texts, file, from, to, 'minato')].map((each) =>
      mergedEdition('minato', each),
    )
    if (before === undefined || after === undefined) throw new Error('not merged')
    return comparePacks(before, after).map(
      ({ area, subject, keys, change, before: from_, after: to_ }) =>
        `${[...subject, ...keys.map((key) => keyTitle(key, area).ja)].join('・')} ${change}: ${from_ ?? ''} → ${to_ ?? ''}`,
    )
  }

  it.each([
    [
      'checklists/system.yaml',
      '  door: 扉に鍵をかける\n',
      '',
      'システムの点検・扉に鍵をかける removed: 扉に鍵をかける → ',
    ],
    [
      'checklists/system.yaml',
      'items:\n',
      'items:\n  light: 明かりを消す\n',
      'システムの点検・明かりを消す added:  → 明かりを消す',
    ],
    [
      'checklists/habits.yaml',
      '帰るときに机の書類をしまっていますか',
      '机の書類をしまって帰りますか',
      'ふだんの心がけ・机に書類を残さない・人への問い changed: 帰るときに机の書類をしまっていますか → 机の書類をしまって帰りますか',
    ],
    [
      'checklists/system.yaml',
      'verify: chief-officer',
      'verify: ciso',
      'システムの点検・直し方・直ったか確かめる人 changed: 統括情報セキュリティ責任者 → 最高情報セキュリティ責任者',
    ],
    [
      'checklists/conduct.yaml',
      ', questions of habits',
      '',
      '町の職員の心得・ほかの点検表から取り込むもの changed: 「システムの点検」の人への問い、「ふだんの心がけ」の人への問い → 「システムの点検」の人への問い',
    ],
    [
      'checklists/office.yaml',
      "== 'permit'",
      "== 'forbid'",
      '役場の備え・私物の道具の決まりがある・当てはまる条件 changed: 「私物の道具」が「許しを得て使う」 → 「私物の道具」が「使わない」',
    ],
    [
      'rounds.yaml',
      'every: half-year',
      'every: 2 years',
      '備えの話し合い・間隔 changed: 半年に一度 → 2年に一度',
    ],
    [
      'rounds.yaml',
      'every: organization.rounds',
      'every: quarter',
      'システムの点検・間隔 changed: 「システムを見て回る間隔」（年に一度） → 三か月に一度',
    ],
    [
      'rounds.yaml',
      'each: line of systems',
      'each: person',
      'システムの点検・相手 changed: 「情報システムの一覧」の一つ一つ → 一人ひとり',
    ],
    [
      'rounds.yaml',
      'on: [moved, end taken of loss-report]',
      'on: [moved]',
      'なくしたあとの学び直し・始まるとき changed: 異動したとき、「なくしたことの知らせ：引き受けた」が終わったとき → 異動したとき',
    ],
    [
      'rounds.yaml',
      'closedBy: meeting of committee',
      'closedBy: answers to office',
      '備えの話し合い・済んだことになるもの changed: 「情報セキュリティ委員会」の会議 → 「役場の備え」への答え',
    ],
    [
      'rounds.yaml',
      'line of assets]',
      `{ by: line of assets, where: "form == '紙'" }]`,
      'なくしたあとの学び直し・済んだことになるもの・2 changed: 「情報資産の一覧」の行 → 「情報資産の一覧」の行（「形」が「紙」）',
    ],
    [
      'organization.yaml',
      'value: permit',
      'value: forbid',
      '私物の道具・選んだもの changed: 許しを得て使う → 使わない',
    ],
    [
      'organization.yaml',
      'value: 1 month',
      'value: 2 weeks',
      '心得を読むまでの長さ・選んだもの changed: 1か月 → 14日',
    ],
  ])('in %s: %s', async (file, from, to, says) => {
    expect(await changes(file, from, to)).toEqual([says])
  })
})
