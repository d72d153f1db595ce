import { items, map, mechanism, oneOrMany, text, view } from './vocabulary.ts'

/** checklists/*.yaml */
export const checklistSchema = map(
  {
    ...mechanism,
    checklist: text,
    of: text,
    mend: map({ by: text, within: text, verify: text }, ['by'], 'by、within、verify'),
    waivedBy: text,
    draw: oneOrMany(text, 'items of 点検表、questions of 点検表、findings of 点検表'),
    view,
    samples: oneOrMany(text, 'cases of 手続、lines of 台帳'),
    items,
  },
  ['checklist', 'title', 'of'],
)
