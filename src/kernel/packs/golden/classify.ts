import { highestClass } from '../../classes/classes.ts'
import { classFromOrigins } from '../../registers/origins.ts'
import type { ClassValue } from '../classification.ts'
import type { Pack } from '../types.ts'
import { classFaults } from './entries.ts'
import { classMismatch } from './entry.ts'
import type { ClassifyCase } from './forms.ts'
import { played } from './outcome.ts'
import type { GoldenOutcome } from './outcome.ts'

export function runClassify(pack: Pack, golden: ClassifyCase): GoldenOutcome {
  const { classification } = pack
  if (classification === undefined) return played(['分類（classification.yaml）がありません。'])
  const held = golden.grounds.map((id) => classification.grounds.find((each) => each.id === id))
  if (held.includes(undefined)) return played(['分類の根拠がありません。'])
  const grounds = held.filter((ground) => ground !== undefined)
  const isTaken = (axis: string, level: number): boolean =>
    grounds.some((ground) => ground.except && ground.axis === axis && ground.level === level)
  const given = grounds
    .filter(({ except, axis, level }) => !except && !isTaken(axis, level))
    .map(({ axis, level }): ClassValue => ({ [axis]: level }))
  const own = highestClass([golden.own, ...given])
  const { copyOf, mixtureOf } = golden
  const found = classFromOrigins(classification, own, {
    ...(copyOf && { copyOf }),
    ...(mixtureOf.length > 0 && { mixtureOf }),
  })
  return played([
    ...[found, golden.expect.class, copyOf, ...mixtureOf].flatMap((each) =>
      classFaults(pack, each),
    ),
    ...classMismatch(golden.expect.class, found),
  ])
}
