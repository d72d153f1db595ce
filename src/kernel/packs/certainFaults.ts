import { FaultCollector } from './faults.ts'
import type { PackFaultCode } from './faults.ts'
import { fileKindOf } from './schema/files.ts'
import type { FileKindName } from './schema/files.ts'
import type { PackFault } from './source.ts'

/**
 * Names that lead nowhere, and the files in which what they name may stand. Other faults may only
 * follow from the file that cannot be read.
 */
const filesByFaultCode: Readonly<Partial<Record<string, readonly FileKindName[]>>> = {
  'unknown-role': ['roles'],
  'unknown-post': ['posts'],
  'unknown-provision': ['provisions'],
  'unknown-provision-part': ['provisions'],
  'unknown-heading': ['provisions'],
  'unknown-procedure': ['procedures'],
  'unknown-register': ['registers'],
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
 * The faults of the files that can be read, whatever is in those that cannot: `judge` reads the
 * pack as if the latter were empty.
 */
export function certainFaults(
  shared: boolean,
  faults: readonly PackFault[],
  judge: (faults: FaultCollector) => unknown,
): PackFault[] {
  const unread = new Set(faults.filter(({ code }) => code === 'syntax').map(({ file }) => file))
  const kinds = new Set([...unread].map((file) => fileKindOf(file.slice(file.indexOf('/') + 1))))
  const collector = new FaultCollector()
  if (shared) collector.allowOpenNames()
  try {
    judge(collector)
  } catch {
    // Half a file may have an unexpected shape; the faults before it are kept.
  }
  return collector
    .list()
    .filter(
      ({ code, file }) =>
        !unread.has(file) && filesByFaultCode[code]?.every((kind) => !kinds.has(kind)) === true,
    )
}
