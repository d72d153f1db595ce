import type { Effect } from '../procedure.ts'
import { child, itemsOf, textOf } from '../tree.ts'
import type { MapTree, Tree } from '../tree.ts'
import { readFieldOf } from './effectFields.ts'
import type { ProcedureContext } from './effectFields.ts'
import { readChange, readStart, readWrite } from './entryEffects.ts'
import { readAccount, readAppoint, readDismiss, readExcept } from './personEffects.ts'
import type { PackReader } from './packReader.ts'
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
const allowedKeys: Readonly<Record<EffectKind, readonly string[]>> = {
  start: ['with', 'about', 'of', 'notIn'],
  change: ['of', 'notIn'],
  write: ['with', 'state'],
  tell: ['message'],
  account: ['of'],
  appoint: ['person', 'at', 'from', 'until'],
  dismiss: ['person', 'at'],
  except: ['for', 'from', 'until'],
  revoke: ['of'],
}
const kinds = Object.keys(allowedKeys) as readonly EffectKind[]

/** Reads the effects of a branch. */
export function readEffects(
  reader: PackReader,
  tree: Tree | undefined,
  context: ProcedureContext,
): Effect[] {
  return itemsOf(tree).flatMap((item): Effect[] => {
    if (item.kind !== 'map') return []
    const effectKinds = kinds.filter((kind) => item.entries.has(kind))
    const [kind] = effectKinds
    if (kind === undefined || effectKinds.length !== 1) {
      reader.faults.add('wrong-shape', item.at, { wanted: `${kinds.join('、')} のどれか一つ` })
      return []
    }
    for (const [key, value] of item.entries) {
      if (key !== kind && !allowedKeys[kind].includes(key))
        reader.faults.add('effect-key', value.at, { key, effect: kind }, { key: true })
    }
    return readEffect(reader, kind, item, context)
  })
}

function readEffect(
  reader: PackReader,
  kind: EffectKind,
  tree: MapTree,
  context: ProcedureContext,
): Effect[] {
  switch (kind) {
    case 'start':
      return readStart(reader, tree, context)
    case 'change':
      return readChange(reader, tree, context)
    case 'write':
      return readWrite(reader, tree, context)
    case 'tell':
      return [
        {
          kind,
          to: readWhos(reader, child(tree, 'tell'), context.who),
          message: readMessage(reader, tree),
        },
      ]
    case 'account':
      return readAccount(reader, tree, context)
    case 'appoint':
      return readAppoint(reader, tree, context)
    case 'dismiss':
      return readDismiss(reader, tree, context)
    case 'except':
      return readExcept(reader, tree, context)
    case 'revoke':
      return [{ kind, ...optional('of', readCasesField(reader, tree, context)) }]
  }
}

function readMessage(reader: PackReader, tree: Tree): string {
  if (child(tree, 'message') === undefined)
    reader.faults.add('missing-key', tree.at, { name: 'message' })
  return textOf(child(tree, 'message')) ?? ''
}

/** The field with the numbers of the cases whose exceptions end. */
function readCasesField(
  reader: PackReader,
  tree: MapTree,
  context: ProcedureContext,
): string | undefined {
  const of = child(tree, 'of')
  return of === undefined
    ? undefined
    : readFieldOf(reader, of, ['text', 'long-text'], '案件の番号を書く文字', context)
}
