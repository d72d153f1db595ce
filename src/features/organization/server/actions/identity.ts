import { Type } from 'typebox'
import { refuse } from '#kernel/problems/index.ts'
import { defineAction } from '#platform/gate/action.ts'
import { changesOf } from '../version.ts'

/** The name and the identifier of the organisation, changed by whoever runs the installation. */
export const identifyOrganization = defineAction({
  name: 'organization.identify',
  title: {
    ja: '組織の名前か識別名を、関所を動かす人が変えた',
    en: 'The operator changed the name or the identifier of the organisation',
  },
  input: Type.Object({
    title: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    slug: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' })),
  }),
  authorise: ({ actor }) => (actor.kind === 'program' ? undefined : refuse('signed-out')),
  async run({ db, organization }, input) {
    const { title = organization.title, slug = organization.slug } = input
    await db
      .updateTable('organizations')
      .set({ title, slug })
      .where('organization_id', '=', organization.id)
      .execute()
    const changes = changesOf(
      { title: organization.title, slug: organization.slug },
      { title, slug },
    )
    return {
      result: undefined,
      event: { subject: { kind: 'organization', id: organization.id }, detail: { changes } },
      organizationChanged: true,
    }
  },
})
