import { useTexts } from '#ui/i18n/index.ts'
import { SelectBox } from '#ui/parts/SelectBox.tsx'
import type { Outline } from '../../contract.ts'
import { text } from '../text.ts'

/** In the place of a role: all that the reader holds. */
const ownRoles = 'own'

/** Whose work is looked at. */
export function RoleFilter({
  roles,
  chosen,
  choose,
}: {
  readonly roles: Outline['roles']
  readonly chosen: string
  readonly choose: (role: string | undefined) => void
}) {
  const say = useTexts(text)
  return (
    <SelectBox
      aria-label={say('whoseWork')}
      value={chosen}
      onChange={(event) => choose(event.currentTarget.value || undefined)}
    >
      <option value="">{say('anyRole')}</option>
      {roles.some(({ mine }) => mine) && <option value={ownRoles}>{say('ownRoles')}</option>}
      {roles.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </SelectBox>
  )
}

/** Whether a provision is the work of the chosen role. */
export function isWorkOf(
  chosen: string,
  roles: Outline['roles'],
): (provision: { readonly roles: readonly string[] }) => boolean {
  if (chosen === '') return () => true
  const ids = new Set(
    chosen === ownRoles ? roles.flatMap(({ id, mine }) => (mine ? id : [])) : [chosen],
  )
  return (provision) => provision.roles.some((role) => ids.has(role))
}
