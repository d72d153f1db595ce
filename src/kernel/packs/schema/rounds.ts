import { Type } from 'typebox'
import {
  byFieldId,
  byId,
  condition,
  map,
  mechanism,
  month,
  oneOf,
  oneOrMany,
  positiveNumber,
  text,
  value,
  whos,
} from './vocabulary.ts'

/** What closes an occurrence, and which lines or cases count. */
const closing = Type.Union([text, map({ by: text, where: condition }, ['by', 'where'])], {
  description: '文字か、by と where',
})

/** rounds.yaml */
export const roundsSchema = map(
  {
    rounds: byId(
      map(
        {
          ...mechanism,
          each: text,
          where: condition,
          every: text,
          in: month,
          on: oneOrMany(text, '始まるとき'),
          within: text,
          by: whos,
          closedBy: oneOrMany(closing, '済んだことになるもの'),
          course: byFieldId(value, '研修から行になる項目'),
          portion: map(
            { items: positiveNumber, years: positiveNumber },
            ['items', 'years'],
            'items と years',
          ),
          independent: map(
            { of: oneOf(['unit']), team: positiveNumber, unless: text },
            ['of'],
            'of、team、unless',
          ),
          late: oneOrMany(map({ after: text, remind: whos }, ['remind']), '督促'),
        },
        ['title', 'each', 'closedBy'],
      ),
      '定期業務',
    ),
  },
  ['rounds'],
)
