import { beforeAll, describe, expect, it } from 'vitest'
import type { Field } from '#kernel/fields/types.ts'
import type { Expression } from '#kernel/packs/expression.ts'
import type { Register } from '#kernel/packs/register.ts'
import type { Checklist } from '#kernel/packs/checklist.ts'
import type { Round } from '#kernel/packs/round.ts'
import type { Pack } from '#kernel/packs/types.ts'
import {
  closesByCase,
  closesByLine,
  closesByMeeting,
  dateOfLines,
  isBefore,
  lineSubject,
  mendingOf,
  personSubject,
  remindedWhenLate,
  waiverOf,
} from '#kernel/rounds/index.ts'
import { minatoWith } from '../../packs/minatoWorld.ts'

let pack: Pack
beforeAll(async () => {
  pack = await minatoWith('- x: { round: talk, expect: {} }')
})

type Part = Pick<Round, 'closedBy' | 'each'>
const lines: Round['closedBy'] = [{ kind: 'line', register: 'assets' }]
const ends: Round['closedBy'] = [{ kind: 'ended', procedure: 'loss-report', end: 'taken' }]

/** The condition that a kind is one. */
const whereKind = (kind: string): Expression => ({
  source: `kind == '${kind}'`,
  names: ['kind'],
  evaluate: (context) => (context['kind'] === undefined ? null : context['kind'] === kind),
})

describe('a line', () => {
  const closes = (each: Round['each'], id: string, fields: object, unit?: string): boolean =>
    closesByLine(
      { closedBy: lines, each } satisfies Part,
      { id },
      { register: 'assets', fields: { ...fields }, unit },
      pack.registers,
    )

  it('closes what a person has open only where it names her', () => {
    expect(closes({ kind: 'person' }, 'mori', { handlers: ['sato', 'mori'] })).toBe(true)
    expect(closes({ kind: 'person' }, 'mori', { handlers: ['sato'] })).toBe(false)
    expect(closes({ kind: 'person' }, 'mori', { name: 'mori' })).toBe(false)
  })

  it('closes what a line has open only where it points to that line', () => {
    const systems = { kind: 'line', register: 'systems' } as const
    expect(closes(systems, 'mail', { system: 'mail' })).toBe(true)
    expect(closes(systems, 'mail', { system: 'records' })).toBe(false)
    expect(closes({ kind: 'line', register: 'assets' }, 'mail', { system: 'mail' })).toBe(false)
  })

  it('closes what a unit has open where it is of that unit, and the organisation by any', () => {
    expect(closes({ kind: 'unit' }, 'welfare', {}, 'welfare')).toBe(true)
    expect(closes({ kind: 'unit' }, 'welfare', {}, 'affairs')).toBe(false)
    expect(closes({ kind: 'organization' }, '', {})).toBe(true)
  })

  it.each([
    [{ kind: 'new' }, true],
    [{ kind: 'all' }, false],
    [{}, false],
  ])('with %j closes where only those of newcomers count: %s', (fields, closed) => {
    const closedBy: Round['closedBy'] = [
      { kind: 'line', register: 'assets', where: whereKind('new') },
    ]
    const each = { kind: 'organization' } as const
    const line = { register: 'assets', fields }
    expect(closesByLine({ closedBy, each }, { id: '' }, line, pack.registers)).toBe(closed)
  })

  it('was done on the only past date that its register wants, else when it was written', () => {
    const date = {
      id: 'heldOn',
      title: '日',
      type: 'date',
      past: true,
      required: true,
      search: false,
      column: false,
      carries: [],
    } as const
    const register = (fields: readonly Field[]): Register => {
      const assets = pack.registers.get('assets')
      if (assets === undefined) throw new Error('no register')
      return { ...assets, fields }
    }
    expect(dateOfLines(register([date]))).toBe('heldOn')
    expect(dateOfLines(register([{ ...date, required: false }]))).toBeUndefined()
    expect(dateOfLines(register([{ ...date, past: false }]))).toBeUndefined()
    expect(dateOfLines(register([date, { ...date, id: 'written' }]))).toBeUndefined()
    const before = (heldOn: string, fields: readonly Field[]) =>
      isBefore(register(fields), { fields: { heldOn } }, '2026-04-01')
    expect(before('2026-03-31', [date])).toBe(true)
    expect(before('2026-04-01', [date])).toBe(false)
    expect(before('2026-03-31', [{ ...date, past: false }])).toBe(false)
  })

  it('of another register closes nothing', () => {
    const line = { register: 'systems', fields: {} }
    const each = { kind: 'organization' } as const
    expect(closesByLine({ closedBy: lines, each }, { id: '' }, line, pack.registers)).toBe(false)
  })
})

