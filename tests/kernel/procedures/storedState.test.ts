import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  caseStateVersion,
  decodeCaseState,
  encodeCaseState,
  findPaths,
} from '#kernel/procedures/index.ts'
import type { CaseContext, CaseState } from '#kernel/procedures/index.ts'
import { bundledPacks } from '#tests/support/packLibrary.ts'
import { follow } from '../support/paths.ts'
import { world, withoutRules } from '../support/procedures.ts'
import { throughStorage } from '../support/stored.ts'

const packs = (await Promise.all((await bundledPacks.ids()).map((id) => bundledPacks.edition(id))))
  .map(({ pack }) => pack)
  .filter((pack) => pack.world !== undefined)

/**
 * States as versions of the program stored them: `v0-….json` is of version 0. They are never made
 * anew.
 */
const folder = new URL('states/', import.meta.url)
const frozen = readdirSync(folder).map((name) => {
  const stored: unknown = JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
  return [name, Number(/^v(\d+)-/.exec(name)?.[1]), stored] as const
})

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every place in a stored state, as the keys that lead there. */
function placesIn(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at]
  return [at, ...Object.entries(value).flatMap(([key, one]) => placesIn(one, [...at, key]))]
}

/** The same with one value replaced. */
function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by
  if (Array.isArray(value))
    return value.map((one, i) => (String(i) === key ? replaced(one, rest, by) : one))
  return isRecord(value) ? { ...value, [key]: replaced(value[key], rest, by) } : value
}

/** Whether what stands there is the organisation's own: values of fields may be anything. */
const isFree = (at: readonly string[]): boolean =>
  at.some(
    (key, i) =>
      (key === 'fields' && i < at.length - 1) ||
      (key === 'answers' && i < at.length - 2) ||
      ((key === 'from' || key === 'to') && at.includes('changed')),
  )

/**
 * Fields and history as versions 0 and 1 held them: answers about safeguards stood among the fields
 * as `safeguard.field`.
 */
function withAnswersAmongFields({ fields, answers, history }: CaseState) {
  return {
    fields: {
      ...fields,
      ...Object.fromEntries(
        Object.entries(answers).flatMap(([safeguard, own]) =>
          Object.entries(own).map(([field, value]) => [`${safeguard}.${field}`, value]),
        ),
      ),
    },
    history: history.map((happening) => ({
      ...happening,
      ...(happening.changed && {
        changed: happening.changed.map(({ safeguard, field, ...values }) => ({
          field: safeguard === undefined ? field : `${safeguard}.${field}`,
          ...values,
        })),
      }),
    })),
  }
}

describe('states that were stored by earlier versions', () => {
  it('are there for every version before the present one', () => {
    const versions = new Set(frozen.map(([, version]) => version))
    for (let version = 0; version < caseStateVersion; version += 1)
      expect([...versions]).toContain(version)
  })

  it.each(frozen)('%s is read, and nothing of it is lost', (_name, version, stored) => {
    expect(isRecord(stored) ? (stored['version'] ?? 0) : undefined).toBe(version)
    const decoded = decodeCaseState(stored, '第1号')
    if (!decoded.ok) throw new Error(decoded.problem.detail)
    const { state } = decoded
    expect({ ...state, ...(version < 2 && withAnswersAmongFields(state)) }).toMatchObject(
      isRecord(stored) ? { history: stored['history'], fields: stored['fields'] } : {},
    )
  })
})

describe('a state that is stored and read', () => {
  it('is the same again, in every state on every path of every procedure of every pack', () => {
    let states = 0
    for (const pack of packs) {
      const context: CaseContext = {
        ...world(pack.world?.organization),
        roles: pack.roles,
        separationOfDuties: pack.separationOfDuties,
        policy: withoutRules(pack),
      }
      for (const procedure of pack.procedures.values())
        for (const path of findPaths(procedure))
          follow(procedure, path, context, (state) => {
            states += 1
            expect(throughStorage(state)).toEqual(state)
          })
    }
    expect(states).toBeGreaterThan(packs.length)
  }, 60_000)

  it('says its version, and keeps what a reader does not know', () => {
    const [, , stored] = frozen[0]!
    const decoded = decodeCaseState({ ...(isRecord(stored) ? stored : {}), later: 1 }, '第1号')
    if (!decoded.ok) throw new Error(decoded.problem.detail)
    expect(JSON.parse(encodeCaseState(decoded.state))).toMatchObject({
      version: caseStateVersion,
      later: 1,
    })
  })
})

describe('a state that cannot be read', () => {
  const [, , stored] = frozen[0]!
  const problemOf = (value: unknown) => {
    const decoded = decodeCaseState(value, '持出R8-0012')
    return decoded.ok ? undefined : decoded.problem
  }

  it.each([null, undefined, 1, '', 'open', [], {}, true])(
    '%j is refused, not thrown at',
    (value) => {
      expect(problemOf(value)).toMatchObject({
        code: 'case-unreadable',
        detail: expect.stringContaining('持出R8-0012'),
      })
    },
  )

  it('of a later version is refused by name', () => {
    const later = replaced(stored, ['version'], caseStateVersion + 1)
    expect(problemOf(later)).toMatchObject({
      code: 'case-newer',
      detail: expect.stringContaining('持出R8-0012'),
    })
  })

  it.each([-1, 0.5, '1', null, {}])('with %j as its version is refused', (version) => {
    expect(problemOf(replaced(stored, ['version'], version))).toMatchObject({
      code: 'case-unreadable',
      params: { place: '/version' },
    })
  })

  it('is told by the place where its shape is wrong, wherever that is', () => {
    const broken = frozen.flatMap(([, , one]) =>
      placesIn(one).flatMap((at) => (at.length === 0 || isFree(at) ? [] : [[one, at] as const])),
    )
    fc.assert(
      fc.property(fc.constantFrom(...broken), ([one, at]) => {
        // A function of no JSON type fits nowhere: whatever stands there is checked.
        const found = problemOf(replaced(one, at, Symbol('none')))
        expect(found?.code).toBe('case-unreadable')
      }),
      { numRuns: 500 },
    )
  })

  it('never ends in an exception, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...placesIn(stored)), (value, at) => {
        const decoded = decodeCaseState(replaced(stored, at, value), '第1号')
        expect(typeof decoded.ok).toBe('boolean')
      }),
      { numRuns: 500 },
    )
  })
})
