/** What playing one golden case showed. */
export interface GoldenOutcome {
  /** One sentence for each point that came out otherwise. */
  readonly faults: readonly string[]
  /** Handling rules that made the answer. */
  readonly rules: readonly string[]
  /** Branches that were taken: `take-out/approve/permit/1`. */
  readonly branches: readonly string[]
}

/** Nothing where nothing is expected or it came out so. */
export function mismatch(
  what: string,
  expected: string | undefined,
  actual: string | undefined,
): string[] {
  return expected === undefined || expected === actual
    ? []
    : [`${what}は「${expected}」のはずが「${actual ?? 'なし'}」でした。`]
}

/** The same for lists whose order says nothing. */
export function setMismatch(
  what: string,
  expected: readonly string[] | undefined,
  actual: readonly string[],
): string[] {
  if (expected === undefined) return []
  return mismatch(
    what,
    [...new Set(expected)].sort().join('、') || 'なし',
    [...new Set(actual)].sort().join('、') || 'なし',
  )
}

/** What a case showed that brings neither rules nor branches to bear. */
export function played(faults: readonly string[]): GoldenOutcome {
  return { faults, rules: [], branches: [] }
}
