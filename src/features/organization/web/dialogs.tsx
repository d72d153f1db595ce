import { useState } from 'react'
import { api } from '#ui/api.ts'
import { oneOf, someNumber, someText, textOf, textOrNull } from '#ui/form/values.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { useSession } from '#ui/session/session.ts'
import type { UnitRow } from '../contract/units.ts'
import type { PostRow } from '../contract/posts.ts'
import type { PersonDetail } from '../contract/persons.ts'
import { field, filled, today, usePosts, useUnits } from './data.ts'
import { FormDialog } from './FormDialog.tsx'
import { text } from './text.ts'
import { WhatWaits } from './WhatWaits.tsx'

interface Closing {
  readonly onClose: () => void
}

/** Creates a unit, or changes one. */
export function UnitDialog({
  unit,
  parent,
  onClose,
}: Closing & { readonly unit?: UnitRow; readonly parent?: string | undefined }) {
  const say = useTexts(text)
  const fields = [
    field('title', say('unitTitle'), 'text', { required: true }),
    field('kana', say('kana'), 'kana'),
    field('parent', say('parent'), 'unit'),
    field('position', say('position'), 'number', { min: 0, max: 9999 }),
  ]
  const values = unit
    ? {
        title: unit.title,
        kana: unit.kana,
        parent: unit.parent ?? undefined,
        position: unit.position,
      }
    : { parent }
  return (
    <FormDialog
      title={unit ? say('editUnit') : say('addUnit')}
      fields={fields}
      values={values}
      onClose={onClose}
      send={(input) => {
        const body = {
          title: textOf(input['title']),
          kana: textOf(input['kana']),
          parent: textOrNull(input['parent']),
          position: someNumber(input['position']),
        }
        return unit
          ? api.patch('/api/units/:id', {
              params: { id: unit.id },
              body,
              ifMatch: unit.version,
            })
          : api.post('/api/units', { body })
      }}
    />
  )
}

/** Gives the organisation another name. */
export function RenameDialog({ onClose }: Closing) {
  const say = useTexts(text)
  const { title } = useSession().organization
  return (
    <FormDialog
      title={say('rename')}
      lead={say('renameTeach')}
      fields={[field('title', say('organizationTitle'), 'text', { required: true, max: 100 })]}
      values={named(title)}
      onClose={onClose}
      send={(input) =>
        api.put('/api/organization/title', { body: { title: textOf(input['title']) } })
      }
    />
  )
}

const named = (title: string) => ({ title })

/** Registers a person, or changes one. */
export function PersonDialog({
  person,
  unit,
  onClose,
}: Closing & { readonly person?: PersonDetail; readonly unit?: string | undefined }) {
  const say = useTexts(text)
  const fields = [
    field('name', say('name'), 'text', { required: true }),
    field('kana', say('kana'), 'kana', { required: true }),
    field('unit', say('unit'), 'unit', { required: true }),
    field('employment', say('employment'), 'text', { required: true }),
    field('number', say('number'), 'text'),
    field('email', say('email'), 'email'),
    field('phone', say('phone'), 'phone'),
    field('emergencyPhone', say('emergencyPhone'), 'phone'),
    field('from', say('from'), 'date'),
    field('to', say('to'), 'date', { after: 'from' }),
  ]
  const { name, kana, employment, number, email, phone, emergencyPhone, from, to } = person ?? {}
  const values = person
    ? filled({
        name,
        kana,
        unit: person.unit,
        employment,
        number,
        email,
        phone,
        emergencyPhone,
        from,
        to,
      })
    : filled({ unit, from: today() })
  const [lastDay, setLastDay] = useState<unknown>(person?.to)
  return (
    <FormDialog
      onValues={(typed) => setLastDay(typed['to'])}
      title={person ? person.name : say('addPerson')}
      fields={fields}
      values={values}
      onClose={onClose}
      send={(input) => {
        const body = {
          name: textOf(input['name']),
          kana: textOf(input['kana']),
          unit: textOf(input['unit']),
          employment: textOf(input['employment']),
          number: textOrNull(input['number']),
          email: textOrNull(input['email']),
          phone: textOrNull(input['phone']),
          emergencyPhone: textOrNull(input['emergencyPhone']),
          from: textOrNull(input['from']),
          to: textOrNull(input['to']),
        }
        return person
          ? api.patch('/api/persons/:id', {
              params: { id: person.id },
              body,
              ifMatch: person.version,
            })
          : api.post('/api/persons', { body })
      }}
    >
      {person !== undefined && textOf(lastDay) !== '' && lastDay !== person.to && (
        <WhatWaits person={person.id} />
      )}
    </FormDialog>
  )
}

