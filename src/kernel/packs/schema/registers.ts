import { cadences } from '../../calendar/recurrence.ts'
import { placeKinds } from '../who.ts'
import {
  byName,
  carriedBy,
  fields,
  flag,
  map,
  mechanism,
  month,
  oneOf,
  refs,
  oneOrMany,
  text,
  texts,
  wholeNumber,
  whos,
} from './vocabulary.ts'

/** registers/*.yaml */
export const registerSchema = map(
  {
    ...mechanism,
    carriedBy,
    register: text,
    group: text,
    use: text,
    words: texts,
    belongsTo: oneOf(['unit', 'organization']),
    scope: oneOf(placeKinds),
    keptBy: text,
    addedBy: whos,
    unitWrites: flag,
    readBy: whos,
    number: text,
    fields,
    nameField: text,
    kanaField: text,
    classField: text,
    disposal: text,
    states: texts,
    enteredFrom: byName(texts, '状態と、そこへ移れる元の状態'),
    ended: texts,
    byHand: texts,
    endByHand: texts,
    heldBy: text,
    returned: text,
    stocktake: map({ every: oneOf(cadences), in: month, by: text, missing: text, carries: refs }, [
      'every',
      'by',
    ]),
    retention: map({
      field: text,
      years: wholeNumber,
      months: wholeNumber,
      days: wholeNumber,
      from: text,
      // oxlint-disable-next-line unicorn/no-thenable -- a key of packs; schemas are not awaited
      then: text,
      carries: refs,
    }),
    warn: oneOrMany(
      map({ before: text, days: wholeNumber, tell: whos, message: text, carries: refs }, [
        'before',
        'tell',
        'message',
      ]),
      '予告',
    ),
    count: map({ of: text, against: text, uses: text, carries: refs }, ['of', 'against']),
    reach: map({ person: text, to: text, from: text, until: text, carries: refs }, [
      'person',
      'to',
    ]),
    diagram: map({ title: text, from: text, to: text, group: text, carries: refs }, [
      'title',
      'to',
    ]),
    label: texts,
    noMyNumber: flag,
  },
  ['register', 'title', 'belongsTo', 'keptBy', 'number', 'fields'],
)
