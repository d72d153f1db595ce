/**
 * Leaves → provisions: who, how, what about, by when, how often, who allows, who is told, what is
 * written down.
 */
import { actorsOf, everybodyIn } from './actors.ts'
import { kindOf } from './kind.ts'
import { modalityOf } from './modality.ts'
import { approversOf, recipientsOf } from './parties.ts'
import type { LearnedName, PermitWhen, ReadProvision } from './reading.ts'
import { learnRoles } from './roles.ts'
import { crossReferences } from './crossRefs.ts'
import { endsPredicate } from './text.ts'
import { deadlineOf, urgencyOf, periodOf } from './timing.ts'
import type { Leaf } from './leaf.ts'

const HEAD = 24
/** Characters of a wording in which facets are looked for; no provision of a policy is longer. */
const REACH = 1500
const BINDS = new Set(['must', 'must_not', 'may', 'endeavour', 'recommend'])

function permitWhen(text: string, approvers: readonly string[]): PermitWhen | null {
  if (approvers.length === 0) return null
  const condition = /([^、。]{2,60}(?:場合|とき|際))(?:は|には|に|、)/.exec(text)?.[1] ?? ''
  return {
    condition,
    approvers,
    need:
      approvers.length > 1 && /又は|若しくは|または|もしくは|いずれか/.test(text) ? 'any' : 'all',
  }
}

/** Things to write down, where a wording lists them before 記録/記載: 日時、担当者及び処理内容. */
function fieldsIn(text: string): string[] {
  const match =
    /([^。をはにで]{2,80})(?:を|等を)[^。、]{0,24}(?:記録|記載|明記)(?:す|し|さ|で)/.exec(text)
  if (!match) return []
  const parts = (match[1] ?? '')
    .split(/、|及び|並びに|又は/)
    .map((p) => p.replace(/等$/, '').trim())
    .filter((p) => p !== '' && p.length <= 20)
  return parts.length >= 2 ? parts : []
}

/** The leaf with its wording, and that of its surroundings, cut to what facets look at. */
function within(leaf: Leaf): Leaf {
  const short = (text: string): string => (text.length > REACH ? text.slice(0, REACH) : text)
  return {
    ...leaf,
    text: short(leaf.text),
    leads: leaf.leads.slice(-8).map(short),
    before: leaf.before.slice(-8).map(short),
    path: leaf.path.slice(-12).map(short),
  }
}

/** Provisions of the leaves, in order. */
export function readFacets(whole: readonly Leaf[], names: readonly LearnedName[]): ReadProvision[] {
  const leaves = whole.map(within)
  const seen = new Map<string, readonly number[]>()
  const everybody = everybodyIn(leaves)
  const also = learnRoles(leaves, names)
  return leaves.map((leaf, i) => {
    const modality = modalityOf(leaf)
    const actor = actorsOf(leaf, names, BINDS.has(modality), everybody, also)
    const facets = {
      modality,
      actor,
      approvers: approversOf(leaf, actor, also),
      informs: recipientsOf(leaf, actor, also),
      period: periodOf(leaf.text),
      deadline:
        deadlineOf(leaf.text) ||
        (endsPredicate(leaf.text) || leaf.source !== 'item'
          ? ''
          : urgencyOf(leaf.leads.at(-1) ?? '')),
    }
    const { approvers } = facets
    return {
      ref: leaf.ref,
      line: leaf.line,
      head: leaf.text.slice(0, HEAD),
      ...facets,
      kind: kindOf(leaf, facets, seen),
      fields: fieldsIn(leaf.text),
      needs: '',
      text: whole[i]?.text ?? leaf.text,
      path: whole[i]?.path ?? leaf.path,
      refs_to: crossReferences(leaf.text),
      permit_when: permitWhen(leaf.text, approvers),
      lines: leaf.lines,
    }
  })
}
