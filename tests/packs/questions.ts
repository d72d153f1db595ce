import fc from 'fast-check'
import type { Question } from '#kernel/handling/types.ts'
import type { Field } from '#kernel/fields/types.ts'
import type { Pack } from '#kernel/packs/types.ts'
import type { ClassValue } from '#kernel/packs/classification.ts'
import type { Act } from '#kernel/packs/handling.ts'

/**
 * Any question about an act that its rules can tell from another: all classes, all choices,
 * answered or not.
 */
export function questions(pack: Pack, act: Act): fc.Arbitrary<Question> {
  const mentioned = pack.handling.rules
    .filter((rule) => rule.act === act.id)
    .map((rule) => rule.when?.source ?? '')
    .join(' ')
  const assetFields = [...pack.registers.values()]
    .flatMap((register) => register.fields)
    .filter((field) => mentioned.includes(`asset.${field.id}`))
  return fc.record({
    act: fc.constant(act.id),
    class: classes(pack),
    fields: answers(act.asks),
    asset: answers(assetFields),
  })
}

/** Any class on all axes. */
export function classes(pack: Pack): fc.Arbitrary<ClassValue> {
  const axes = pack.classification?.axes ?? []
  return fc.record(
    Object.fromEntries(
      axes.map((axis) => [axis.id, fc.constantFrom(...axis.levels.map((level) => level.value))]),
    ),
  )
}

function answers(fields: readonly Field[]): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(Object.fromEntries(fields.map((field) => [field.id, answer(field)])), {
    requiredKeys: [],
  })
}

function answer(field: Field): fc.Arbitrary<unknown> {
  const options = field.options?.map((option) => option.id) ?? []
  if (field.type === 'choice') return fc.constantFrom(...options, '')
  if (field.type === 'choices') return fc.subarray(options)
  if (field.type === 'yes-no') return fc.boolean()
  if (field.type === 'number') return fc.integer({ min: -1, max: 1000 })
  return fc.constantFrom('', 'ある文字', '2026-11-02')
}
