import { suggest } from '../suggest.ts'
import { child, entriesOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import { optional } from './optional.ts'
import type { PackReader } from './packReader.ts'
import type { Level, Axis, ClassGround, AssetKind, Classification } from '../classification.ts'

/** classification.yaml */
export function readClassification(
  reader: PackReader,
  tree: Tree | undefined,
): Classification | undefined {
  if (tree === undefined) return undefined
  const mixture = child(tree, 'mixture')
  const copy = child(tree, 'copy')
  return {
    ...reader.mechanism('classification', tree),
    axes: entriesOf(child(tree, 'axes')).map(([id, axis]) => readAxis(reader, id, axis)),
    kinds: entriesOf(child(tree, 'kinds')).map(([id, kind]): AssetKind =>
      Object.assign(reader.mechanism(id, kind, '資産の種類'), {
        examples: reader.texts(kind, 'examples'),
      }),
    ),
    grounds: entriesOf(child(tree, 'grounds')).map(([id, ground]) =>
      readGround(reader, id, ground),
    ),
    mixture: {
      ...(mixture === undefined ? emptyMechanism('mixture') : reader.mechanism('mixture', mixture)),
      take: 'highest',
    },
    copy: {
      ...(copy === undefined ? emptyMechanism('copy') : reader.mechanism('copy', copy)),
      take: 'same',
    },
  }
}

/** What holds where the policy is silent: mixtures take the highest class, copies the same. */
const emptyMechanism = (id: string) => ({ id, title: '', carries: [] })

function readAxis(reader: PackReader, id: string, tree: Tree): Axis {
  const levels = entriesOf(child(tree, 'levels')).map(([value, level]): Level =>
    Object.assign(reader.mechanism(`${id}-${value}`, level, '分類の段階'), {
      value: Number(value),
      criteria: reader.text(level, 'criteria'),
      examples: reader.texts(level, 'examples'),
    }),
  )
  return {
    ...reader.mechanism(id, tree),
    ...optional('synonyms', child(tree, 'synonyms') && reader.texts(tree, 'synonyms')),
    levels: levels.sort((a, b) => b.value - a.value),
  }
}

/** `gives: confidentiality 3` */
function readGround(reader: PackReader, id: string, tree: Tree): ClassGround {
  const gives = child(tree, 'gives')
  const text = textOf(gives) ?? ''
  const [, axis, level] = /^([a-z][a-z0-9-]*) (\d+)$/.exec(text) ?? []
  if (gives !== undefined && (axis === undefined || level === undefined))
    reader.faults.add('wrong-shape', gives.at, { wanted: '軸と段階（confidentiality 3 の形）' })
  else if (gives !== undefined && axis !== undefined) {
    const levels = reader.symbols.axes.get(axis)
    if (levels === undefined)
      reader.faults.add('unknown-axis', gives.at, {
        name: axis,
        near: suggest(axis, reader.symbols.axes.keys()),
      })
    else if (!levels.includes(Number(level)))
      reader.faults.add('unknown-level', gives.at, { axis, level: level ?? '' })
  }
  return {
    ...reader.mechanism(id, tree, '分類の根拠'),
    axis: axis ?? '',
    level: Number(level ?? 0),
    except: reader.flag(tree, 'except'),
  }
}
