import type { FaultRow } from './faultTable.ts'

/** Faults that language 5 added. */
export const language5Faults: readonly FaultRow[] = []
