/** An item of a checklist, or a round, as a refusal names it. */
export interface LookedAt {
  /** `server/power` */
  readonly key: string
  readonly title: string
  readonly carries: readonly string[]
}

/** How one thing that a step looks at stands about one subject, by the records of now. */
export interface CheckFact {
  readonly kind: 'answers' | 'round'
  /** The subject as people call it; '' is the organisation. */
  readonly subject: string
  /** What nobody has answered yet; of a round the round itself while it is not kept. */
  readonly open: readonly LookedAt[]
  /** Answered, and not right: a finding that is not mended, or 対象外 that nobody has accepted. */
  readonly wrong: readonly LookedAt[]
}
