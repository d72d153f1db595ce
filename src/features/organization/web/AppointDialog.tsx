import { api } from '#ui/api.ts'
import { someText, textOf } from '#ui/form/values.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import type { RoleRow } from '../contract/roles.ts'
import { field, filled, today, usePosts } from './data.ts'
import { FormDialog } from './FormDialog.tsx'
import { text } from './text.ts'

/**
 * Appoints a person, or whoever is in a post, to a role; where the role has several places, one is
 * chosen.
 */
export function AppointDialog({
  role,
  place,
  onClose,
}: {
  readonly role: RoleRow
  readonly place?: string | undefined
  readonly onClose: () => void
}) {
  const say = useTexts(text)
  const { data } = usePosts()
  if (data === undefined) return null
  const { listed } = role
  const places = role.seats
    .filter((seat) => seat.mayAppoint)
    .map((seat) => ({ id: seat.seat.scopeId, title: seat.seat.scopeTitle }))
  const posts = data.map((post) => ({
    id: post.id,
    title: `${post.title}${signs().paren}${post.holders.map((holder) => holder.name).join(signs().list) || say('empty')}${signs().unparen}`,
  }))
  const fields = [
    ...(role.scope === 'organization'
      ? []
      : [
          listed
            ? field(
                'scopeId',
                say(role.scope === 'unit' ? 'unit' : role.scope === 'system' ? 'system' : 'place'),
                'choice',
                { required: true, options: places },
              )
            : field('scopeId', say('place'), 'text', { required: true }),
        ]),
    field('by', say('appointBy'), 'choice', {
      required: true,
      help: say('appointByHelp'),
      options: [
        { id: 'person', title: say('byPerson') },
        { id: 'post', title: say('byPost') },
      ],
    }),
    field('person', say('who'), 'person', {
      requiredSource: 'by == "person"',
      whenSource: 'by == "person"',
    }),
    field('post', say('post'), 'choice', {
      requiredSource: 'by == "post"',
      whenSource: 'by == "post"',
      options: posts,
    }),
    field('from', say('from'), 'date', { required: true }),
    field('to', say('to'), 'date', { after: 'from', help: say('toHelp') }),
    field('note', say('remark'), 'text', { max: 500 }),
  ]
  const only = listed && places.length === 1 ? places[0]?.id : place
  return (
    <FormDialog
      title={`${say('appoint')}${signs().colon}${role.title}`}
      fields={fields}
      values={filled({ from: today(), by: 'person', scopeId: only })}
      submit={say('appoint')}
      onClose={onClose}
      send={(input) =>
        api.post('/api/assignments', {
          body: {
            role: role.id,
            scope: role.scope,
            scopeId: someText(input['scopeId']),
            person: someText(input['person']),
            post: someText(input['post']),
            from: textOf(input['from']),
            to: someText(input['to']),
            note: someText(input['note']),
          },
        })
      }
    />
  )
}
