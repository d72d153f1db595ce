import { assemble } from './assemble.ts'
import type { AssembledPack } from './assemble.ts'
import { FaultCollector, unplaced } from './faults.ts'
import type { PackFaultCode, PlacedPackFault } from './faults.ts'
import { leaveOut, withoutFile } from './leaveOut.ts'
import { checkShapes, readPack } from './load.ts'
import { fileKindOf } from './schema/files.ts'
import type { PackFault, PackSources } from './source.ts'
import type { Pack } from './types.ts'

/** What today's rules report about a kept edition, and the effect on it. */
export interface EditionNote extends PackFault {
  /**
   * `works`: a newer rule, the edition goes on as it was · `ignored`: nothing reads what is written
   * there · `left-out`: what it stands in is not in force.
   */
  readonly effect: 'works' | 'ignored' | 'left-out'
  /** Titles of what is not in force because of it. */
  readonly without: readonly string[]
}

/** An edition that was kept, as far as it can be read; without a pack where nothing can. */
export interface KeptPack {
  readonly pack?: Pack
  readonly notes: readonly EditionNote[]
}

/** The edition that is in force, as far as this program can read it. */
export interface EditionInForce {
  /** Where the edition cannot be read, a pack that permits nothing but signing in. */
  readonly pack: Pack
  readonly readable: boolean
  /** What today's rules report about it. */
  readonly notes: readonly EditionNote[]
}

/** An edition about which nothing is reported. */
export function faultless(pack: Pack): EditionInForce {
  return { pack, readable: true, notes: [] }
}

/**
 * Each round leaves out at least one mechanism; a pack in which so much hangs together is given up.
 */
const mostRounds = 50

/**
 * Loads an edition that an organisation has kept, by the rules of the language that it was adopted
 * under. A fault of a newer language changes nothing; a key that is not known is passed over; a
 * mechanism that cannot be read is left out with all that needs it, so that nothing is permitted by
 * half a rule. Golden cases are not read: they proved the edition when it was adopted. Never
 * throws.
 */
export function loadKept(id: string, sources: PackSources, language: number): KeptPack {
  const notes = new Map<string, EditionNote>()
  const note = (
    fault: PlacedPackFault,
    effect: EditionNote['effect'],
    without: readonly string[] = [],
  ): void => {
    const key = JSON.stringify([fault.file, fault.line, fault.column, fault.detail])
    const titles = [...new Set([...(notes.get(key)?.without ?? []), ...without])]
    notes.set(key, { ...unplaced(fault), effect, without: titles })
  }
  const given = (): KeptPack => ({ notes: [...notes.values()] })
  try {
    const faults = new FaultCollector({ kept: true })
    const assembled = assemble(id, sources, faults)
    let rest = assembled && { ...assembled, cases: [], files: withoutWorld(assembled) }
    for (const fault of faults.placed()) {
      const broken = fault.code === 'syntax' && !isCase(fault)
      const effect = broken ? 'left-out' : effectOf(fault, language)
      const taken = kindOf(fault) === 'library' && effect === 'left-out'
      const left: { rest?: AssembledPack | undefined; without: readonly string[] } =
        broken && rest
          ? withoutFile(rest, fault.file)
          : taken && rest
            ? leaveOut(rest, fault)
            : { rest, without: [] }
      rest = left.rest && { ...left.rest, cases: [] }
      note(fault, effect, left.without)
    }
    const manifest = faults
      .list()
      .some((fault) => fault.code === 'syntax' && kindOf(fault) === 'pack')
    if (rest === undefined || manifest) return given()
    for (let round = 0; round < mostRounds; round++) {
      const judged = new FaultCollector({ kept: true })
      checkShapes(rest, judged)
      const pack = readPack(rest, judged)
      const unread = judged.placed().filter((fault) => effectOf(fault, language) === 'left-out')
      for (const fault of judged.placed())
        if (!unread.includes(fault)) note(fault, effectOf(fault, language))
      if (unread.length === 0) return { pack, ...given() }
      const whole: AssembledPack = rest
      for (const fault of unread) {
        rest = { ...leaveOut(rest, fault).rest, cases: [] }
        note(fault, 'left-out', leaveOut(whole, fault).without)
      }
    }
  } catch {
    // The file has an unexpected shape: nothing of the edition is in force.
  }
  return given()
}

function withoutWorld({ files }: AssembledPack): AssembledPack['files'] {
  return new Map([...files].filter(([kind]) => kind !== 'organization'))
}

function kindOf({ file }: PackFault): ReturnType<typeof fileKindOf> {
  return fileKindOf(file.slice(file.indexOf('/') + 1))
}

function isCase(fault: PackFault): boolean {
  return kindOf(fault) === 'cases' || kindOf(fault) === 'organization'
}

/**
 * Faults that say nothing about what a mechanism does: names of provisions, titles and order. Of
 * rules that collide the strictest decides.
 */
const harmless: ReadonlySet<string> = new Set([
  'pack-id',
  'file-id',
  'drop-missing',
  'no-carries',
  'unknown-provision',
  'unknown-provision-part',
  'unknown-heading',
  'unknown-group',
  'english-of-nothing',
  'rules-collide',
  'rules-too-many-cases',
  'branch-behind',
  'unreachable-step',
  'unreachable-end',
] satisfies PackFaultCode[])

function effectOf(fault: PlacedPackFault, language: number): EditionNote['effect'] {
  if (fault.code === 'unknown-key' || fault.code === 'unknown-file') return 'ignored'
  if (fault.since > language || harmless.has(fault.code) || isCase(fault)) return 'works'
  const kind = kindOf(fault)
  if (kind === 'pack' || kind === 'provisions') return 'works'
  // A person who cannot be determined has no permission there.
  if (kind === 'grants') return 'ignored'
  // Figures that are missing are those of a policy that says nothing; a role that does not exist
  // has no holder.
  return kind === 'accounts' && ['missing-key', 'unknown-role'].includes(fault.code)
    ? 'works'
    : 'left-out'
}
