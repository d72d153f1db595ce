import { carriersOf, carriesPart } from './carriers.ts'
import type { Carrier, MechanismKind } from './carriers.ts'
import { partRef } from './parts.ts'
import { gripOf } from './strength/grip.ts'
import { isAtDoor } from './strength/handling.ts'
import { strengthNeeded } from './strength/needs.ts'
import { isAtLeast, strongest, weakest } from './strength/scale.ts'
import type { Grip, Hold, Strength } from './strength/scale.ts'
import type { Reason } from './strength/reasons.ts'
import type { Pack, Provision, ProvisionKind } from './types.ts'

/**
 * Whether a provision is carried: strongly enough; strongly enough, but only as a text (a
 * definition, a power outside the program); by mechanisms that are too weak; or by none.
 */
export type Carriage = 'carried' | 'stated' | 'weak' | 'uncarried'

/** A carrier of a provision with its strength for it. */
export interface HeldCarrier extends Grip {
  readonly carrier: Carrier
}

/** How strongly a provision is carried, and by what. */
export interface ProvisionCoverage {
  readonly provision: Provision
  readonly carriage: Carriage
  readonly needs: Strength
  /** The strength of its strongest carrier; of several parts, of the weakest part. */
  readonly has: Hold
  readonly why: Reason
  /** The path of the carrier that the reason is of. */
  readonly by?: string
  /** The part that is the weakest, where it has several. */
  readonly part?: string
  readonly carriers: readonly HeldCarrier[]
}

/** How strongly every provision of a pack is carried, in its order. */
export function provisionCoverage(pack: Pack): ProvisionCoverage[] {
  const byRef = new Map<string, HeldCarrier[]>()
  for (const carrier of carriersOf(pack))
    for (const ref of carrier.carries) {
      const held = { carrier, ...gripOf(pack, carrier, ref) }
      const all = byRef.get(ref)
      if (all === undefined) byRef.set(ref, [held])
      else all.push(held)
    }
  return pack.provisions.map((provision) => judge(pack, provision, byRef.get(provision.ref) ?? []))
}

interface Judgement extends Grip {
  readonly carriage: Carriage
  readonly needs: Strength
  readonly by?: string
  readonly part?: string
}

/** A provision is carried as its weakest part, a part as its strongest carrier. */
function judge(
  pack: Pack,
  provision: Provision,
  carriers: readonly HeldCarrier[],
): ProvisionCoverage {
  const { ref, parts } = provision
  const judgements =
    parts === undefined
      ? [judgePart(pack, provision, carriers)]
      : parts.map((_, index): Judgement => {
          const part = partRef(ref, index + 1)
          const own = carriers.filter(({ carrier }) => carriesPart(carrier, ref, part))
          return { ...judgePart(pack, provision, own), part }
        })
  const worst =
    judgements.find(({ carriage }) => carriage === 'uncarried') ??
    weakest(judgements.filter(({ carriage }) => carriage === 'weak')) ??
    judgements.find(({ carriage }) => carriage === 'stated') ??
    weakest(judgements) ??
    judgePart(pack, provision, [])
  const { hold, why, needs, by, part } = worst
  return {
    provision,
    carriage: worst.carriage === 'uncarried' && carriers.length > 0 ? 'weak' : worst.carriage,
    needs,
    has: hold,
    why,
    carriers,
    ...(by === undefined ? {} : { by }),
    ...(part === undefined ? {} : { part }),
  }
}

/** Mechanisms that say a power or a name, and of which a text is enough for a role. */
const stating: ReadonlySet<MechanismKind> = new Set(['power', 'task', 'also'])

function judgePart(
  pack: Pack,
  { modality, kind }: Provision,
  carriers: readonly HeldCarrier[],
): Judgement {
  const best = strongest(carriers)
  const needs = strengthNeeded(modality, kind)
  if (best === undefined) return { carriage: 'uncarried', needs, hold: 'nothing', why: 'uncarried' }
  const { hold, why, carrier } = best
  const found = { hold, why, by: carrier.path }
  if (isAtLeast(hold, needs))
    return { ...found, needs, carriage: hold === 'states' ? 'stated' : 'carried' }
  const stated = kind === 'role' ? strongest(carriers.filter(isStated)) : undefined
  if (stated !== undefined)
    return {
      carriage: 'stated',
      needs: 'states',
      hold: stated.hold,
      why: stated.why,
      by: stated.carrier.path,
    }
  // An act that passes no door cannot be refused: it is asked of people instead.
  const lessNeeded =
    kind === 'handling' && needs === 'enforces' && carriers.some((each) => isOutside(pack, each))
      ? 'pursues'
      : needs
  return { ...found, needs: lessNeeded, carriage: isAtLeast(hold, lessNeeded) ? 'carried' : 'weak' }
}

