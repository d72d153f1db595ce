import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Card, Row, Rows } from '#ui/parts/Card.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { MomentText } from '#ui/parts/texts.tsx'
import type { OwnAccount, OwnFactors } from '../contract/own.ts'
import { text } from './text.ts'

type SessionRow = OwnAccount['sessions'][number]
type TokenRow = OwnAccount['tokens'][number]
type PasskeyRow = OwnFactors['passkeys'][number]

/** Open sessions: since when, last use, from where; `onEnd` ends one. */
export function SessionRows({
  rows,
  onEnd,
}: {
  readonly rows: readonly SessionRow[]
  readonly onEnd: ((id: string) => void) | undefined
}) {
  const say = useTexts(text)
  return (
    <Card>
      <Rows label={say('sessions')}>
        {rows.map((session) => (
          <Row
            key={session.id}
            title={session.address ?? ''}
            subject={agentName(session.agent)}
            detail={
              <>
                {say('since')} <MomentText at={session.createdAt} />
                {signs().gap}
                {say('seen')} <MomentText at={session.seenAt} />
              </>
            }
            {...(session.current
              ? { state: <Tag state="turn">{say('here')}</Tag> }
              : onEnd && {
                  action: (
                    <Button size="small" kind="stop" onPress={() => onEnd(session.id)}>
                      {say('endOne')}
                    </Button>
                  ),
                })}
          />
        ))}
      </Rows>
    </Card>
  )
}

/** API tokens in force: what they may, until when, last use, from where. */
export function TokenRows({
  rows,
  onEnd,
}: {
  readonly rows: readonly TokenRow[]
  readonly onEnd: ((id: string) => void) | undefined
}) {
  const say = useTexts(text)
  return (
    <Card>
      <Rows label={say('tokens')}>
        {rows.map((token) => (
          <Row
            key={token.id}
            title={token.title}
            subject={token.scopes
              .map((scope) => say(scope === 'write' ? 'write' : 'read'))
              .join(signs().dot)}
            detail={
              <>
                <MomentText at={token.createdAt} />
                {signs().until}
                <MomentText at={token.expiresAt} />
                {signs().gap}
                {token.usedAt === null ? (
                  say('unused')
                ) : (
                  <>
                    {say('seen')} <MomentText at={token.usedAt} /> {token.address}
                  </>
                )}
              </>
            }
            {...(onEnd && {
              action: (
                <Button size="small" kind="stop" onPress={() => onEnd(token.id)}>
                  {say('revoke')}
                </Button>
              ),
            })}
          />
        ))}
      </Rows>
    </Card>
  )
}

/** Passkeys: since when, last use, whether a service copies them to other devices. */
export function PasskeyRows({
  rows,
  onRename,
  onRemove,
}: {
  readonly rows: readonly PasskeyRow[]
  readonly onRename?: (row: PasskeyRow) => void
  readonly onRemove?: (row: PasskeyRow) => void
}) {
  const say = useTexts(text)
  return (
    <Card>
      <Rows label={say('passkeys')}>
        {rows.map((passkey) => (
          <Row
            key={passkey.id}
            title={passkey.title}
            {...(passkey.synced ? { subject: say('synced') } : {})}
            detail={
              <>
                {say('registered')} <MomentText at={passkey.createdAt} />
                {signs().gap}
                {passkey.usedAt === null ? (
                  say('unused')
                ) : (
                  <>
                    {say('seen')} <MomentText at={passkey.usedAt} />
                  </>
                )}
              </>
            }
            {...(onRename &&
              onRemove && {
                action: (
                  <span className="flex gap-2">
                    <Button size="small" onPress={() => onRename(passkey)}>
                      {say('rename')}
                    </Button>
                    <Button size="small" kind="stop" onPress={() => onRemove(passkey)}>
                      {say('removePasskey')}
                    </Button>
                  </span>
                ),
              })}
          />
        ))}
      </Rows>
    </Card>
  )
}

/** The browser and the system that a User-Agent names, where they are common ones. */
function agentName(agent: string | null): string {
  const program = /Edg\//.test(agent ?? '')
    ? 'Edge'
    : /(Firefox|Chrome|Safari)\//.exec(agent ?? '')?.[1]
  const machine = /iPhone|iPad|Android|Windows|Macintosh|Linux/
    .exec(agent ?? '')?.[0]
    ?.replace('Macintosh', 'Mac')
  return [program, machine].filter(Boolean).join(signs().dot) || (agent ?? '')
}
