import { items, map, mechanism, oneOrMany, text } from './vocabulary.ts'

/** checklists/*.yaml */
export const checklistSchema = map(
  {
    ...mechanism,
    checklist: text,
    of: text,
    mend: map({ by: text, within: text, verify: text }, ['by'], 'by、within、verify'),
    waivedBy: text,
    draw: oneOrMany(text, 'items of 点検表、questions of 点検表'),
    items,
  },
  ['checklist', 'title', 'of'],
)