function isStated({ carrier, hold }: HeldCarrier): boolean {
  return stating.has(carrier.kind) && hold !== 'nothing'
}

function isOutside(pack: Pack, { carrier }: HeldCarrier): boolean {
  if (carrier.kind !== 'rule') return false
  const rule = pack.handling.rules.find(({ id }) => carrier.path === `handling/rules/${id}`)
  return rule !== undefined && !isAtDoor(pack, rule.act)
}

/** A provision whose carriers are weaker than it needs. */
export interface WeakProvision {
  readonly ref: string
  readonly kind: ProvisionKind
  readonly needs: Strength
  readonly has: Hold
  readonly why: Reason
  readonly by?: string
  readonly part?: string
}

/** How many provisions of a pack are carried strongly enough, and proved. */
export interface Coverage {
  readonly pack: string
  /** Those of the pack and those of the document that it does not list. */
  readonly provisions: number
  readonly carried: number
  /** Those of the carried that only a text carries, and need no more. */
  readonly stated: readonly string[]
  readonly weak: readonly WeakProvision[]
  /** Those of the carried that no golden case proves. */
  readonly unproved: readonly string[]
  readonly uncarried: readonly string[]
  /** Provisions of the document that the pack does not list; uncarried, too. */
  readonly unlisted: readonly string[]
  readonly byKind: Readonly<Partial<Record<ProvisionKind, KindCoverage>>>
}

interface KindCoverage {
  readonly all: number
  readonly carried: number
  readonly stated: number
  readonly weak: number
  readonly proved: number
}

/** What a coverage is counted against, besides the pack. */
export interface CoverageBasis {
  /** Provisions that golden cases prove. */
  readonly proved?: ReadonlySet<string>
  /** Provisions of the document that the pack does not list. */
  readonly unlisted?: readonly Pick<Provision, 'ref' | 'kind'>[]
}

/** The state of carrying, provision by provision. */
export function coverageOf(
  pack: Pack,
  { proved = new Set(), unlisted = [] }: CoverageBasis = {},
): Coverage {
  const all = provisionCoverage(pack)
  const refsOf = (wanted: (one: ProvisionCoverage) => boolean): string[] =>
    all.filter(wanted).map(({ provision }) => provision.ref)
  const carried = refsOf(isCarried)
  const byKind: Partial<Record<ProvisionKind, KindCoverage>> = {}
  const none: KindCoverage = { all: 0, carried: 0, stated: 0, weak: 0, proved: 0 }
  for (const one of all) {
    const { kind, ref } = one.provision
    const { all: listed, ...counts } = byKind[kind] ?? none
    byKind[kind] = {
      all: listed + 1,
      carried: counts.carried + Number(isCarried(one)),
      stated: counts.stated + Number(one.carriage === 'stated'),
      weak: counts.weak + Number(one.carriage === 'weak'),
      proved: counts.proved + Number(isCarried(one) && proved.has(ref)),
    }
  }
  for (const { kind } of unlisted) {
    const counts = byKind[kind] ?? none
    byKind[kind] = { ...counts, all: counts.all + 1 }
  }
  const missing = unlisted.map(({ ref }) => ref)
  return {
    pack: pack.id,
    provisions: pack.provisions.length + unlisted.length,
    carried: carried.length,
    stated: refsOf(({ carriage }) => carriage === 'stated'),
    weak: all.flatMap((one) => (one.carriage === 'weak' ? [weakOf(one)] : [])),
    unproved: carried.filter((ref) => !proved.has(ref)),
    uncarried: [...refsOf(({ carriage }) => carriage === 'uncarried'), ...missing],
    unlisted: missing,
    byKind,
  }
}

function isCarried({ carriage }: ProvisionCoverage): boolean {
  return carriage === 'carried' || carriage === 'stated'
}

function weakOf({ provision, needs, has, why, by, part }: ProvisionCoverage): WeakProvision {
  return {
    ref: provision.ref,
    kind: provision.kind,
    needs,
    has,
    why,
    ...(by === undefined ? {} : { by }),
    ...(part === undefined ? {} : { part }),
  }
}
