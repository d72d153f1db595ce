import { describe, expect, it } from 'vitest'
import type { TimeLimit } from '#kernel/packs/procedure.ts'
import type { PlayCase } from '#kernel/packs/golden/types.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { movesFrom, findPaths, findUnreachable } from '#kernel/procedures/index.ts'
import type { CaseContext } from '#kernel/procedures/index.ts'
import { deadlineOf, lateness } from '#kernel/procedures/deadlines.ts'
import { bundledPacks } from '#tests/support/packLibrary.ts'
import { destinationOf, follow } from '../support/paths.ts'
import { applicant, world, withoutRules } from '../support/procedures.ts'

const packs = (await Promise.all((await bundledPacks.ids()).map((id) => bundledPacks.edition(id))))
  .map(({ pack }) => pack)
  .filter((pack) => pack.world !== undefined)
const contextOf = (pack: Pack): CaseContext => ({
  ...world(pack.world?.organization),
  roles: pack.roles,
  separationOfDuties: pack.separationOfDuties,
  policy: withoutRules(pack),
  checks: [],
})
const procedures = packs.flatMap((pack) =>
  [...pack.procedures.values()].map((one) => [`${pack.id}/${one.id}`, one, pack] as const),
)
const limited = procedures.flatMap(([name, procedure, pack]) =>
  [...procedure.steps.values()].flatMap((step) =>
    step.within ? [[`${name}/${step.id}`, step.within, procedure, step, pack] as const] : [],
  ),
)

describe('every path of every procedure of every pack', () => {
  it("is walked by people of the cases' organisation to where the graph says, and no applicant decides on the way", () => {
    let walked = 0
    for (const [name, one, pack] of procedures) {
      const all = findPaths(one)
      walked += all.length
      expect([name, all.map((path) => follow(one, path, contextOf(pack)))]).toEqual([
        name,
        all.map((path) => destinationOf(one, path)),
      ])
    }
    process.stdout.write(
      `${walked.toLocaleString('en')} paths through ${procedures.length} procedures of ${packs.length} packs walked (${packs.map((pack) => `${pack.id} ${[...pack.procedures.values()].flatMap(findPaths).length}`).join(', ')})\n`,
    )
    expect(walked).toBeGreaterThan(procedures.length)
  })

  it.each(procedures)(
    '%s has no step without a way to it, without somebody to act, or without a way to an end',
    (_name, one) => {
      expect(findUnreachable(one)).toEqual({ steps: [], ends: [] })
      expect(
        [...one.steps.values()].filter(
          (step) => step.by.length === 0 || step.decisions.length === 0,
        ),
      ).toEqual([])
      const leads = new Set<string>()
      for (let before = -1; before < leads.size;) {
        before = leads.size
        for (const id of one.steps.keys())
          if (movesFrom(one, id).some(([, to]) => 'end' in to || leads.has(to.step))) leads.add(id)
      }
      expect([...one.steps.keys()].filter((id) => !leads.has(id))).toEqual([])
    },
  )

  it.each(procedures.map(([name, one]) => [name, one] as const))(
    '%s never lets the applicant decide: a step that decides names somebody else',
    (_name, one) => {
      expect(
        [...one.steps.values()]
          .filter((step) => step.decides && step.by.every((who) => who.kind === applicant.kind))
          .map((step) => step.id),
      ).toEqual([])
    },
  )
})

/** A Monday; the Tuesday after it and the 23rd are holidays. */
const entered = '2026-11-02T10:00:00+09:00'
const daysOff = new Set(['2026-11-03', '2026-11-23'])

/** The last day of a limit, counted on the fingers. */
function lastDay(within: TimeLimit): string {
  const start = within.kind === 'until' || within.after !== undefined ? '2026-11-05' : '2026-11-02'
  if (within.kind === 'until') return start
  const day = new Date(`${start}T00:00:00Z`)
  if (within.unit === 'months' || within.unit === 'years') {
    day.setUTCMonth(day.getUTCMonth() + within.count * (within.unit === 'years' ? 12 : 1))
    return day.toISOString().slice(0, 10)
  }
  const isOff = (): boolean =>
    [0, 6].includes(day.getUTCDay()) || daysOff.has(day.toISOString().slice(0, 10))
  const isOfDay = within.unit === 'hours' || within.unit === 'minutes'
  const spent = within.unit === 'minutes' ? Math.ceil(within.count / 60) : within.count
  const hours = isOfDay ? spent + (within.after === undefined ? 10 : 0) : 0
  for (let left = isOfDay ? Math.floor(hours / 24) : within.count; left > 0;) {
    day.setUTCDate(day.getUTCDate() + 1)
    if (within.unit !== 'working-days' || !isOff()) left -= 1
  }
  return day.toISOString().slice(0, 10)
}

describe('every time limit of every pack', () => {
  it.each(limited)(
    '%s: nobody is reminded on its last day, and the day after is one day late',
    (_name, within, procedure, step, pack) => {
      const context = contextOf(pack)
      const field = within.kind === 'until' ? within.field : within.after
      const person = [...context.org.persons.keys()][0]!
      const state = {
        procedure: procedure.id,
        status: 'open' as const,
        step: step.id,
        enteredAt: entered,
        applicant: person,
        applicantUnit: context.org.persons.get(person)!.unit,
        fields:
          field === undefined
            ? {}
            : {
                [field]:
                  procedure.fields.find((one) => one.id === field)?.type === 'date'
                    ? '2026-11-05'
                    : '2026-11-05T09:00:00+09:00',
              },
        about: [],
        safeguards: [],
        answers: {},
        waitingFor: [],
        history: [],
      }
      const day = lastDay(within)
      const due = deadlineOf(step, state)!
      expect(due.due.slice(0, 10)).toBe(day)
      const on = (at: string) => lateness(procedure, state, { ...context, now: at })
      expect(on(`${day}T00:00:00+09:00`)?.reminders ?? []).toEqual([])
      expect(on(due.due)).toBeNull()
      expect(on(`${day}T23:59:59+09:00`)?.reminders ?? []).toEqual([])
      const after = new Date(Date.parse(`${day}T12:00:00+09:00`) + 86_400_000).toISOString()
      expect(on(after)?.days).toBe(1)
    },
  )

  it('with reminders has a golden case of who is reminded when it has passed', () => {
    const without = limited
      .filter(([, , , step]) => step.late)
      .flatMap(([name, , procedure, step, pack]) => {
        const plays = pack.cases.filter(
          (one): one is PlayCase =>
            one.kind === 'play' &&
            one.procedure === procedure.id &&
            one.expect.at === step.id &&
            one.expect.reminded !== undefined,
        )
        return plays.some((one) => (one.expect.reminded?.length ?? 0) > 0) ? [] : [name]
      })
    expect(without).toEqual([])
  })
})
