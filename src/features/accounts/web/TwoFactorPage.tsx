import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigateTo } from '#ui/address.ts'
import { api, queryOf } from '#ui/api.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Card } from '#ui/parts/Card.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { PrintButton } from '#ui/parts/PrintButton.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { showToast } from '#ui/parts/toast.ts'
import { refreshSession } from '#ui/session/session.ts'
import type { TotpOffer } from '../contract/own.ts'
import { LabelledInput } from './FormParts.tsx'
import { text } from './text.ts'
import { useSend } from './useSend.ts'

/** Sets up the second factor (password, QR code, first code, recovery codes), or removes it. */
export default function TwoFactorPage() {
  const say = useTexts(text)
  const { data, error } = useQuery(queryOf('/api/account'))
  const [offer, setOffer] = useState<TotpOffer>()
  const [codes, setCodes] = useState<readonly string[]>()
  return (
    <>
      <PageHeading title={say('totp')} lead={say('totpLead')} />
      <ProblemNotice error={error} />
      <div className="max-w-xl">
        {codes !== undefined ? (
          <Codes codes={codes} />
        ) : offer !== undefined ? (
          <Confirm offer={offer} onDone={setCodes} />
        ) : (
          data !== undefined && (data.totp === 'on' ? <Remove /> : <Begin onDone={setOffer} />)
        )}
      </div>
    </>
  )
}

function Begin({ onDone }: { readonly onDone: (offer: TotpOffer) => void }) {
  const say = useTexts(text)
  const { error, busy, onSubmit } = useSend(['password'], async ({ password }) =>
    onDone(await api.post('/api/account/totp', { body: { password } })),
  )
  return (
    <form onSubmit={onSubmit} className="space-y-5">
      <p>{say('totpPassword')}</p>
      <ProblemNotice error={error} />
      <LabelledInput
        name="password"
        type="password"
        label={say('current')}
        autoComplete="current-password"
        error={error}
      />
      <Button type="submit" kind="main" isPending={busy}>
        {say('start')}
      </Button>
    </form>
  )
}

function Confirm({
  offer,
  onDone,
}: {
  readonly offer: TotpOffer
  readonly onDone: (codes: readonly string[]) => void
}) {
  const say = useTexts(text)
  const { error, busy, onSubmit } = useSend(['code'], async ({ code }) => {
    onDone((await api.post('/api/account/totp/confirm', { body: { code } })).recoveryCodes)
    await refreshSession()
  })
  return (
    <form onSubmit={onSubmit} className="space-y-5">
      <p>{say('scan')}</p>
      <img
        src={`data:image/svg+xml,${encodeURIComponent(offer.svg)}`}
        alt={say('qr')}
        className="size-56 border border-line"
      />
      <p className="text-[0.875rem] text-sub">
        {say('byHand')}
        <br />
        <code className="break-all select-all">{offer.secret.replaceAll(/(.{4})/g, '$1 ')}</code>
      </p>
      <ProblemNotice error={error} />
      <LabelledInput
        name="code"
        label={say('sixDigits')}
        inputMode="numeric"
        autoComplete="one-time-code"
        error={error}
        maxLength={12}
      />
      <Button type="submit" kind="main" isPending={busy}>
        {say('confirm')}
      </Button>
    </form>
  )
}

function Codes({ codes }: { readonly codes: readonly string[] }) {
  const say = useTexts(text)
  const go = useNavigateTo()
  return (
    <Card padded>
      <h2 className="text-[1.125rem]">{say('codesTitle')}</h2>
      <p className="mt-1">{say('codesBody')}</p>
      <ol className="my-4 grid gap-x-6 gap-y-1 font-mono sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-3">
        <Button kind="main" onPress={() => go('/account')}>
          {say('done')}
        </Button>
        <PrintButton />
      </div>
    </Card>
  )
}

function Remove() {
  const say = useTexts(text)
  const go = useNavigateTo()
  const { error, busy, onSubmit } = useSend(['password'], async ({ password }) => {
    await api.delete('/api/account/totp', { body: { password } })
    await refreshSession()
    showToast(say('removed'))
    go('/account')
  })
  return (
    <form onSubmit={onSubmit} className="space-y-5">
      <Notice kind="good" title={say('isOn')}>
        {say('removeBody')}
      </Notice>
      <ProblemNotice error={error} />
      <LabelledInput
        name="password"
        type="password"
        label={say('current')}
        autoComplete="current-password"
        error={error}
      />
      <Button type="submit" kind="stop" isPending={busy}>
        {say('remove')}
      </Button>
    </form>
  )
}
