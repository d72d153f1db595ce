import type { Effect } from '../procedure.ts'
import { child, itemsOf, textOf } from '../tree.ts'
import type { MapTree, Tree } from '../tree.ts'
import { readFieldOf } from './effectFields.ts'
import type { ProcedurePlace } from './effectFields.ts'
import { readChange, readStart, readWrite } from './lineEffects.ts'
import { readAccount, readAppoint, readDismiss, readExcept } from './personEffects.ts'
import type { Reading } from './reading.ts'
import { readWhos } from './who.ts'
import { optional } from './optional.ts'

type EffectKind =
  | 'start'
  | 'change'
  | 'write'
  | 'tell'
  | 'account'
  | 'appoint'
  | 'dismiss'
  | 'except'
  | 'revoke'

/** What may stand beside the key that names an effect. */
const besides: Readonly<Record<EffectKind, readonly string[]>> = {
  start: ['with', 'about'],
  change: ['of'],
  write: ['with', 'state'],
  tell: ['message'],
  account: ['of'],
  appoint: ['person', 'at', 'from', 'until'],
  dismiss: ['person', 'at'],
  except: ['for', 'from', 'until'],
  revoke: ['of'],
}
const kinds = Object.keys(besides) as readonly EffectKind[]

/** Reads the effects of a branch. */
export function readEffects(
  reading: Reading,
  tree: Tree | undefined,
  place: ProcedurePlace,
): Effect[] {
  return itemsOf(tree).flatMap((item): Effect[] => {
    if (item.kind !== 'map') return []
    const named = kinds.filter((kind) => item.entries.has(kind))
    const [kind] = named
    if (kind === undefined || named.length !== 1) {
      reading.faults.add('wrong-shape', item.at, { wanted: `${kinds.join('、')} のどれか一つ` })
      return []
    }
    for (const [key, value] of item.entries) {
      if (key !== kind && !besides[kind].includes(key))
        reading.faults.add('effect-key', value.at, { key, effect: kind }, { key: true })
    }
    return readEffect(reading, kind, item, place)
  })
}

function readEffect(
  reading: Reading,
  kind: EffectKind,
  tree: MapTree,
  place: ProcedurePlace,
): Effect[] {
  switch (kind) {
    case 'start':
      return readStart(reading, tree, place)
    case 'change':
      return readChange(reading, tree, place)
    case 'write':
      return readWrite(reading, tree, place)
    case 'tell':
      return [
        {
          kind,
          to: readWhos(reading, child(tree, 'tell'), place.who),
          message: readMessage(reading, tree),
        },
      ]
    case 'account':
      return readAccount(reading, tree, place)
    case 'appoint':
      return readAppoint(reading, tree, place)
    case 'dismiss':
      return readDismiss(reading, tree, place)
    case 'except':
      return readExcept(reading, tree, place)
    case 'revoke':
      return [{ kind, ...optional('of', readCases(reading, tree, place)) }]
  }
}

function readMessage(reading: Reading, tree: Tree): string {
  if (child(tree, 'message') === undefined)
    reading.faults.add('missing-key', tree.at, { name: 'message' })
  return textOf(child(tree, 'message')) ?? ''
}

/** The field with the numbers of the cases whose exceptions end. */
function readCases(reading: Reading, tree: MapTree, place: ProcedurePlace): string | undefined {
  const of = child(tree, 'of')
  return of === undefined
    ? undefined
    : readFieldOf(reading, of, ['text', 'long-text'], '案件の番号を書く文字', place)
}
