import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from '#ui/address.ts'
import { api, queryOf } from '#ui/api.ts'
import { choiceClass, markClass } from '#ui/form/inputs/inputClasses.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button, ButtonLink } from '#ui/parts/Button.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import type { SetupState } from '../contract/setup.ts'
import { FaultLinks, LabelledInput, StandalonePage } from './FormParts.tsx'
import { text } from './text.ts'
import { useSend } from './useSend.ts'

/**
 * The first run: which policy, which organisation, which administrator. Leads on to the import of
 * the policy document.
 */
export default function SetupPage() {
  const say = useTexts(text)
  const { data, error } = useQuery(queryOf('/api/setup'))
  if (error)
    return (
      <StandalonePage title={say('setup')}>
        <ProblemNotice error={error} />
      </StandalonePage>
    )
  if (data === undefined)
    return (
      <StandalonePage title={say('setup')}>
        <output className="mb-3 block">{say('setupReading')}</output>
        <div className="skeleton h-12" />
      </StandalonePage>
    )
  if (!data.needed)
    return (
      <StandalonePage title={say('setup')}>
        <p className="mb-4">{say('setupDone')}</p>
        <ButtonLink href="/" kind="main">
          {say('toHome')}
        </ButtonLink>
      </StandalonePage>
    )
  return (
    <StandalonePage title={say('setup')} lead={say('setupLead')}>
      <SetupForm state={data} />
    </StandalonePage>
  )
}

const setupBoxes = ['code', 'pack', 'title', 'unit', 'name', 'kana', 'account', 'password'] as const

function SetupForm({ state }: { readonly state: SetupState }) {
  const say = useTexts(text)
  const [address] = useSearchParams()
  const [chosen, choose] = useState<string>()
  const { error, busy, onSubmit } = useSend(setupBoxes, async (values) => {
    const { code, pack, title, unit, name, kana, account, password } = values
    await api.post('/api/setup', {
      body: { code, pack, title, unit, administrator: { name, kana, account, password } },
      throwWhenSignedOut: true,
    })
    globalThis.location.assign('/policy/import')
  })
  if (state.packs.length === 0) return <Notice kind="stop">{say('noPacks')}</Notice>
  const rules = state.packs.find((pack) => pack.id === chosen)?.rules ?? []
  return (
    <form onSubmit={onSubmit} className="space-y-5">
      <FaultLinks
        error={error}
        labels={{
          code: say('code'),
          title: say('organization'),
          unit: say('unit'),
          name: say('name'),
          kana: say('kana'),
          account: say('account'),
          password: say('fresh'),
        }}
      />
      <LabelledInput
        name="code"
        label={say('code')}
        help={say('codeHelp')}
        defaultValue={address['code'] ?? ''}
        error={error}
      />
      <fieldset>
        <legend className="mb-1 font-700">{say('pack')}</legend>
        <p className="mb-1 text-[0.875rem] leading-160 text-sub">{say('packHelp')}</p>
        {state.packs.map((pack) => (
          <label key={pack.id} className={choiceClass}>
            <input
              type="radio"
              name="pack"
              value={pack.id}
              required
              onChange={() => choose(pack.id)}
              className={markClass}
            />
            <span>
              {pack.title}
              <span className="ml-2 text-[0.875rem] text-sub">{pack.edition}</span>
              {pack.summary !== null && (
                <span className="block text-[0.9375rem] leading-160">{pack.summary}</span>
              )}
              <span className="block text-[0.875rem] leading-160 text-sub">
                {pack.suits !== null && `${say('packSuits', { whom: pack.suits })}${signs().gap}`}
                {say('packHolds', pack.holds)}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <LabelledInput
        name="title"
        label={say('organization')}
        error={error}
        autoComplete="organization"
      />
      <LabelledInput name="unit" label={say('unit')} help={say('unitHelp')} error={error} />
      <h2 className="border-t border-line pt-5 text-[1.125rem]">{say('you')}</h2>
      <LabelledInput name="name" label={say('name')} error={error} autoComplete="name" />
      <LabelledInput name="kana" label={say('kana')} error={error} />
      <LabelledInput
        name="account"
        label={say('account')}
        help={say('accountHelp')}
        error={error}
        autoComplete="username"
      />
      <LabelledInput
        name="password"
        type="password"
        label={say('fresh')}
        error={error}
        autoComplete="new-password"
        help={<RuleList rules={rules} />}
      />
      <div className="flex flex-wrap items-center gap-4 border-t border-line pt-5">
        <Button type="submit" kind="main" isPending={busy}>
          {say('begin')}
        </Button>
        <span className="text-[0.875rem] text-sub">{say('next')}</span>
      </div>
    </form>
  )
}

/** The rules for a password. */
export function RuleList({ rules }: { readonly rules: readonly string[] }) {
  return (
    <ul className="list-disc pl-5">
      {rules.map((rule) => (
        <li key={rule}>{rule}</li>
      ))}
    </ul>
  )
}
