import type { Pack } from '../types.ts'
import { runAsk } from './ask.ts'
import { runClassify } from './classify.ts'
import { runEdition } from './edition.ts'
import { runEntry } from './entry.ts'
import { runHolders } from './holders.ts'
import type { GoldenOutcome } from './outcome.ts'
import { runAccount, runContacts, runGrants } from './program.ts'
import { runRound } from './rounds.ts'
import type { GoldenCase } from './types.ts'
import { runDays } from './days.ts'
import { branchName, runPlay } from './play.ts'

/** A golden case with what came out otherwise than expected. */
interface GoldenCaseResult {
  readonly name: string
  readonly file: string
  readonly line: number
  readonly faults: readonly string[]
}

export interface GoldenReport {
  readonly results: readonly GoldenCaseResult[]
  /** Handling rules that no case brought to bear, and branches of procedures that no case took. */
  readonly uncovered: { readonly rules: readonly string[]; readonly branches: readonly string[] }
}

/** Plays one golden case. */
export function playCase(pack: Pack, golden: GoldenCase): GoldenOutcome {
  switch (golden.kind) {
    case 'ask':
      return runAsk(pack, golden)
    case 'play':
      return runPlay(pack, golden)
    case 'days':
      return runDays(pack, golden)
    case 'entry':
      return runEntry(pack, golden)
    case 'classify':
      return runClassify(pack, golden)
    case 'holders':
      return runHolders(pack, golden)
    case 'account':
      return runAccount(pack, golden)
    case 'contacts':
      return runContacts(pack, golden)
    case 'grants':
      return runGrants(pack, golden)
    case 'edition':
      return runEdition(pack, golden)
    case 'round':
      return runRound(pack, golden)
  }
}

/** Plays every golden case of a pack through the engine. */
export function runGoldenCases(pack: Pack): GoldenReport {
  const covered = { rules: new Set<string>(), branches: new Set<string>() }
  const results = pack.cases.map((golden): GoldenCaseResult => {
    const { faults, rules, branches } = playCase(pack, golden)
    for (const rule of rules) covered.rules.add(rule)
    for (const branch of branches) covered.branches.add(branch)
    return { name: golden.name, file: golden.file, line: golden.line, faults }
  })
  return {
    results,
    uncovered: {
      rules: pack.handling.rules.map((rule) => rule.id).filter((rule) => !covered.rules.has(rule)),
      branches: branchesOf(pack).filter((branch) => !covered.branches.has(branch)),
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
