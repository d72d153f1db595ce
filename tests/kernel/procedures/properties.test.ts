import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { dayOf } from '#kernel/calendar/index.ts'
import { findActor, allSeats, claimsOfPerson } from '#kernel/organization/index.ts'
import type { OrganizationView } from '#kernel/organization/index.ts'
import type { Procedure } from '#kernel/packs/procedure.ts'
import type { Pack } from '#kernel/packs/types.ts'
import {
  act,
  begin,
  handOver,
  abilitiesOf,
  editionChange,
  reclassifyCase,
  recordOf,
  sealBoxesOf,
  timelineOf,
  viewOfDay,
  withdraw,
  withWords,
} from '#kernel/procedures/index.ts'
import { decisionsInForce } from '#kernel/procedures/permits.ts'
import type { CaseContext, CaseEvent, CaseState } from '#kernel/procedures/index.ts'
import { anyOrganization, roles } from '../support/organization.ts'
import { anyProcedure, apart, world } from '../support/procedures.ts'
import { throughStorage } from '../support/stored.ts'

interface Run {
  readonly procedure: Procedure
  readonly org: OrganizationView
  readonly context: CaseContext
  readonly states: readonly CaseState[]
}

const people = Array.from({ length: 8 }, (_one, index) => `p${index}`)

/**
 * Plays a random procedure in a random organisation: each choice picks one of the open (person,
 * decision) pairs.
 */
const anyRun: fc.Arbitrary<Run> = fc
  .record({
    procedure: anyProcedure,
    org: anyOrganization,
    applicant: fc.constantFrom(...people),
    level: fc.integer({ min: 1, max: 3 }),
    choices: fc.array(fc.nat(1000), { maxLength: 12 }),
    strict: fc.boolean(),
  })
  .map(({ procedure, org, applicant, level, choices, strict }) => {
    const context: CaseContext = { ...world(org), separationOfDuties: strict ? apart : [] }
    const begun = begin(
      procedure,
      {
        applicant,
        about: [...org.units.keys()]
          .slice(0, 2)
          .map((unit) => ({ id: unit, unit, class: { confidentiality: level } })),
      },
      context,
    )
    const states: CaseState[] = begun.ok ? [begun.state] : []
    for (const choice of choices) {
      const state = states.at(-1)
      if (state === undefined || state.status === 'ended') break
      const open = people.flatMap((actor) =>
        abilitiesOf(procedure, state, actor, context).decisions.map((one) => ({
          actor,
          decision: one.decision.id,
        })),
      )
      const chosen = open[choice % Math.max(1, open.length)]
      if (chosen === undefined) break
      const result = act(
        procedure,
        state,
        { ...chosen, comment: 'c', confirmed: ['sure'] },
        context,
      )
      if (result.ok) states.push(result.state)
    }
    return { procedure, org, context, states }
  })
const always = (check: (run: Run, state: CaseState) => void, numRuns = 400): void => {
  fc.assert(
    fc.property(anyRun, (run) => {
      for (const state of run.states) check(run, state)
    }),
    { numRuns },
  )
}

