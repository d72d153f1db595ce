/** The steps of a procedure as people read them: in words of one language. */
export interface Flow {
  readonly steps: readonly FlowStep[]
}

export interface FlowStep {
  readonly id: string
  readonly title: string
  /** Who acts. */
  readonly who: string
  /** Until when; null where nobody waits. */
  readonly limit: string | null
  /** What is checked before it leads on. */
  readonly checks?: string
  /** The step is only there in this case; null where it always is. */
  readonly when: string | null
  /** Decisions, and their branches, in the order of the pack. */
  readonly ways: readonly FlowWay[]
}

/** One way out of a step. */
export interface FlowWay {
  /** What is pressed; empty where the step is passed over. */
  readonly title: string
  /** In which case; null where always. */
  readonly when: string | null
  /** What begins beside: titles of procedures. */
  readonly starts: readonly string[]
  readonly to: FlowTarget
}

export type FlowTarget =
  | { readonly step: string }
  | {
      readonly end: string
      readonly title: string
      readonly tone: 'good' | 'bad' | 'neutral'
    }
