import { byId, condition, map, mechanism, oneOrMany, text, texts } from './vocabulary.ts'

const section = map(
  {
    ...mechanism,
    text,
    when: condition,
    defines: texts,
    draw: oneOrMany(text, 'items of 点検表'),
  },
  ['title'],
  '節（title と、text、defines、draw のどれか）',
)

/** documents/*.yaml */
export const documentSchema = map({ ...mechanism, document: text, sections: byId(section, '節') }, [
  'document',
  'title',
  'sections',
])
