import type { Effect, Procedure } from '#kernel/packs/procedure.ts'
import type { EvaluatedEffect } from '#kernel/procedures/index.ts'
import type { Transaction } from '#platform/gate/transaction.ts'
import { holdSeries } from '#platform/numbers/next.ts'

/** The series of the numbers of cases. */
export const seriesOf = (procedure: string): string => `procedures/${procedure}`

/** Holds the series that effects take numbers from, where they lock something else besides. */
export async function holdSeriesOf(
  tx: Transaction,
  effects: readonly EvaluatedEffect[],
): Promise<void> {
  if (effects.length > 1) await holdSeries(tx, seriesIn(effects))
}

/** Holds the series that a case takes numbers from which begins and is sent at once. */
export async function holdSeriesOfBeginning(tx: Transaction, procedure: Procedure): Promise<void> {
  const series = seriesIn(effectsAt(procedure, procedure.start))
  if (series.length > 0) await holdSeries(tx, [seriesOf(procedure.id), ...series])
}

/** Everything that a decision at a step may bring about. */
export function effectsAt(procedure: Procedure, step: string): readonly Effect[] {
  return (procedure.steps.get(step)?.decisions ?? []).flatMap((decision) =>
    decision.branches.flatMap((branch) => branch.effects),
  )
}

/** The series that effects take numbers from. */
export function seriesIn(effects: readonly (Effect | EvaluatedEffect)[]): string[] {
  return effects.flatMap((effect) => {
    if (effect.kind === 'start') return [seriesOf(effect.procedure)]
    return effect.kind === 'write' ? [`registers/${effect.register}`] : []
  })
}
