import { carriersOf } from '../carriers.ts'
import type { Carrier, MechanismKind } from '../carriers.ts'
import { playCase } from '../golden/run.ts'
import type { GoldenCase } from '../golden/types.ts'
import { sameProvision, provisionOfPart } from '../parts.ts'
import type { Pack, ProvisionKind } from '../types.ts'
import { takenOut, turned } from './mutants.ts'
import type { Mutant, Mutation } from './mutants.ts'

/** A mechanism that nothing proves to carry a provision, with what no case notices. */
interface Unproved {
  readonly ref: string
  readonly kind: MechanismKind
  readonly path: string
  readonly survivors: readonly { readonly mutation: Mutation; readonly at: string }[]
}

/** A case names a provision that it does not prove. */
export interface EmptyClaim {
  readonly name: string
  readonly file: string
  readonly line: number
  readonly ref: string
  readonly because: 'fails' | 'not-carried' | 'never-fails'
}

export interface Proof {
  readonly pack: string
  /** Provisions that something carries, and those whose every mechanism is proved. */
  readonly carried: readonly string[]
  readonly proved: readonly string[]
  readonly unproved: readonly Unproved[]
  readonly claims: readonly EmptyClaim[]
  readonly byKind: Readonly<
    Partial<Record<ProvisionKind, { readonly carried: number; readonly proved: number }>>
  >
  /** How many changed packs were looked at. */
  readonly mutants: number
}

/**
 * Takes each mechanism out of the pack, or turns its condition, limit or actor, and plays the cases
 * that name what it carries. For each of its provisions one that names it must fail without the
 * mechanism; each turning must fail one that names any of them.
 */
export function provePack(pack: Pack): Proof {
  const passing = new Set(pack.cases.filter((golden) => passes(pack, golden)))
  const naming = (refs: readonly string[]): GoldenCase[] =>
    [...passing].filter((golden) =>
      golden.proves.some((named) => refs.some((ref) => sameProvision(named, ref))),
    )
  const carriers = carriersOf(pack)
  const unproved: Unproved[] = []
  const trials: Trial[] = []
  for (const carrier of carriers) {
    const named = naming(carrier.carries)
    const out = new Killers(takenOut(pack, carrier))
    const turnings = turned(pack, carrier).map((mutant) => new Killers(mutant))
    trials.push({ carrier, mutants: [out, ...turnings] })
    const spared = turnings.filter((turning) => !named.some((golden) => turning.killedBy(golden)))
    for (const ref of carrier.carries) {
      const killed = naming([ref]).some((golden) => out.killedBy(golden))
      const survivors = [...(killed ? [] : [out]), ...spared].map(({ mutant }) => ({
        mutation: mutant.mutation,
        at: mutant.keys.join('/'),
      }))
      if (survivors.length > 0)
        unproved.push({ ref, kind: carrier.kind, path: carrier.path, survivors })
    }
  }
  const claims = pack.cases.flatMap((golden) =>
    golden.proves.flatMap((ref): EmptyClaim[] => {
      const { name, file, line } = golden
      const because = passing.has(golden) ? whyEmpty(golden, ref, trials) : 'fails'
      return because === undefined ? [] : [{ name, file, line, ref, because }]
    }),
  )
  const mutants = trials.reduce((sum, trial) => sum + trial.mutants.length, 0)
  return { pack: pack.id, unproved, claims, mutants, ...counted(pack, carriers, unproved) }
}

/** A mechanism with all its mutants. */
interface Trial {
  readonly carrier: Carrier
  readonly mutants: readonly Killers[]
}

/** Why a case that names a provision does not prove it; nothing where it does. */
function whyEmpty(
  golden: GoldenCase,
  ref: string,
  trials: readonly Trial[],
): EmptyClaim['because'] | undefined {
  const ofRef = trials.filter(({ carrier }) =>
    carrier.carries.some((other) => sameProvision(other, ref)),
  )
  if (ofRef.length === 0) return 'not-carried'
  const mutants = ofRef.flatMap((trial) => trial.mutants)
  return mutants.some((each) => each.isKnownToFail(golden)) ||
    mutants.some((each) => each.killedBy(golden))
    ? undefined
    : 'never-fails'
}

/** Which cases fail on a mutant; each is played once. */
class Killers {
  readonly mutant: Mutant
  private readonly played = new Map<GoldenCase, boolean>()

  constructor(mutant: Mutant) {
    this.mutant = mutant
  }

  isKnownToFail(golden: GoldenCase): boolean {
    return this.played.get(golden) === true
  }

  killedBy(golden: GoldenCase): boolean {
    let killed = this.played.get(golden)
    if (killed === undefined) {
      killed = !passes(this.mutant.pack, golden)
      this.played.set(golden, killed)
    }
    return killed
  }
}

/** Whether a case comes out as it says; a pack that the engine stumbles over fails it. */
export function passes(pack: Pack, golden: GoldenCase): boolean {
  try {
    return playCase(pack, golden).faults.length === 0
  } catch {
    return false
  }
}

function counted(
  pack: Pack,
  carriers: readonly Carrier[],
  unproved: readonly Unproved[],
): Pick<Proof, 'carried' | 'proved' | 'byKind'> {
  const carriedRefs = new Set(carriers.flatMap(({ carries }) => carries.map(provisionOfPart)))
  const unprovedRefs = new Set(unproved.map(({ ref }) => provisionOfPart(ref)))
  const byKind: Partial<Record<ProvisionKind, { carried: number; proved: number }>> = {}
  const carried = pack.provisions.filter(({ ref }) => carriedRefs.has(ref))
  const proved = carried.filter(({ ref }) => !unprovedRefs.has(ref))
  for (const { kind } of carried) (byKind[kind] ??= { carried: 0, proved: 0 }).carried++
  for (const { kind } of proved) (byKind[kind] ??= { carried: 0, proved: 0 }).proved++
  return {
    carried: carried.map(({ ref }) => ref),
    proved: proved.map(({ ref }) => ref),
    byKind,
  }
}
