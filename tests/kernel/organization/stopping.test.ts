import { expect, it } from 'vitest'
import { stopsSomebody } from '#kernel/organization/index.ts'
import type { Procedure, Step } from '#kernel/packs/procedure.ts'

const of = { from: 'organization' } as const
const head = { kind: 'role', role: 'head', of } as const
const chief = { kind: 'role', role: 'chief', of } as const

const pack = (step: Partial<Step>) => ({
  procedures: new Map([
    ['permit', { steps: new Map([['decide', step as Step]]) } as Partial<Procedure> as Procedure],
  ]),
})
const issue = (kind: 'alone' | 'vacant' | 'nobody', role: string) => ({
  kind,
  seat: { role, scope: 'organization' as const, id: '' },
  persons: [],
  says: { ja: '', en: '' },
})

it('a holder whom nobody can replace stops somebody only where the role alone decides', () => {
  const stops = stopsSomebody(pack({ decides: true, all: false, by: [head] }))
  expect(stops(issue('alone', 'head'))).toBe(true)
  expect(stops(issue('alone', 'user'))).toBe(false)
  const either = stopsSomebody(pack({ decides: true, all: false, by: [head, chief] }))
  expect(either(issue('alone', 'head'))).toBe(false)
  const both = stopsSomebody(pack({ decides: true, all: true, by: [head, chief] }))
  expect(both(issue('alone', 'chief'))).toBe(true)
  const record = stopsSomebody(pack({ decides: false, all: false, by: [head] }))
  expect(record(issue('alone', 'head'))).toBe(false)
})

it('a vacant seat that falls to a deputy stops nobody, an empty one does', () => {
  const stops = stopsSomebody(pack({ decides: true, all: false, by: [head] }))
  expect(stops(issue('vacant', 'head'))).toBe(false)
  expect(stops(issue('nobody', 'user'))).toBe(true)
})
