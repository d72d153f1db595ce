import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useNavigateTo } from '#ui/address.ts'
import { api, keyOf, queryOf, refresh } from '#ui/api.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Card, Section } from '#ui/parts/Card.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { PageHeading } from '#ui/parts/PageHeading.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { showToast } from '#ui/parts/toast.ts'
import { hasPasskeys, makePasskey } from '#ui/session/passkey.ts'
import { refreshSession, signOut } from '#ui/session/session.ts'
import type { OwnFactors, TotpOffer } from '../contract/own.ts'
import { PasskeyRows } from './AccessRows.tsx'
import { LabelledInput, StandalonePage } from './FormParts.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { text } from './text.ts'
import { useSend } from './useSend.ts'

/** What is being done on the page; `list`: nothing yet. */
type Task =
  | { readonly kind: 'list' }
  | { readonly kind: 'begin-app' | 'remove-app' | 'add-passkey' | 'renew-codes' }
  | { readonly kind: 'confirm-app'; readonly offer: TotpOffer }
  | { readonly kind: 'remove-passkey' | 'rename-passkey'; readonly passkey: Passkey }
  | { readonly kind: 'codes'; readonly codes: readonly string[] }
type Passkey = OwnFactors['passkeys'][number]
type Go = (task: Task) => void

const list: Task = { kind: 'list' }

/**
 * The second factors of the reader: an authenticator app, passkeys, recovery codes. Whoever must set
 * one up first sees this page alone.
 */
export default function TwoFactorPage() {
  const say = useTexts(text)
  const { data, error } = useQuery(queryOf('/api/account/factors', { throwWhenSignedOut: true }))
  const [task, setTask] = useState(list)
  const [wasMissing, setWasMissing] = useState(false)
  const isMissing = data?.required === true && !data.totp && data.passkeys.length === 0
  if (isMissing && !wasMissing) setWasMissing(true)
  const content = (
    <>
      <ProblemNotice error={error} />
      {data !== undefined && (
        <div className="max-w-xl">
          <CurrentTask task={task} factors={data} go={setTask} />
        </div>
      )}
    </>
  )
  if (!wasMissing)
    return (
      <>
        <PageHeading title={say('totp')} lead={say('totpLead')} />
        {content}
      </>
    )
  return (
    <StandalonePage title={say('totp')} lead={say('totpLead')}>
      {isMissing && (
        <div className="mb-5">
          <Notice kind="warn">{say('factorNeeded')}</Notice>
        </div>
      )}
      {content}
      <p className="mt-8">
        <Button size="small" onPress={() => void signOut()}>
          {say('signOut')}
        </Button>
      </p>
    </StandalonePage>
  )
}

function CurrentTask({
  task,
  factors,
  go,
}: {
  readonly task: Task
  readonly factors: OwnFactors
  readonly go: Go
}) {
  switch (task.kind) {
    case 'begin-app':
      return <BeginApp go={go} />
    case 'confirm-app':
      return <ConfirmApp offer={task.offer} go={go} />
    case 'remove-app':
      return <RemoveApp go={go} />
    case 'add-passkey':
      return <AddPasskey go={go} />
    case 'rename-passkey':
      return <RenamePasskey passkey={task.passkey} go={go} />
    case 'remove-passkey':
      return <RemovePasskey passkey={task.passkey} go={go} />
    case 'renew-codes':
      return <RenewCodes go={go} />
    case 'codes':
      return <ShownCodes codes={task.codes} go={go} />
    case 'list':
      return <FactorList factors={factors} go={go} />
  }
}

function FactorList({ factors, go }: { readonly factors: OwnFactors; readonly go: Go }) {
  const say = useTexts(text)
  const hasFactor = factors.totp || factors.passkeys.length > 0
  return (
    <>
      <Section
        title={say('app')}
        actions={
          <Button
            size="small"
            kind={factors.totp ? 'plain' : 'main'}
            onPress={() => go({ kind: factors.totp ? 'remove-app' : 'begin-app' })}
          >
            {say(factors.totp ? 'remove' : 'setUp')}
          </Button>
        }
      >
        <p>{say(factors.totp ? 'appOn' : 'appOff')}</p>
      </Section>
      <Section
        title={say('passkeys')}
        count={factors.passkeys.length}
        actions={
          factors.passkeysPossible &&
          hasPasskeys() && (
            <Button size="small" icon="plus" onPress={() => go({ kind: 'add-passkey' })}>
              {say('addPasskey')}
            </Button>
          )
        }
      >
        <p className="mb-2">
          {say(factors.passkeysPossible && hasPasskeys() ? 'passkeysLead' : 'passkeysImpossible')}
        </p>
        {factors.passkeys.length > 0 && (
          <PasskeyRows
            rows={factors.passkeys}
            onRename={(passkey) => go({ kind: 'rename-passkey', passkey })}
            onRemove={(passkey) => go({ kind: 'remove-passkey', passkey })}
          />
        )}
      </Section>
      {hasFactor && (
        <Section
          title={say('codesTitle')}
          actions={
            <Button size="small" onPress={() => go({ kind: 'renew-codes' })}>
              {say('renewCodes')}
            </Button>
          }
        >
          <p>{say('codesLeft', { count: factors.recoveryCodesLeft })}</p>
        </Section>
      )}
    </>
  )
}

/** Reads the factors and the session anew, and goes on. */
async function proceed(go: Go, codes: readonly string[] = []): Promise<void> {
  await refresh([keyOf('/api/account/factors')])
  go(codes.length > 0 ? { kind: 'codes', codes } : list)
  if (codes.length === 0) await refreshSession()
}

