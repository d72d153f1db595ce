import { suggest } from '../suggest.ts'
import { child, entriesOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { Reading } from './reading.ts'
import type { Level, Axis, ClassGround, AssetKind, Classification } from '../classification.ts'

/** classification.yaml */
export function readClassification(
  reading: Reading,
  tree: Tree | undefined,
): Classification | undefined {
  if (tree === undefined) return undefined
  const mixture = child(tree, 'mixture')
  const copy = child(tree, 'copy')
  return {
    ...reading.mechanism('classification', tree),
    axes: entriesOf(child(tree, 'axes')).map(([id, axis]) => readAxis(reading, id, axis)),
    kinds: entriesOf(child(tree, 'kinds')).map(([id, kind]): AssetKind =>
      Object.assign(reading.mechanism(id, kind, '資産の種類'), {
        examples: reading.texts(kind, 'examples'),
      }),
    ),
    grounds: entriesOf(child(tree, 'grounds')).map(([id, ground]) =>
      readGround(reading, id, ground),
    ),
    mixture: {
      ...(mixture === undefined ? bare('mixture') : reading.mechanism('mixture', mixture)),
      take: 'highest',
    },
    copy: {
      ...(copy === undefined ? bare('copy') : reading.mechanism('copy', copy)),
      take: 'same',
    },
  }
}

/** What holds where the policy is silent: mixtures take the highest class, copies the same. */
const bare = (id: string) => ({ id, title: '', carries: [] })

function readAxis(reading: Reading, id: string, tree: Tree): Axis {
  const levels = entriesOf(child(tree, 'levels')).map(([value, level]): Level =>
    Object.assign(reading.mechanism(`${id}-${value}`, level, '分類の段階'), {
      value: Number(value),
      criteria: reading.text(level, 'criteria'),
      examples: reading.texts(level, 'examples'),
    }),
  )
  return { ...reading.mechanism(id, tree), levels: levels.sort((a, b) => b.value - a.value) }
}

/** `gives: confidentiality 3` */
function readGround(reading: Reading, id: string, tree: Tree): ClassGround {
  const gives = child(tree, 'gives')
  const text = textOf(gives) ?? ''
  const [, axis, level] = /^([a-z][a-z0-9-]*) (\d+)$/.exec(text) ?? []
  if (gives !== undefined && (axis === undefined || level === undefined))
    reading.faults.add('wrong-shape', gives.at, { wanted: '軸と段階（confidentiality 3 の形）' })
  else if (gives !== undefined && axis !== undefined) {
    const levels = reading.known.axes.get(axis)
    if (levels === undefined)
      reading.faults.add('unknown-axis', gives.at, {
        name: axis,
        near: suggest(axis, reading.known.axes.keys()),
      })
    else if (!levels.includes(Number(level)))
      reading.faults.add('unknown-level', gives.at, { axis, level: level ?? '' })
  }
  return {
    ...reading.mechanism(id, tree, '分類の根拠'),
    axis: axis ?? '',
    level: Number(level ?? 0),
    except: reading.flag(tree, 'except'),
  }
}
