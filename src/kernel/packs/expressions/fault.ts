import type { PackFaultCode } from '../faults.ts'

/** What is wrong with an expression, and how many characters into it. */
export interface ExpressionFault {
  readonly code: PackFaultCode
  readonly offset: number
  readonly params: Readonly<Record<string, unknown>>
}