describe('for every procedure, organisation and sequence of acts', () => {
  it('an open case always has someone who may act now', () =>
    always(({ procedure, context }, state) => {
      if (state.status === 'open')
        expect(people.some((person) => abilitiesOf(procedure, state, person, context).mayAct)).toBe(
          true,
        )
    }))
  it('the applicant never decides', () =>
    always(({ procedure }, state) => {
      for (const happening of state.history)
        if (procedure.steps.get(happening.step ?? '')?.decides)
          expect(happening.person).not.toBe(state.applicant)
    }))
  it("two roles' permits that count are never of one person", () =>
    always(({ procedure }, state) => {
      const permits = decisionsInForce(procedure, state).filter(
        ({ decision }) => decision === 'permit',
      )
      for (const one of permits)
        for (const other of permits)
          if (
            roleOf(one) !== undefined &&
            roleOf(other) !== undefined &&
            roleOf(one) !== roleOf(other)
          )
            expect(one.person).not.toBe(other.person)
    }))
  it('the applicant is refused as such on every deciding step, whatever else he is', () =>
    always(({ procedure, context }, state) => {
      if (state.status === 'ended' || !procedure.steps.get(state.step ?? '')?.decides) return
      expect(
        act(
          procedure,
          state,
          { actor: state.applicant, decision: 'permit', confirmed: ['sure'] },
          context,
        ),
      ).toMatchObject({ ok: false, problem: { code: 'applicant-decides' } })
    }))
  it('whoever acted for a seat was the one whose turn it was', () =>
    always(({ org, procedure, states }, state) => {
      const happening = state.history.at(-1)
      const before = states[states.indexOf(state) - 1]
      if (
        before === undefined ||
        happening?.kind !== 'decided' ||
        happening.party === undefined ||
        happening.party === 'anyone' ||
        !('seat' in happening.party)
      )
        return
      const { seat } = happening.party
      const waiting = before.waitingFor.find(
        (one) =>
          !one.decided &&
          one.party !== 'anyone' &&
          'seat' in one.party &&
          one.party.seat.role === seat.role &&
          one.party.seat.id === seat.id &&
          !one.excluded.includes(happening.person),
      )
      const acting = findActor(org, roles, seat, dayOf(happening.at), waiting?.excluded)
      expect(acting?.anyOf).toContain(happening.person)
      expect(happening.as).toBe(acting?.as)
      expect(happening.insteadOf).toBe(acting?.insteadOf)
      expect(procedure.steps.has(happening.step ?? '')).toBe(true)
    }))
  it('one person acts twice at one visit to a step only where the seat has no one else', () =>
    always(({ org, states }, state) => {
      const previous = states[states.indexOf(state) - 1]
      const happening = state.history.at(-1)
      if (
        previous === undefined ||
        happening?.party === undefined ||
        happening.party === 'anyone' ||
        !('seat' in happening.party)
      )
        return
      const acted = previous.waitingFor.flatMap((waiting) => waiting.decided?.person ?? [])
      if (!acted.includes(happening.person)) return
      const { seat } = happening.party
      const waiting = previous.waitingFor.find((one) => one.party === happening.party)
      expect(
        findActor(org, roles, seat, dayOf(happening.at), [...(waiting?.excluded ?? []), ...acted]),
      ).toBeNull()
    }))
  it('the history only grows', () =>
    always(({ states }, state) => {
      const next = states[states.indexOf(state) + 1]
      if (next) {
        expect(next.history.slice(0, state.history.length)).toEqual(state.history)
        expect(next.history.length).toBe(state.history.length + 1)
      }
    }))
  it('an ended case accepts nothing', () =>
    always(({ procedure, context }, state) => {
      if (state.status === 'open') return
      expect(state.waitingFor).toEqual([])
      for (const actor of people) {
        const results = [
          ...['permit', 'refuse', 'ask'].map((decision) =>
            act(procedure, state, { actor, decision, comment: 'c', confirmed: ['sure'] }, context),
          ),
          withdraw(procedure, state, { actor }, context),
          handOver(
            procedure,
            state,
            { actor, from: state.applicant, to: actor, reason: 'r', absentDays: 1 },
            context,
          ),
          reclassifyCase(procedure, state, { actor, reason: 'r', about: [] }, context),
        ]
        for (const result of results)
          expect(result).toMatchObject({ ok: false, problem: { code: 'case-ended' } })
      }
    }, 150))
  it('the tasks that the home page finds by claims are exactly those that a person may act on', () =>
    always(({ org, procedure, context }, state) => {
      if (state.status === 'ended') return
      for (const person of people) {
        const mine = claimsOfPerson(org, roles, person, '2026-11-02')
        const byClaims = state.waitingFor.some((waiting) => {
          if (waiting.decided || waiting.excluded.includes(person)) return false
          if (waiting.party === 'anyone')
            return allSeats(org, roles).length > 0 && belongs(org, person)
          if ('person' in waiting.party)
            return waiting.party.person === person && belongs(org, person)
          const { seat } = waiting.party
          return mine.some(
            (claim) =>
              claim.seat.role === seat.role &&
              claim.seat.scope === seat.scope &&
              claim.seat.id === seat.id &&
              claim.requires.every((one) => waiting.excluded.includes(one)),
          )
        })
        expect(abilitiesOf(procedure, state, person, context).mayAct).toBe(byClaims)
      }
    }))
  it('a case survives being stored as JSON, and its line has one current stop while it is open', () =>
    always(({ procedure, context }, state) => {
      const stored = throughStorage(state)
      const line = timelineOf(procedure, stored, context)
      expect(line).toEqual(JSON.parse(JSON.stringify(timelineOf(procedure, state, context))))
      expect(line.stops.filter((stop) => stop.state === 'current').length).toBe(
        state.status === 'open' ? 1 : 0,
      )
      for (const person of people)
        expect(abilitiesOf(procedure, stored, person, context).mayAct).toBe(
          abilitiesOf(procedure, state, person, context).mayAct,
        )
    }, 150))
  it('every refusal of an act names its provisions', () =>
    always(({ procedure, context }, state) => {
      for (const actor of people) {
        const result = act(procedure, state, { actor, decision: 'none' }, context)
        expect(result.ok || (result.problem.grounds?.length ?? 0) > 0).toBe(true)
      }
    }, 150))
})

