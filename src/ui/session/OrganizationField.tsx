import { useQuery } from '@tanstack/react-query'
import { queryOf } from '../api.ts'
import { useCommonTexts } from '../i18n/index.ts'

const storageKey = 'sekisho.organization'

/** The identifier that the address names (`?organization=`), else the one that was used last here. */
function knownIdentifier(): string {
  const named = new URLSearchParams(globalThis.location?.search ?? '').get('organization')
  return named ?? globalThis.localStorage?.getItem(storageKey) ?? ''
}

/**
 * The identifier of the organisation, where the installation has several. Which there are is not
 * told to strangers.
 */
export function OrganizationField() {
  const common = useCommonTexts()
  const { data } = useQuery(queryOf('/api/setup'))
  if (data?.several !== true) return null
  return (
    <label className="block font-700">
      {common('signIn.organization')}
      <input
        name="organization"
        required
        autoComplete="organization"
        autoCapitalize="none"
        maxLength={60}
        defaultValue={knownIdentifier()}
        className="mt-1 block min-h-12 w-full rounded-8 border border-edge bg-paper px-3"
      />
      <span className="mt-1 block text-[0.875rem] font-400 leading-160 text-sub">
        {common('signIn.organizationHelp')}
      </span>
    </label>
  )
}

/** The organisation as a form names it; it is remembered on this device. */
export function namedOrganization(typed: string): { readonly organization?: string } {
  const organization = typed.trim()
  if (organization === '') return {}
  globalThis.localStorage?.setItem(storageKey, organization)
  return { organization }
}
