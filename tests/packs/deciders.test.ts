import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { OrganizationView } from '#kernel/organization/index.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { abilitiesOf, act, begin } from '#kernel/procedures/index.ts'
import type { CaseContext, CaseState } from '#kernel/procedures/index.ts'
import { edited, hinata, hinataTexts, loadFixture, loadKeptFixture } from './support.ts'

const file = 'procedures/install.yaml'
const path = `hinata/${file}`
const by = 'by: system-manager of system'

let texts: ReadonlyMap<string, string>
let org: OrganizationView | undefined
beforeAll(async () => {
  texts = await hinataTexts()
  org = (await hinata()).world?.organization
})

/** The procedure in an edition that was kept under the language before the rule. */
function keptInstall(changed: ReadonlyMap<string, string>): {
  readonly pack: Pack
  readonly install: Procedure
} {
  const kept = keptOrLeftOut(changed)
  if (kept === undefined) throw new Error('not in force')
  return kept
}

/** As `keptInstall`; undefined where the edition does without the procedure. */
function keptOrLeftOut(
  changed: ReadonlyMap<string, string>,
): { readonly pack: Pack; readonly install: Procedure } | undefined {
  const { pack } = loadKeptFixture('hinata', changed, 3)
  const install = pack?.procedures.get('install')
  return pack && install && { pack, install }
}
const contextOf = (pack: Pack): CaseContext => {
  if (org === undefined) throw new Error('no world')
  return {
    org,
    roles: pack.roles,
    now: '2026-11-02T09:00:00+09:00',
    policy: pack,
  }
}
const answers = { software: '地図', system: 'records' }

describe('an edition that was kept before a pack had to say who decides', () => {
  it.each([
    ['a choice that is open to the applicant, too', 'by: [applicant, system-manager of system]'],
    ['a permit that a pack calls no decision', `${by}\n    decides: false`],
  ])('does not let the applicant decide: %s', (_what, to) => {
    const { pack, install } = keptInstall(edited(texts, file, by, to))
    expect(install.steps.get('approve')?.decides).toBe(true)
    const context = contextOf(pack)
    const begun = begin(install, { applicant: 'kimura' }, context)
    const sent =
      begun.ok && act(install, begun.state, { actor: 'kimura', fields: answers }, context)
    const given =
      sent && sent.ok && act(install, sent.state, { actor: 'kimura', decision: 'permit' }, context)
    const refusal = [begun, sent, given].find((result) => result && !result.ok)
    expect(refusal && !refusal.ok && refusal.problem.code).toMatch(
      /^(applicant-decides|no-one-may-decide)$/,
    )
  })

  it('still lets the applicant carry out what was decided', () => {
    const changed = edited(
      edited(texts, file, 'then: end installed }', 'then: put-in }'),
      file,
      'ends:',
      `  put-in:
    title: 入れる
    by: applicant
    may: { done: { title: 入れた, tone: good, then: end installed }, cancel: { title: やめた, then: end refused } }
ends:`,
    )
    expect(keptInstall(changed).install.steps.get('put-in')?.decides).toBe(false)
    expect(loadFixture('hinata', changed).faults.map(({ code }) => code)).toEqual([
      'decides-unsaid',
    ])
  })

  it('lets nobody begin what a rule permits and the applicant alone would end', () => {
    const { pack, install } = keptInstall(
      new Map(texts).set(
        path,
        (texts.get(path) ?? '').replace(/ {2}apply:[\s\S]*/, () =>
          [
            '  apply: { title: 願い出, by: applicant, fill: [software, system], then: end installed }',
            'ends: { installed: { title: 入れてよい, tone: good } }',
          ].join('\n'),
        ),
      ),
    )
    expect(begin(install, { applicant: 'mori' }, contextOf(pack))).toMatchObject({
      ok: false,
      problem: { code: 'no-one-may-decide' },
    })
  })
})

