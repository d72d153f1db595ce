import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { decide } from '#kernel/decide/decide.ts'
import { carriersOf } from '#kernel/packs/carriers.ts'
import { runCases } from '#kernel/packs/golden/run.ts'
import type { ClassValue, Pack } from '#kernel/packs/types.ts'
import { PackLibrary } from '#platform/packs/library.ts'
import { classes, questions } from './questions.ts'
import { showFault } from './support.ts'

const library = new PackLibrary()
const strictness = { allow: 0, permit: 1, forbid: 2 } as const

describe('every pack of the program', () => {
  it('loads without a fault', async () => {
    const ids = await library.ids()
    expect(ids).toContain('otari')
    const loaded = await Promise.all(ids.map(id => library.load(id)))
    expect(loaded.flatMap(each => each.faults.map(showFault))).toEqual([])
  })
})

describe('the pack otari', () => {
  let pack: Pack
  beforeAll(async () => {
    pack = (await library.edition('otari')).pack
  })
  const acts = () => fc.constantFrom(...pack.handling.acts.values())

  it('has golden cases that come out as expected and touch every rule and every branch', () => {
    const { results, untouched } = runCases(pack)
    expect(results.filter(result => result.faults.length > 0)).toEqual([])
    expect(untouched).toEqual({ rules: [], branches: [] })
  })

  it('gives exactly one verdict to every question, whatever the order of its rules', () => {
    fc.assert(fc.property(acts().chain(act => questions(pack, act)), question => {
      const verdict = decide(pack, question)
      expect(verdict.trace.filter(each => each.counts && each.verdict !== 'require').map(each =>
        each.rule)).toEqual(verdict.rule === undefined ? [] : [verdict.rule])
      const turned = decide({ ...pack, handling: { ...pack.handling, rules: pack.handling.rules.toReversed() } }, question)
      expect(turned).toEqual(verdict)
      if (verdict.verdict === 'permit') expect([verdict.procedure !== undefined, verdict.steps.length > 0]).toEqual([true, true])
    }), { numRuns: 1000 })
  })

  it('never answers more laxly about a higher class', () => {
    const asked = acts().chain(act => fc.tuple(questions(pack, act), classes(pack)))
    fc.assert(fc.property(asked, ([question, other]) => {
      const higher: ClassValue = Object.fromEntries(Object.entries(other).map(([axis, level]) =>
        [axis, Math.max(level, question.class?.[axis] ?? level)]))
      expect(strictness[decide(pack, { ...question, class: higher }).verdict]).toBeGreaterThanOrEqual(strictness[decide(pack,
        question).verdict])
    }), { numRuns: 1000 })
  })
})

const inventory = fileURLToPath(new URL('../../../shared/provisions/otari.jsonl', import.meta.url))
const found = existsSync(inventory)
if (!found) process.stdout.write('skipped: without ../shared/provisions the refs of the pack otari are not compared with the document\n')

describe.skipIf(!found)('the provisions of the pack otari', () => {
  interface Line { readonly ref: string; readonly kind: string }
  const lines = (): Line[] => readFileSync(inventory, 'utf8').trim().split('\n').map(line => JSON.parse(line) as Line)

  it('are exactly those of the document, with their kinds', async () => {
    const { pack } = await library.edition('otari')
    expect(pack.provisions.map(({ ref, kind }) => `${ref} ${kind}`).sort()).toEqual(lines().map(({ ref, kind }) => `${ref} ${kind}`).sort())
  })

  it('of chapters 1 and 2 that permit, classify, handle, register, record or give a role are all carried', async () => {
    const { pack } = await library.edition('otari')
    const carried = new Set(carriersOf(pack).flatMap(carrier => carrier.carries))
    const kinds = new Set(['role', 'classify', 'handling', 'permit', 'register', 'record'])
    expect(lines().filter(({ ref, kind }) => /^[12]-/.test(ref) && kinds.has(kind) && !carried.has(ref)).map(each => each.ref)).toEqual([])
  })
})
