import { compareFaults } from './faults.ts'
import type { PackFaultCode } from './faults.ts'
import { fileKindOf } from './schema/files.ts'
import type { FileKindName } from './schema/files.ts'
import type { PackFault } from './source.ts'

/**
 * A fault that keeps part of a pack from being read: the kinds of files in which names may stand
 * that nobody knows because of it.
 */
export interface Cause {
  readonly code: PackFaultCode
  readonly file: string
  readonly kinds: readonly FileKindName[] | 'all'
}

/** Names that lead nowhere, and the files in which what they name may stand. */
const filesByFaultCode: Readonly<Partial<Record<string, readonly FileKindName[]>>> = {
  'unknown-role': ['roles'],
  'unknown-post': ['posts'],
  'unknown-provision': ['provisions'],
  'unknown-provision-part': ['provisions'],
  'unknown-heading': ['provisions'],
  'unknown-procedure': ['procedures'],
  'unknown-register': ['registers'],
  'unknown-checklist': ['checklists'],
  'unknown-round': ['rounds'],
  'unknown-choice': ['choices'],
  'unknown-group': ['pack'],
  'unknown-act': ['handling'],
  'unknown-rule': ['handling'],
  'unknown-safeguard': ['handling'],
  'unknown-axis': ['classification'],
  'unknown-level': ['classification'],
  'unknown-field': ['registers', 'procedures', 'handling'],
  'unknown-state': ['registers'],
  'unknown-option': ['registers', 'procedures', 'handling'],
  'unknown-step': ['procedures'],
  'unknown-end': ['procedures'],
} satisfies Partial<Record<PackFaultCode, readonly FileKindName[]>>

/**
 * Puts causes first: a fault that may only follow from one is not listed but counted there. `given`
 * are the faults of the files by themselves, `judged` those of what they mean together, as if what
 * could not be read were empty.
 */
export function foldFaults(
  causes: readonly Cause[],
  given: readonly PackFault[],
  judged: readonly PackFault[],
): PackFault[] {
  const listed = new Map<string, PackFault>()
  const folded = new Map<Cause, number>()
  const isGiven = new Set(given)
  const isCause = (fault: PackFault): boolean =>
    causes.some(({ code, file }) => code === fault.code && file === fault.file)
  for (const fault of unique([...given, ...judged])) {
    const cause = isCause(fault) ? undefined : causeOf(fault, causes, isGiven.has(fault))
    if (cause === undefined) listed.set(keyOf(fault), fault)
    else folded.set(cause, (folded.get(cause) ?? 0) + 1)
  }
  const faults = [...listed.values()].sort(compareFaults)
  for (const [cause, count] of folded) {
    const index = faults.findIndex(({ code, file }) => code === cause.code && file === cause.file)
    const fault = faults[index]
    if (fault !== undefined) faults[index] = withFollowers(fault, (fault.folded ?? 0) + count)
  }
  return faults
}

/** The cause that a fault may only follow from; undefined where it is certain. */
function causeOf(fault: PackFault, causes: readonly Cause[], isGiven: boolean): Cause | undefined {
  const sameFile = causes.find(({ code, file }) => file === fault.file && code !== 'unknown-pack')
  if (sameFile !== undefined) return sameFile
  const hides = (kind: FileKindName) => (cause: Cause) =>
    cause.kinds === 'all' || cause.kinds.includes(kind)
  if (fault.code === 'drop-missing') return causes[0]
  if (isGiven) {
    const kind = fileKindOf(fault.file.slice(fault.file.indexOf('/') + 1))
    return fault.code === 'missing-key' && kind !== undefined && kind !== 'elsewhere'
      ? causes.find(hides(kind))
      : undefined
  }
  const kinds = filesByFaultCode[fault.code]
  if (kinds === undefined) return causes[0]
  return kinds.map((kind) => causes.find(hides(kind))).find((cause) => cause !== undefined)
}

function withFollowers(fault: PackFault, count: number): PackFault {
  const detail = fault.detail.replace(/ほか[\d,]+件はこのために起きています。$/, '')
  return {
    ...fault,
    folded: count,
    detail: `${detail}ほか${count.toLocaleString('ja-JP')}件はこのために起きています。`,
  }
}

function keyOf({ file, line, column, detail }: PackFault): string {
  return JSON.stringify([file, line, column, detail])
}

function unique(faults: readonly PackFault[]): readonly PackFault[] {
  return [...new Map(faults.map((fault) => [keyOf(fault), fault] as const).toReversed()).values()]
}