function roleOf({ party }: CaseEvent): string | undefined {
  return party !== undefined && party !== 'anyone' && 'seat' in party ? party.seat.role : undefined
}

/** The same procedure with other titles and without some of its steps. */
function revised(procedure: Procedure, lost: ReadonlySet<string>): Procedure {
  const steps = [...procedure.steps]
    .filter(([id]) => !lost.has(id))
    .map(([id, step]) => {
      const decisions = step.decisions.map((one) => ({ ...one, title: `新${one.title}` }))
      return [id, { ...step, title: `新${step.title}`, decisions }] as const
    })
  const ends = [...procedure.ends].map(
    ([id, end]) => [id, { ...end, title: `新${end.title}` }] as const,
  )
  return { ...procedure, title: '新しい題', fields: [], steps: new Map(steps), ends: new Map(ends) }
}

/** The same organisation in which everybody and every unit has another name. */
function renamed(org: OrganizationView): OrganizationView {
  const persons = [...org.persons].map(
    ([id, person]) => [id, { ...person, name: `新${person.name}` }] as const,
  )
  const units = [...org.units].map(
    ([id, unit]) => [id, { ...unit, title: `新${unit.title}` }] as const,
  )
  return { ...org, persons: new Map(persons), units: new Map(units) }
}

describe('what was recorded', () => {
  const renamedRoles = new Map(
    [...roles].map(([id, role]) => [id, { ...role, title: `新${role.title}` }] as const),
  )

  it('keeps its words, its past stops and its seals when everything is renamed and steps are lost', () => {
    let seals = 0
    fc.assert(
      fc.property(anyRun, fc.array(fc.nat(20), { maxLength: 3 }), (run, losing) => {
        const { procedure, context, org } = run
        let told: CaseState | undefined
        for (const state of run.states) {
          const history = [
            ...(told?.history ?? []),
            ...state.history.slice(told?.history.length ?? 0),
          ]
          told = withWords(procedure, { ...state, history }, context)
        }
        if (told === undefined) return
        const ids = [...procedure.steps.keys()].filter((id) => id !== told.step)
        const later = revised(procedure, new Set(losing.flatMap((at) => ids[at] ?? [])))
        const then: CaseContext = { ...context, org: renamed(org), roles: renamedRoles }
        expect(withWords(later, told, then)).toEqual(told)
        const past = (of: Procedure, at: CaseContext) =>
          timelineOf(of, told, at).stops.filter(({ state }) => state === 'past')
        expect(past(later, then)).toEqual(past(procedure, context))
        const signed = (of: Procedure, at: CaseContext) =>
          sealBoxesOf(of, told, at)
            .filter(({ seal }) => seal.name !== undefined)
            .map((box) => JSON.stringify(box))
            .toSorted()
        seals += signed(procedure, context).length
        expect(signed(later, then)).toEqual(signed(procedure, context))
        const record = recordOf(procedure, told, context)
        const day = viewOfDay(then.org, record)
        expect(day.persons.get(told.applicant)?.name).toBe(org.persons.get(told.applicant)?.name)
        expect(day.units.get(told.applicantUnit)?.title).toBe(
          org.units.get(told.applicantUnit)?.title,
        )
      }),
      { numRuns: 600 },
    )
    expect(seals).toBeGreaterThan(0)
  })

  it('shows a seal of each seat whose last decision at the last stop of a step permits', () =>
    always(({ procedure, context }, state) => {
      const stops = timelineOf(procedure, state, context).stops.filter(
        ({ undone, state: at }) => !undone && at !== 'future',
      )
      const boxes = sealBoxesOf(procedure, state, context)
      for (const step of procedure.steps.values()) {
        if (!step.decides) continue
        const happenings = stops.findLast((stop) => stop.step === step.id)?.happenings ?? []
        const last = new Map(
          happenings
            .filter(({ kind }) => kind === 'decided')
            .map(({ party, decision }) => [JSON.stringify(party), decision]),
        )
        const permits = [...last.values()].filter((decision) => decision === 'permit').length
        const seals = boxes.filter((box) => box.step === step.id && box.seal.name !== undefined)
        expect(seals.length).toBe(permits)
      }
    }))

  it('is led on only to steps that are there, stays only where its step stays, and is refused otherwise', () => {
    const ledOn = { stays: 0, ledOn: 0, refused: 0 }
    fc.assert(
      fc.property(
        anyProcedure,
        fc.array(fc.nat(20), { maxLength: 3 }),
        fc.boolean(),
        fc.boolean(),
        (before, losing, moved, named) => {
          const all = [...before.steps.keys()]
          const lost = new Set(losing.flatMap((at) => all[at] ?? []))
          const id = moved ? 'heir' : before.id
          const steps = new Map(
            [...lost].map((step) => [step, all.find((one) => !lost.has(one)) ?? '']),
          )
          const after: Procedure = {
            ...revised(before, lost),
            id,
            ...(named && { succeeds: new Map([[before.id, steps]]) }),
          }
          const policy = world(undefined).policy
          const pack = (of: Procedure) =>
            ({ ...policy, roles, procedures: new Map([[of.id, of]]) }) as unknown as Pack
          const cases = all.map((step) => ({ procedure: before.id, step }))
          const change = editionChange(pack(before), pack(after), cases)
          const total = change.stays.length + change.ledOn.length + change.refused.length
          expect(total).toBe(cases.length)
          for (const { step } of change.stays) expect(!moved && after.steps.has(step)).toBe(true)
          for (const { procedure, step } of change.ledOn) {
            expect(named).toBe(true)
            expect([procedure, after.steps.has(step)]).toEqual([id, true])
          }
          for (const { open } of change.refused)
            expect(named && (steps.has(open.step) ? after.steps.size > 0 : moved)).toBe(false)
          ledOn.stays += change.stays.length
          ledOn.ledOn += change.ledOn.length
          ledOn.refused += change.refused.length
        },
      ),
      { numRuns: 300 },
    )
    expect(Object.values(ledOn).every((count) => count > 20)).toBe(true)
  })
})

function belongs(org: OrganizationView, person: string): boolean {
  const view = org.persons.get(person)
  return (view?.from ?? '0') <= '2026-11-02' && '2026-11-02' <= (view?.to ?? '9')
}
