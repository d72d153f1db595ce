import { Type } from 'typebox'
import { fieldToJson } from '#kernel/fields/index.ts'
import type { Pack } from '#kernel/packs/types.ts'
import { defineQuery } from '#platform/gate/action.ts'
import type { Act } from '#kernel/packs/handling.ts'

/**
 * The register whose entries an act is about: the register that the act names, else that of the
 * first procedure to which its rules lead, else the first register that has classes. Undefined if
 * the act is not about entries.
 */
export function registerOfAct(pack: Pack, actId: string): string | undefined {
  const act = pack.handling.acts.get(actId)
  if (!act?.about) return undefined
  if (act.register !== undefined) return act.register
  const procedureIds = [
    ...pack.handling.rules.filter((rule) => rule.act === actId).map((rule) => rule.procedure),
    act.otherwise.procedure,
  ]
  const fromProcedures = procedureIds
    .map((id) => pack.procedures.get(id ?? '')?.about?.register)
    .find((register) => register !== undefined)
  return (
    fromProcedures ??
    [...pack.registers.values()].find((register) => register.classField !== undefined)?.id
  )
}

/** The section of the first procedure to which an act leads and that has one. */
function groupOfAct({ handling, procedures }: Pack, { id, otherwise }: Act): string | null {
  const outcomes = [...handling.rules.filter((rule) => rule.act === id), otherwise]
  return (
    outcomes
      .map((outcome) => procedures.get(outcome.procedure ?? '')?.group)
      .find((group) => group !== undefined) ?? null
  )
}

/** All acts that can be asked about, each with its questions. */
export const acts = defineQuery({
  name: 'handling.acts',
  input: Type.Object({}),
  authorise: () => undefined,
  run: async (tx) => {
    const { pack } = tx.organization
    return {
      groups: [...pack.groups],
      acts: [...pack.handling.acts.values()].map((act) => ({
        id: act.id,
        title: act.title,
        phrase: act.phrase,
        kana: act.kana ?? '',
        about: act.about,
        register: registerOfAct(pack, act.id) ?? null,
        group: groupOfAct(pack, act),
        asks: act.asks.map(fieldToJson),
      })),
      axes: (pack.classification?.axes ?? []).map((axis) => ({
        id: axis.id,
        title: axis.title,
        levels: axis.levels.map(({ value, title, criteria }) => ({ value, title, criteria })),
      })),
    }
  },
})
