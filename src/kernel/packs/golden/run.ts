import type { Pack } from '../types.ts'
import { runAsk } from './ask.ts'
import { branchName, runPlay } from './play.ts'

/** A golden case with what came out otherwise than expected. */
export interface CaseResult {
  readonly name: string
  readonly file: string
  readonly line: number
  readonly faults: readonly string[]
}

export interface CasesResult {
  readonly results: readonly CaseResult[]
  /** Handling rules that no case brought to bear, and branches of procedures that no case took. */
  readonly untouched: { readonly rules: readonly string[]; readonly branches: readonly string[] }
}

/** Plays every golden case of a pack through the engine. */
export function runCases(pack: Pack): CasesResult {
  const touched = { rules: new Set<string>(), branches: new Set<string>() }
  const results = pack.cases.map((golden): CaseResult => {
    const { faults, rules, branches } =
      golden.kind === 'ask' ? runAsk(pack, golden) : runPlay(pack, golden)
    for (const rule of rules) touched.rules.add(rule)
    for (const branch of branches) touched.branches.add(branch)
    return { name: golden.name, file: golden.file, line: golden.line, faults }
  })
  return {
    results,
    untouched: {
      rules: pack.handling.rules.map((rule) => rule.id).filter((rule) => !touched.rules.has(rule)),
      branches: branchesOf(pack).filter((branch) => !touched.branches.has(branch)),
    },
  }
}

/** Every branch of every decision of every step of every procedure. */
export function branchesOf(pack: Pack): string[] {
  return [...pack.procedures.values()].flatMap((procedure) =>
    [...procedure.steps.values()].flatMap((step) =>
      step.decisions.flatMap((decision) =>
        decision.branches.map((_, index) => branchName(procedure.id, step.id, decision.id, index)),
      ),
    ),
  )
}
