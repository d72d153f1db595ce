import { expect, it } from 'vitest'
import type { Effect, Procedure } from '#kernel/packs/procedure.ts'
import { laterFields, manualStates, statesOf } from '#kernel/packs/states.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { bundledPacks } from '#tests/support/packLibrary.ts'

const editions = await Promise.all((await bundledPacks.ids()).map((id) => bundledPacks.edition(id)))
const packs = editions.map(({ pack }) => pack).filter((pack) => pack.shared !== true)

/** The register and state that an effect sets. */
function sets(procedure: Procedure, effect: Effect): readonly string[] {
  if (effect.kind === 'write') return [`${effect.register}/${effect.state ?? ''}`]
  if (effect.kind !== 'change' || effect.state === undefined) return []
  const register =
    effect.of === undefined
      ? procedure.about?.register
      : procedure.fields.find((field) => field.id === effect.of)?.register
  return [`${register}/${effect.state}`]
}

function setByCases(pack: Pack): ReadonlySet<string> {
  return new Set(
    [...pack.procedures.values()].flatMap((procedure) =>
      [...procedure.steps.values()]
        .flatMap((step) => step.decisions)
        .flatMap((decision) => decision.branches)
        .flatMap((branch) => branch.effects)
        .flatMap((effect) => sets(procedure, effect)),
    ),
  )
}

it.each(packs.map((pack) => [pack.id, pack] as const))(
  '%s: a line can come into every state of its register, by a case, by being given back, or by its keeper',
  (_id, pack) => {
    const byCases = setByCases(pack)
    const never = [...pack.registers.values()].flatMap((register) =>
      statesOf(register)
        .slice(1)
        .filter(
          (state) =>
            !byCases.has(`${register.id}/${state}`) &&
            register.returned !== state &&
            register.byHand?.includes(state) !== true &&
            register.endByHand?.includes(state) !== true,
        )
        .map((state) => `${register.id}：${state}`),
    )
    expect(never).toEqual([])
  },
)

it.each(packs.map((pack) => [pack.id, pack] as const))(
  '%s: no keeper sets by hand what the register’s own procedure of disposal sets',
  (_id, pack) => {
    const byCases = setByCases(pack)
    for (const register of pack.registers.values()) {
      if (register.disposal === undefined) continue
      expect(
        [...(register.byHand ?? []), ...(register.endByHand ?? [])].filter(
          (state) =>
            register.ended?.includes(state) === true && byCases.has(`${register.id}/${state}`),
        ),
      ).toEqual([])
    }
  },
)

it.each(packs.map((pack) => [pack.id, pack] as const))(
  '%s: what was ended by hand is never taken up again by hand',
  (_id, pack) => {
    for (const register of pack.registers.values()) {
      for (const ended of register.endByHand ?? [])
        expect([register.id, ended, manualStates(register, ended)]).toEqual([
          register.id,
          ended,
          [],
        ])
      for (const state of statesOf(register))
        expect(manualStates(register, state)).not.toContain(state)
    }
  },
)

it('what only an end fills in is no question to whoever registers a thing, in any pack', () => {
  const later = packs.flatMap((pack) => {
    const register = pack.registers.get('assets')
    return register === undefined ? [] : [[pack.id, laterFields(pack, register)] as const]
  })
  expect(later.length).toBeGreaterThan(3)
  for (const [id, fields] of later) {
    expect([id, fields]).toEqual([id, expect.arrayContaining(['disposedOn'])])
    for (const asked of ['name', 'class', 'place', 'keep']) expect(fields).not.toContain(asked)
  }
})
