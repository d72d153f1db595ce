import { carriersOf } from '../carriers.ts'
import type { Carrier, MechanismKind } from '../carriers.ts'
import { playCase } from '../golden/run.ts'
import type { GoldenCase } from '../golden/types.ts'
import { provisionOfPart } from '../parts.ts'
import type { Pack, ProvisionKind } from '../types.ts'
import { takenOut, turned } from './mutants.ts'
import type { Mutant, Mutation } from './mutants.ts'
import { observe } from './reads.ts'
import type { ObservedOutcome } from './reads.ts'

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
  const passing = passingCases(pack)
  const naming = byProvision([...passing.keys()].toSorted(cheapFirst), ({ proves }) => proves)
  const carriers = carriersOf(pack)
  const unproved: Unproved[] = []
  const trials: Trial[] = []
  for (const carrier of carriers) {
    const named = naming(carrier.carries)
    const out = new Killers(takenOut(pack, carrier), passing)
    const turnings = turned(pack, carrier).map((mutant) => new Killers(mutant, passing))
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
  const trialsOf = byProvision(trials, ({ carrier }) => carrier.carries)
  const claims = pack.cases.flatMap((golden) =>
    golden.proves.flatMap((ref): EmptyClaim[] => {
      const { name, file, line } = golden
      const because = passing.has(golden) ? whyEmpty(golden, trialsOf([ref])) : 'fails'
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

/**
 * Finds items by the provisions that they name, a part standing for its provision and the other way
 * round.
 */
function byProvision<Item>(
  items: readonly Item[],
  refsOf: (item: Item) => readonly string[],
): (refs: readonly string[]) => readonly Item[] {
  const byRef = new Map<string, Set<Item>>()
  const byWhole = new Map<string, Set<Item>>()
  const put = (into: Map<string, Set<Item>>, key: string, item: Item): void => {
    into.set(key, (into.get(key) ?? new Set()).add(item))
  }
  for (const item of items)
    for (const ref of refsOf(item)) {
      put(byRef, ref, item)
      put(byWhole, provisionOfPart(ref), item)
    }
  return (refs) => {
    const found = new Set(
      refs.flatMap((ref) => [
        ...(byRef.get(ref) ?? []),
        ...(byRef.get(provisionOfPart(ref)) ?? []),
        ...(byWhole.get(ref) ?? []),
      ]),
    )
    return [...found]
  }
}

/** What is played most quickly is tried first: one case that fails is enough. */
const byCost: readonly GoldenCase['kind'][] = [
  'edition',
  'account',
  'contacts',
  'grants',
  'holders',
  'classify',
  'ask',
  'entry',
  'round',
  'play',
  'days',
]
const cheapFirst = (one: GoldenCase, other: GoldenCase): number =>
  byCost.indexOf(one.kind) - byCost.indexOf(other.kind)

/** Why a case that names a provision does not prove it; nothing where it does. */
function whyEmpty(golden: GoldenCase, ofRef: readonly Trial[]): EmptyClaim['because'] | undefined {
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
  private readonly passing: PassingCases
  private readonly played = new Map<GoldenCase, boolean>()

  constructor(mutant: Mutant, passing: PassingCases) {
    this.mutant = mutant
    this.passing = passing
  }

  isKnownToFail(golden: GoldenCase): boolean {
    return this.played.get(golden) === true
  }

  killedBy(golden: GoldenCase): boolean {
    let killed = this.played.get(golden)
    if (killed === undefined) {
      const { keys, pack } = this.mutant
      killed = this.passing.get(golden)?.hasRead(keys) !== false && !passes(pack, golden)
      this.played.set(golden, killed)
    }
    return killed
  }
}

/** The cases that come out as they say, with what each looks at. */
type PassingCases = ReadonlyMap<GoldenCase, Pick<ObservedOutcome, 'hasRead'>>

function passingCases(pack: Pack): PassingCases {
  const passing = new Map<GoldenCase, Pick<ObservedOutcome, 'hasRead'>>()
  for (const golden of pack.cases)
    try {
      const { outcome, hasRead } = observe(pack, golden)
      if (outcome.faults.length === 0) passing.set(golden, { hasRead })
    } catch {
      // A case that the engine stumbles over does not pass.
    }
  return passing
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