describe('the end of a case', () => {
  const ended = {
    procedure: 'loss-report',
    end: 'taken',
    applicant: 'mori',
    unit: 'welfare',
    about: ['list'],
    fields: { kind: 'paper' },
  }
  it.each([
    [{ kind: 'organization' }, '', true],
    [{ kind: 'person' }, 'mori', true],
    [{ kind: 'person' }, 'sato', false],
    [{ kind: 'unit' }, 'welfare', true],
    [{ kind: 'unit' }, 'affairs', false],
    [{ kind: 'line', register: 'assets' }, 'list', true],
    [{ kind: 'line', register: 'assets' }, 'plan', false],
  ] as const)('of %j %s: %s', (each, id, closed) => {
    expect(closesByCase({ closedBy: ends, each }, { id }, ended)).toBe(closed)
  })

  it('counts only where its fields are as the round wants them', () => {
    const each = { kind: 'organization' } as const
    const closes = (kind: string) => {
      const closedBy: Round['closedBy'] = [
        { kind: 'ended', procedure: 'loss-report', where: whereKind(kind) },
      ]
      return closesByCase({ closedBy, each }, { id: '' }, ended)
    }
    expect(closes('paper')).toBe(true)
    expect(closes('data')).toBe(false)
  })

  it('other than the one that is named closes nothing', () => {
    const each = { kind: 'organization' } as const
    const other = { ...ended, end: 'lost' }
    expect(closesByCase({ closedBy: ends, each }, { id: '' }, other)).toBe(false)
    const closedBy: Round['closedBy'] = [{ kind: 'ended', procedure: 'loss-report' }]
    expect(closesByCase({ closedBy, each }, { id: '' }, other)).toBe(true)
    const withdrawn = { ...ended, end: 'withdrawn' }
    expect(closesByCase({ closedBy, each }, { id: '' }, withdrawn)).toBe(false)
    expect(closesByCase({ closedBy, each }, { id: '' }, { ...other, procedure: 'take-out' })).toBe(
      false,
    )
  })
})

describe('a meeting', () => {
  it('closes a round of its body only', () => {
    const closedBy: Round['closedBy'] = [{ kind: 'meeting', body: 'committee' }]
    const row = { id: 'talk-1' }
    const agenda = ['talk-1', 'talk-2']
    expect(closesByMeeting({ closedBy }, row, { body: 'committee', agenda })).toBe(true)
    expect(closesByMeeting({ closedBy }, row, { body: 'council', agenda })).toBe(false)
  })

  it('closes nothing that was not on its agenda', () => {
    const closedBy: Round['closedBy'] = [{ kind: 'meeting', body: 'committee' }]
    const meeting = { body: 'committee', agenda: ['talk-2'] }
    expect(closesByMeeting({ closedBy }, { id: 'talk-1' }, meeting)).toBe(false)
    expect(closesByMeeting({ closedBy }, { id: 'talk-1' }, { ...meeting, agenda: [] })).toBe(false)
  })
})

describe('who hears that it is late', () => {
  const due = '2026-10-31T23:59:59+09:00'
  const told = (now: string): readonly unknown[] => {
    const round = pack.rounds.get('systems')
    const { world } = pack
    if (round === undefined || world === undefined) throw new Error('no round')
    const subject = lineSubject(pack.registers, {
      id: 'mail',
      register: 'systems',
      fields: {},
      state: 'active',
    })
    return remindedWhenLate(round, subject, due, now, world.organization, pack.roles)
  }
  it('is nobody before the span is over, and the role that is named from then on', () => {
    expect(told('2026-11-01T09:00:00+09:00')).toEqual([])
    expect(told('2026-11-13T23:59:00+09:00')).toEqual([])
    expect(told('2026-11-14T09:00:00+09:00')).toEqual([
      { seat: { role: 'chief-officer', scope: 'organization', id: '' } },
    ])
  })
})

describe('what becomes of a finding', () => {
  /** みなと町's checklist of systems, drawn by `more`, drawn by `most`. */
  const drawing = (
    changes: Readonly<Record<'system' | 'more' | 'most', Partial<Checklist>>>,
  ): ReadonlyMap<string, Checklist> => {
    const { mend: _mend, waivedBy: _waivedBy, ...system } = pack.checklists.get('system')!
    const draws = (of: string) => ({ items: [], draws: [{ face: 'items' as const, of }] })
    return new Map([
      ['system', { ...system, ...changes.system }],
      ['more', { ...system, ...draws('system'), id: 'more', ...changes.more }],
      ['most', { ...system, ...draws('more'), id: 'most', ...changes.most }],
    ])
  }
  const holder = (role: string) => ({ kind: 'role', role, of: { from: 'organization' } }) as const
  const by = (role: string): Partial<Checklist> => ({
    mend: { by: holder(role), within: { count: 7, unit: 'days' } },
    waivedBy: holder(role),
  })
  const item = { checklist: 'system' }
  it.each([
    ['its own checklist says', { system: by('own'), more: by('near'), most: by('far') }, 'own'],
    ['the nearest that draws it says', { system: {}, more: by('near'), most: by('far') }, 'near'],
    ['the one that is asked says', { system: {}, more: {}, most: by('far') }, 'far'],
    ['nobody says', { system: {}, more: {}, most: {} }, undefined],
    [
      'one about another subject says',
      { system: { ...by('own'), of: { kind: 'person' } }, more: {}, most: by('far') },
      'far',
    ],
  ] as const)('and who may leave it out are what %s', (_what, changes, who) => {
    const checklists = drawing(changes)
    expect(mendingOf(checklists, 'most', item).by).toEqual(who && holder(who))
    expect(waiverOf(checklists, 'most', item)).toEqual(who && holder(who))
  })

  it('is never what a checklist says about things, where people are asked its questions', () => {
    const mend = (asks: string, checklist: string) =>
      mendingOf(pack.checklists, asks, { checklist }).verify
    expect(mend('system', 'system')).toMatchObject({ role: 'chief-officer' })
    expect(mend('conduct', 'system')).toBeUndefined()
  })
})

describe('a person as a subject', () => {
  it('has her employment, her unit and the roles of the day', () => {
    const org = pack.world?.organization
    if (org === undefined) throw new Error('no world')
    expect(personSubject(org, pack.roles, 'sato', '2026-10-05')).toMatchObject({
      person: 'sato',
      location: { unit: 'welfare' },
      names: {
        person: {
          employment: '正規',
          unit: 'welfare',
          unitPeople: 3,
          roles: expect.arrayContaining(['system-manager', 'security-officer']),
        },
      },
    })
  })
})
