import {
  byId,
  condition,
  map,
  mechanism,
  month,
  oneOrMany,
  positiveNumber,
  text,
  whos,
} from './vocabulary.ts'

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
          closedBy: oneOrMany(text, '済んだことになるもの'),
          portion: map(
            { items: positiveNumber, years: positiveNumber },
            ['items', 'years'],
            'items と years',
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
