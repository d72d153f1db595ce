import { carriersOf } from '../carriers.ts'
import type { Carrier, MechanismKind } from '../carriers.ts'
import { checklistOf, itemsAsked } from '../../rounds/index.ts'
import type { RoundCase } from '../golden/forms.ts'
import type { AskCase, GoldenCase, PlayCase } from '../golden/types.ts'
import { sameProvision } from '../parts.ts'
import type { Pack } from '../types.ts'
import { takenOut, turned } from './mutants.ts'
import { passes } from './prove.ts'

/** Provisions that a case could name, because it fails where a mechanism of theirs is missing. */
export interface Suggestion {
  readonly name: string
  readonly file: string
  readonly line: number
  /** What tells the case from most others comes first. */
  readonly refs: readonly {
    readonly ref: string
    readonly path: string
    /** It fails where the mechanism is taken out, not only where it is turned. */
    readonly out: boolean
    /** How many other cases fail there, too: the fewer, the more it is about this provision. */
    readonly others: number
  }[]
}

/** For each case the provisions that it proves and does not name. */
export function suggestProofs(pack: Pack): Suggestion[] {
  const passing = pack.cases.filter((golden) => passes(pack, golden))
  const found = new Map<GoldenCase, Map<string, Suggestion['refs'][number]>>()
  for (const carrier of carriersOf(pack)) {
    const near = passing.filter((golden) => mayNotice(pack, golden, carrier))
    const mutants = [takenOut(pack, carrier), ...turned(pack, carrier)]
    for (const [index, mutant] of mutants.entries()) {
      const killers = near.filter((golden) => !passes(mutant.pack, golden))
      for (const golden of killers) {
        const refs = found.get(golden) ?? new Map<string, Suggestion['refs'][number]>()
        found.set(golden, refs)
        for (const ref of carrier.carries) {
          const others = killers.length - 1
          const before = refs.get(ref)
          if (golden.proves.some((named) => sameProvision(named, ref))) continue
          if (before !== undefined && (before.out || index > 0) && before.others <= others) continue
          refs.set(ref, { ref, path: carrier.path, out: index === 0, others })
        }
      }
    }
  }
  return passing.flatMap((golden) => {
    const { name, file, line } = golden
    const refs = [...(found.get(golden)?.values() ?? [])].toSorted(
      (a, b) =>
        Number(isGround(golden, b.ref)) - Number(isGround(golden, a.ref)) ||
        Number(b.out) - Number(a.out) ||
        a.others - b.others,
    )
    return refs.length === 0 ? [] : [{ name, file, line, refs }]
  })
}

const isGround = (golden: GoldenCase, ref: string): boolean =>
  golden.kind === 'ask' && golden.expect.provisions?.includes(ref) === true

/** What only the cases notice that neither ask nor play. */
const apartFromDecisions: ReadonlySet<MechanismKind> = new Set([
  'power',
  'task',
  'also',
  'kind',
  'ground',
  'mixture',
  'copy',
  'stocktake',
  'retention',
  'warning',
  'count',
  'reach',
  'diagram',
  'accounts',
  'contacts',
  'grants',
])

/** Leaves out cases that cannot have to do with a mechanism, to save time. */
function mayNotice(pack: Pack, golden: GoldenCase, { kind, path }: Carrier): boolean {
  if (golden.kind === 'round') return mayNoticeInRound(pack, golden, path)
  if (recurring.has(kind) && golden.kind !== 'days' && golden.kind !== 'edition') return false
  if (golden.kind !== 'ask' && golden.kind !== 'play') return true
  if (apartFromDecisions.has(kind)) return false
  const [part, id = ''] = path.split('/')
  if (part === 'registers') return registersOf(pack, golden).has(id)
  if (part === 'procedures') return golden.kind === 'ask' || procedureOf(golden) === id
  if (part === 'handling' && path.startsWith('handling/rules/')) {
    const rule = pack.handling.rules.find((each) => path === `handling/rules/${each.id}`)
    if (golden.kind === 'ask') return golden.act === rule?.act
    const procedure = pack.procedures.get(procedureOf(golden) ?? '')
    return (
      procedure !== undefined &&
      (procedure.asks?.includes(rule?.act ?? '') === true || rule?.procedure === procedure.id)
    )
  }
  return true
}

/** What only cases of rounds, of days and of words notice. */
const recurring: ReadonlySet<MechanismKind> = new Set(['checklist', 'item', 'round', 'choice'])

function mayNoticeInRound(pack: Pack, { round: id }: RoundCase, path: string): boolean {
  const [part, name = ''] = path.split('/')
  const round = pack.rounds.get(id)
  if (part === 'rounds') return name === id
  if (part === 'checklists')
    return itemsAsked(pack.checklists, (round && checklistOf(round)) ?? '').some(
      ({ checklist }) => checklist === name,
    )
  if (part === 'registers') return round?.each.kind === 'line' && round.each.register === name
  return part === 'roles' || part === 'choices'
}

/** The registers whose entries a case is about or may write. */
function registersOf(pack: Pack, golden: AskCase | PlayCase): ReadonlySet<string> {
  if (golden.kind === 'ask')
    return new Set([pack.world?.entries.get(golden.entry ?? '')?.register ?? ''])
  const procedure = pack.procedures.get(golden.procedure)
  const effects = [...(procedure?.steps.values() ?? [])].flatMap((step) =>
    step.decisions.flatMap(({ branches }) => branches.flatMap((branch) => branch.effects)),
  )
  return new Set([
    procedure?.about?.register ?? '',
    ...golden.about.flatMap((entry) => entry.register ?? []),
    ...effects.flatMap((effect) => (effect.kind === 'write' ? effect.register : [])),
  ])
}

const procedureOf = (golden: GoldenCase): string | undefined =>
  golden.kind === 'play' ? golden.procedure : undefined
