import { Type } from 'typebox'
import { byFieldId, map, options, refs, text, value } from './vocabulary.ts'

/** organization.yaml: what the policy leaves to the organisation. */
export const choicesSchema = map(
  {
    organization: byFieldId(
      map(
        {
          title: text,
          type: text,
          options,
          atLeast: text,
          max: Type.Union([text, Type.Number()], { description: '長さか数' }),
          min: Type.Number({ description: '数' }),
          value,
          carries: refs,
        },
        ['title', 'type', 'value'],
      ),
      '組織の選択',
    ),
  },
  ['organization'],
)