/** A form that asks for the present password and does one thing. */
function PasswordForm({
  lead,
  action,
  kind = 'main',
  work,
  go,
  children,
}: {
  readonly lead: ReactNode
  readonly action: string
  readonly kind?: 'main' | 'stop'
  readonly work: (values: { readonly password: string; readonly title: string }) => Promise<void>
  readonly go: Go
  readonly children?: ReactNode
}) {
  const say = useTexts(text)
  const { error, busy, onSubmit } = useSend(['password', 'title'], work)
  return (
    <form onSubmit={onSubmit} className="space-y-5">
      <div>{lead}</div>
      <ProblemNotice error={error} />
      {children}
      <LabelledInput
        name="password"
        type="password"
        label={say('current')}
        autoComplete="current-password"
        error={error}
      />
      <FormButtons action={action} kind={kind} busy={busy} go={go} />
    </form>
  )
}

function FormButtons({
  action,
  kind,
  busy,
  go,
}: {
  readonly action: string
  readonly kind: 'main' | 'stop'
  readonly busy: boolean
  readonly go: Go
}) {
  const say = useTexts(text)
  return (
    <div className="flex flex-wrap gap-3">
      <Button type="submit" kind={kind} isPending={busy}>
        {action}
      </Button>
      <Button onPress={() => go(list)}>{say('back')}</Button>
    </div>
  )
}

function BeginApp({ go }: { readonly go: Go }) {
  const say = useTexts(text)
  return (
    <PasswordForm
      lead={say('totpPassword')}
      action={say('start')}
      go={go}
      work={async ({ password }) =>
        go({
          kind: 'confirm-app',
          offer: await api.post('/api/account/totp', { body: { password } }),
        })
      }
    />
  )
}

function ConfirmApp({ offer, go }: { readonly offer: TotpOffer; readonly go: Go }) {
  const say = useTexts(text)
  const { error, busy, onSubmit } = useSend(['code'], async ({ code }) => {
    const { recoveryCodes } = await api.post('/api/account/totp/confirm', { body: { code } })
    await proceed(go, recoveryCodes)
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
      <FormButtons action={say('confirm')} kind="main" busy={busy} go={go} />
    </form>
  )
}

function RemoveApp({ go }: { readonly go: Go }) {
  const say = useTexts(text)
  return (
    <PasswordForm
      lead={
        <Notice kind="good" title={say('isOn')}>
          {say('removeBody')}
        </Notice>
      }
      action={say('remove')}
      kind="stop"
      go={go}
      work={async ({ password }) => {
        await api.delete('/api/account/totp', { body: { password } })
        showToast(say('removed'))
        await proceed(go)
      }}
    />
  )
}

function AddPasskey({ go }: { readonly go: Go }) {
  const say = useTexts(text)
  const [isBrokenOff, setBrokenOff] = useState(false)
  return (
    <PasswordForm
      lead={
        isBrokenOff ? (
          <Notice kind="warn">{say('passkeyBrokenOff')}</Notice>
        ) : (
          say('passkeyPassword')
        )
      }
      action={say('addPasskey')}
      go={go}
      work={async ({ password, title }) => {
        const { options } = await api.post('/api/account/passkeys/options', { body: { password } })
        const response = await makePasskey(options)
        setBrokenOff(response === undefined)
        if (response === undefined) return
        const { recoveryCodes } = await api.post('/api/account/passkeys', {
          body: { title, response },
        })
        await proceed(go, recoveryCodes)
      }}
    >
      <LabelledInput
        name="title"
        label={say('passkeyTitle')}
        defaultValue={say('passkeyDefault')}
        maxLength={100}
      />
    </PasswordForm>
  )
}

function RenamePasskey({ passkey, go }: { readonly passkey: Passkey; readonly go: Go }) {
  const say = useTexts(text)
  const { error, busy, onSubmit } = useSend(['title'], async ({ title }) => {
    await api.put('/api/account/passkeys/:id', { params: { id: passkey.id }, body: { title } })
    await proceed(go)
  })
  return (
    <form onSubmit={onSubmit} className="space-y-5">
      <ProblemNotice error={error} />
      <LabelledInput
        name="title"
        label={say('passkeyTitle')}
        defaultValue={passkey.title}
        maxLength={100}
      />
      <FormButtons action={say('rename')} kind="main" busy={busy} go={go} />
    </form>
  )
}

function RemovePasskey({ passkey, go }: { readonly passkey: Passkey; readonly go: Go }) {
  const say = useTexts(text)
  return (
    <PasswordForm
      lead={say('removePasskeyBody', { title: passkey.title })}
      action={say('removePasskey')}
      kind="stop"
      go={go}
      work={async ({ password }) => {
        await api.delete('/api/account/passkeys/:id', {
          params: { id: passkey.id },
          body: { password },
        })
        showToast(say('removed'))
        await proceed(go)
      }}
    />
  )
}

function RenewCodes({ go }: { readonly go: Go }) {
  const say = useTexts(text)
  return (
    <PasswordForm
      lead={say('renewBody')}
      action={say('renewCodes')}
      go={go}
      work={async ({ password }) => {
        const { recoveryCodes } = await api.post('/api/account/recovery-codes', {
          body: { password },
        })
        await proceed(go, recoveryCodes)
      }}
    />
  )
}

function ShownCodes({ codes, go }: { readonly codes: readonly string[]; readonly go: Go }) {
  const say = useTexts(text)
  const navigate = useNavigateTo()
  return (
    <Card padded>
      <RecoveryCodes codes={codes} />
      <div className="mt-4">
        <Button
          kind="main"
          onPress={() => {
            go(list)
            void refreshSession().then(() => navigate('/account'))
          }}
        >
          {say('done')}
        </Button>
      </div>
    </Card>
  )
}