/** Steps as a pack may spell them: who acts, whether it is a choice, what is said of deciding. */
const anyStep = fc.record({
  by: fc.uniqueArray(
    fc.constantFrom('applicant', 'anyone', 'chief-officer', 'security-officer of applicant.unit'),
    { minLength: 1, maxLength: 2 },
  ),
  choice: fc.boolean(),
  decides: fc.constantFrom('', 'true', 'false'),
  when: fc.boolean(),
  ends: fc.boolean(),
})
const anyRun = fc.record({
  steps: fc.array(anyStep, { minLength: 1, maxLength: 3 }),
  applicant: fc.constantFrom('kimura', 'sato', 'mori', 'tanaka'),
  choices: fc.array(fc.nat(1000), { minLength: 8, maxLength: 8 }),
})

type AnyStep = typeof anyStep extends fc.Arbitrary<infer Value> ? Value : never

function yamlOf(steps: readonly AnyStep[]): string {
  const lines = steps.map(({ by: who, choice, decides, when, ends }, index) => {
    const next = index + 1 < steps.length ? `s${index + 1}` : 'end installed'
    const also = ends ? 'end installed' : 'end refused'
    return [
      `  s${index}:`,
      '    title: 段階',
      `    by: [${who.join(', ')}]`,
      ...(index === 0 ? ['    fill: [software, system]'] : []),
      ...(decides === '' ? [] : [`    decides: ${decides}`]),
      ...(when && index > 0 ? [`    when: "software == '時計'"`] : []),
      choice
        ? `    may: { permit: { title: 可, tone: good, then: ${next} }, other: { title: 他, then: ${also} } }`
        : `    then: ${next}`,
    ].join('\n')
  })
  return [
    'procedure: install\ntitle: ソフトの導入\nnumber: 導入{年度}-{000}\nsubject: "{software}"',
    'asks: install\ncarries: 2-4(1)\nsteps:',
    ...lines,
    'ends:\n  installed: { title: 入れた, tone: good }\n  refused: { title: やめた, tone: bad }\n',
  ].join('\n')
}

/** Plays a case by choices among all that anybody may do. */
function play(
  install: Procedure,
  applicant: string,
  choices: readonly number[],
  context: CaseContext,
): CaseState | undefined {
  const begun = begin(install, { applicant }, context)
  let state = begun.ok ? begun.state : undefined
  for (const choice of choices) {
    if (state === undefined || state.status === 'ended') break
    const present: CaseState = state
    const open = [...context.org.persons.keys()].flatMap((actor) =>
      abilitiesOf(install, present, actor, context).decisions.map(({ decision }) => ({
        actor,
        decision: decision.id,
      })),
    )
    const chosen = open[choice % Math.max(1, open.length)]
    if (chosen === undefined) break
    const fields = install.steps.get(present.step ?? '')?.fill.length === 0 ? {} : answers
    const result = act(install, present, { ...chosen, fields }, context)
    if (result.ok) state = result.state
  }
  return state
}

describe('however a pack spells a procedure that permits', () => {
  it('no history comes to a good end without somebody else deciding, and none by its applicant', () => {
    let good = 0
    fc.assert(
      fc.property(anyRun, ({ steps, applicant, choices }) => {
        const kept = keptOrLeftOut(new Map(texts).set(path, yamlOf(steps)))
        if (kept === undefined) return
        const { pack, install } = kept
        const state = play(install, applicant, choices, contextOf(pack))
        const deciders = (state?.history ?? [])
          .filter(({ kind, step }) => kind === 'decided' && install.steps.get(step ?? '')?.decides)
          .map(({ person }) => person)
        expect(deciders).not.toContain(applicant)
        if (state?.outcome !== 'installed') return
        good += 1
        expect(deciders).not.toEqual([])
      }),
      { numRuns: 150 },
    )
    expect(good).toBeGreaterThan(5)
  })
})
