import { Type } from 'typebox'
import { byId, map, positiveNumber, text } from './vocabulary.ts'

const page = map({ title: text, text }, ['title', 'text'], 'title と text')
const question = map(
  {
    ask: text,
    options: Type.Array(text, { minItems: 2, maxItems: 6, description: '2から6の答え' }),
    right: positiveNumber,
    why: text,
  },
  ['ask', 'options', 'right', 'why'],
  'ask、options、right、why',
)

/** courses.yaml */
export const coursesSchema = map(
  {
    courses: byId(
      map(
        {
          title: text,
          pages: Type.Array(page, { minItems: 1, description: '教材のページ' }),
          questions: Type.Array(question, { minItems: 1, description: 'テストの問い' }),
          needed: positiveNumber,
        },
        ['title', 'pages', 'questions', 'needed'],
      ),
      '研修のひな形',
    ),
  },
  ['courses'],
)
