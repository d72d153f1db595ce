import { describe, expect, test } from 'vitest'
import { bundledPacks } from '#tests/support/packLibrary.ts'

const told = new Set(['text', 'long-text', 'person', 'persons', 'files'])

describe.each(['otari', 'nara', 'yonezawa', 'ipa-sme', 'hokkaido'])('%s', (id) => {
  test('a case of few readers hands on nothing of what was written in it to a case that others read', async () => {
    const { pack } = await bundledPacks.edition(id)
    const leaks: string[] = []
    for (const procedure of pack.procedures.values()) {
      if (procedure.readBy === undefined) continue
      const secret = new Set(
        procedure.fields.filter((field) => told.has(field.type)).map((field) => field.id),
      )
      const effects = [...procedure.steps.values()].flatMap((step) =>
        step.decisions.flatMap((decision) => decision.branches.flatMap((branch) => branch.effects)),
      )
      for (const effect of effects) {
        if (effect.kind !== 'start' || pack.procedures.get(effect.procedure)?.readBy !== undefined)
          continue
        for (const [field, { source }] of effect.fields) {
          const names = source.replaceAll(/'[^']*'/g, '').match(/[A-Za-z_]\w*/g) ?? []
          if (names.some((name) => secret.has(name)))
            leaks.push(`${procedure.id} → ${effect.procedure}.${field}: ${source}`)
        }
      }
    }
    expect(leaks).toEqual([])
  })
})