/** Changes the telephone numbers of a person. */
export function PhonesDialog({ person, onClose }: Closing & { readonly person: PersonDetail }) {
  const say = useTexts(text)
  const fields = [
    field('phone', say('phone'), 'phone'),
    field('emergencyPhone', say('emergencyPhone'), 'phone'),
  ]
  return (
    <FormDialog
      title={say('phones')}
      fields={fields}
      values={filled({ phone: person.phone, emergencyPhone: person.emergencyPhone })}
      onClose={onClose}
      send={(input) =>
        api.put('/api/persons/:id/phones', {
          params: { id: person.id },
          body: {
            phone: textOrNull(input['phone']),
            emergencyPhone: textOrNull(input['emergencyPhone']),
          },
          ifMatch: person.version,
        })
      }
    />
  )
}

/** The choice for a post that is none of those that the policy names. */
const noKey = '-'
const leads = ['head', 'deputy', 'none'] as const

/** Creates a post in a unit, or changes one. */
export function PostDialog({
  post,
  unit,
  onClose,
}: Closing & { readonly post?: PostRow; readonly unit?: string | undefined }) {
  const say = useTexts(text)
  const { data } = useUnits()
  const policyPosts = data?.policyPosts ?? []
  const fields = [
    field('title', say('postTitle'), 'text', { required: true }),
    field('unit', say('unit'), 'unit', { required: true }),
    ...(policyPosts.length > 0
      ? [
          field('key', say('policyPost'), 'choice', {
            help: say('policyPostHelp'),
            options: [{ id: noKey, title: say('noPolicyPost') }, ...policyPosts],
          }),
        ]
      : []),
    field('leads', say('leads'), 'choice', {
      required: true,
      help: say('leadsHelp'),
      options: leads.map((id) => ({
        id,
        title: say(`leads.${id}`),
      })),
    }),
  ]
  const values = post
    ? { title: post.title, unit: post.unit, key: post.key ?? noKey, leads: post.leads }
    : filled({ unit, key: noKey, leads: 'none' })
  return (
    <FormDialog
      title={post ? say('editPost') : say('addPost')}
      lead={say('postTeach')}
      fields={fields}
      values={values}
      onClose={onClose}
      send={(input) => {
        const key = someText(input['key'])
        const body = {
          title: textOf(input['title']),
          unit: textOf(input['unit']),
          leads: oneOf(leads, input['leads']),
          key: key === noKey ? null : key,
        }
        return post
          ? api.patch('/api/posts/:id', { params: { id: post.id }, body, ifMatch: post.version })
          : api.post('/api/posts', { body })
      }}
    />
  )
}

/** Puts a person into a post. */
export function HoldingDialog({ person, onClose }: Closing & { readonly person: PersonDetail }) {
  const say = useTexts(text)
  const { data } = usePosts()
  const options = (data ?? []).map((post) => ({
    id: post.id,
    title: `${post.title}${signs().paren}${post.unitTitle}${signs().dot}${post.holders.map((holder) => holder.name).join(signs().list) || say('empty')}${signs().unparen}`,
  }))
  if (options.length === 0) return null
  const fields = [
    field('post', say('post'), 'choice', { required: true, options }),
    field('from', say('from'), 'date', { required: true }),
    field('to', say('to'), 'date', { after: 'from' }),
  ]
  return (
    <FormDialog
      title={say('take')}
      fields={fields}
      values={{ from: today() }}
      onClose={onClose}
      send={({ post, from, to }) =>
        api.post('/api/holdings', {
          body: { person: person.id, post: textOf(post), from: textOf(from), to: someText(to) },
        })
      }
    />
  )
}

/** Asks for the last day of a unit, of an appointment, or of a person in a post. */
export function LastDayDialog({
  title,
  lead,
  send,
  onClose,
}: Closing & {
  readonly title: string
  readonly lead?: string
  readonly send: (body: { readonly on: string }) => Promise<unknown>
}) {
  const say = useTexts(text)
  return (
    <FormDialog
      title={title}
      {...(lead === undefined ? {} : { lead })}
      fields={[field('on', say('lastDay'), 'date', { required: true })]}
      values={proposed(today())}
      submit={say('end')}
      onClose={onClose}
      send={({ on }) => send({ on: textOf(on) })}
    />
  )
}

const proposed = (on: string) => ({ on })
