import { Type } from 'typebox'
import { byName, flag, map, oneOf, oneOrMany, refs, text } from './vocabulary.ts'
import { parameterTypeNames } from '../library/head.ts'

/** library.yaml: what a pack takes from the library, and what it says differently there. */
export const librarySchema = Type.Array(
  map(
    {
      take: oneOrMany(text, '道'),
      only: oneOrMany(text, '道の下にあるものの名前'),
      as: text,
      with: byName(Type.Unknown(), 'パラメーターごとの値'),
      carries: Type.Union([refs, byName(refs, '部分ごとの条項')], {
        description: '条項の番号か、部分ごとの条項の番号',
      }),
      change: byName(Type.Unknown(), '変えるところ'),
    },
    ['take'],
  ),
  { description: '取り込むものの並び' },
)

/** The head of a mechanism of the library: what whoever takes it may say differently. */
export const libraryHeadSchema = map(
  {
    says: text,
    parameters: byName(
      map(
        { title: text, type: oneOf(parameterTypeNames), default: Type.Unknown(), required: flag },
        ['title', 'type'],
      ),
      'パラメーター',
    ),
    parts: byName(
      Type.Union([text, map({ says: text, optional: flag }, ['says'])], {
        description: '条項が求めること、または says と optional',
      }),
      '条項が支える部分',
    ),
  },
  ['says'],
)
