import { useState } from 'react'
import type { ReactNode } from 'react'
import { api, keyOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { Form } from '#ui/form/Form.tsx'
import { textOf } from '#ui/form/values.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import type { SayOf } from '#ui/i18n/index.ts'
import { Button, ButtonLink } from '#ui/parts/Button.tsx'
import { Card } from '#ui/parts/Card.tsx'
import { classNames } from '#ui/parts/classNames.ts'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { Menu } from '#ui/parts/Menu.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { TagState } from '#ui/parts/Tag.tsx'
import { MomentText } from '#ui/parts/texts.tsx'
import { showToast } from '#ui/parts/toast.ts'
import { useSession } from '#ui/session/session.ts'
import type { StartAnswer, StartLine, StartState } from '../contract.ts'
import { text } from './text.ts'

const touched = [keyOf('/api/start')]

const shapes: Readonly<Record<StartState, TagState>> = {
  done: 'good',
  open: 'none',
  pressing: 'due',
  waiting: 'turn',
  aside: 'plain',
}

/** Lines of the start list, each with its state, what of it is done, and one button. */
export function StartList({
  answer,
  lines,
}: {
  readonly answer: StartAnswer
  readonly lines: readonly StartLine[]
}) {
  const say = useTexts(text)
  const [asking, ask] = useState<StartLine>()
  const next = lines.find(({ state }) => state === 'open' || state === 'pressing')
  const back = useAction({
    call: (line: StartLine) => api.delete('/api/start/:line/aside', { params: { line: line.id } }),
    invalidates: touched,
    refusal: 'toast',
  })
  return (
    <>
      <Card>
        <ul aria-label={say('title')} className="divide-y divide-line">
          {lines.map((line) => (
            <Line
              key={line.id}
              line={line}
              detail={detailOf(say, answer, line)}
              isNext={line === next}
              onAside={() => ask(line)}
              onBack={() => void back.run(line)}
              {...(line.id === 'mail' ? { mail: answer.mail } : {})}
            />
          ))}
        </ul>
      </Card>
      {asking !== undefined && <AsideDialog line={asking} onClose={() => ask(undefined)} />}
    </>
  )
}

type Say = SayOf<typeof text>

/** What the records say of a line, in a sentence. */
function detailOf(say: Say, { people, mail }: StartAnswer, line: StartLine): string {
  const counts = { done: line.done, of: line.of ?? 0, missing: line.missing.join(signs().list) }
  switch (line.id) {
    case 'policy':
      return say('policy.done')
    case 'document':
      return line.state === 'done' ? say('document.done', counts) : say('document.open')
    case 'departures':
      return line.of === null
        ? say('departures.before')
        : say(line.of === 0 ? 'departures.none' : 'departures.count', counts)
    case 'people':
      return say(line.state === 'done' ? 'people.done' : 'people.open', people)
    case 'roles':
      return line.state === 'done' ? say('roles.done') : say('roles.open', counts)
    case 'second':
      return line.state === 'done'
        ? say('second.done', counts)
        : line.missing.length > 0
          ? say('second.waiting', counts)
          : say('second.open')
    case 'registers':
    case 'forms':
      return line.of === 0
        ? say(`${line.id}.none`)
        : line.missing.length === 0
          ? say(`${line.id}.done`, counts)
          : say(`${line.id}.open`, counts)
    case 'mail':
      return !mail.setUp
        ? say('mail.notSetUp')
        : line.state === 'done'
          ? say('mail.done')
          : line.state === 'waiting'
            ? say('mail.waiting')
            : mail.address === null
              ? say('mail.noAddress')
              : say('mail.open', { address: mail.address })
  }
}

function Line({
  line,
  detail,
  isNext,
  onAside,
  onBack,
  mail,
}: {
  readonly line: StartLine
  readonly detail: string
  readonly isNext: boolean
  readonly onAside: () => void
  readonly onBack: () => void
  readonly mail?: StartAnswer['mail']
}) {
  const say = useTexts(text)
  const done = line.state === 'done'
  const title =
    line.id === 'roles' && !done && line.of !== null
      ? say('roles.title', { count: line.of })
      : say(`${line.id}.title`)
  return (
    <li
      className={classNames(
        'flex flex-wrap items-center gap-x-4 gap-y-2 px-4 sm:flex-nowrap sm:px-5',
        done ? 'py-2' : 'py-3.5',
        isNext && 'border-l-[3px] border-l-act bg-act-soft/40',
      )}
    >
      <div className="min-w-0 grow basis-full sm:basis-0">
        <p className={done ? 'text-sub' : 'font-700'}>{title}</p>
        <p className="text-[0.875rem] leading-160 text-sub">{detail}</p>
        {line.aside !== null && line.state === 'aside' && (
          <p className="mt-1 border-l-[3px] border-line pl-3 text-[0.9375rem]">
            {line.aside.word}
            <span className="ml-3 text-[0.875rem] text-sub">
              {line.aside.by}
              {signs().dot}
              <MomentText at={line.aside.at} />
            </span>
          </p>
        )}
      </div>
      <div className="shrink-0 text-[0.875rem] text-sub">
        {done && line.at !== null ? <MomentText short at={line.at} /> : null}
        {done || line.state === 'aside' ? null : (
          <span className="numerals">{say('minutes', { count: minutes[line.id] })}</span>
        )}
      </div>
      <div className="shrink-0">
        <Tag state={shapes[line.state]}>{say(`state.${line.state}`)}</Tag>
      </div>
      <div className="ml-auto flex shrink-0 items-center gap-2 sm:min-w-44 sm:justify-end">
        <LineAction line={line} isNext={isNext} title={title} onBack={onBack} mail={mail} />
        {!done && line.state !== 'aside' && (
          <Menu
            title={<span className="sr-only">{say('moreOf', { title })}</span>}
            size="small"
            entries={[{ id: 'aside', title: say('putAside'), onAction: onAside }]}
          />
        )}
      </div>
    </li>
  )
}

/** About how long each takes. */
const minutes: Readonly<Record<StartLine['id'], number>> = {
  policy: 1,
  document: 3,
  departures: 10,
  people: 10,
  roles: 5,
  second: 2,
  registers: 10,
  forms: 5,
  mail: 3,
}

function LineAction({
  line,
  isNext,
  title,
  onBack,
  mail,
}: {
  readonly line: StartLine
  readonly isNext: boolean
  readonly title: string
  readonly onBack: () => void
  readonly mail: StartAnswer['mail'] | undefined
}): ReactNode {
  const say = useTexts(text)
  if (line.state === 'aside')
    return (
      <Button size="small" onPress={onBack} aria-label={`${title}${signs().colon}${say('takeUp')}`}>
        {say('takeUp')}
      </Button>
    )
  if (mail !== undefined)
    return <TryMail mail={mail} done={line.state === 'done'} isNext={isNext} />
  const verb = say(line.state === 'done' ? 'look' : `${line.id}.act`)
  return (
    <ButtonLink
      href={line.href}
      size="small"
      kind={line.state === 'done' ? 'plain' : isNext ? 'main' : 'line'}
      aria-label={`${title}${signs().colon}${verb}`}
    >
      {verb}
    </ButtonLink>
  )
}

/**
 * Sends a mail to the reader, where there is a mail server; without an address, it leads to where
 * the reader records it. Without a mail server, it opens how one is set up.
 */
function TryMail({
  mail,
  done,
  isNext,
}: {
  readonly mail: StartAnswer['mail']
  readonly done: boolean
  readonly isNext: boolean
}) {
  const say = useTexts(text)
  const send = useAction({
    call: () => api.post('/api/start/mail', {}),
    invalidates: touched,
    done: ({ address }) => showToast(say('mail.sent', { address })),
    refusal: 'toast',
  })
  const { person } = useSession()
  const [isHowOpen, openHow] = useState(false)
  const kind = done ? 'plain' : isNext ? 'main' : 'line'
  if (!mail.setUp)
    return (
      <>
        <Button size="small" kind={kind} onPress={() => openHow(true)}>
          {say('mail.how')}
        </Button>
        {isHowOpen && <MailHelp onClose={() => openHow(false)} />}
      </>
    )
  if (mail.address === null)
    return (
      <ButtonLink href={`/organization/persons/${person.id}`} size="small" kind={kind}>
        {say('mail.addAddress')}
      </ButtonLink>
    )
  return (
    <Button size="small" kind={kind} isPending={send.pending} onPress={() => void send.run()}>
      {say('mail.act')}
    </Button>
  )
}

/** How a mail server is set up, by whoever runs the program. */
function MailHelp({ onClose }: { readonly onClose: () => void }) {
  const say = useTexts(text)
  const settings = [
    ['SEKISHO_SMTP_URL', say('mail.howServer'), 'smtp://user:password@mail.example.jp:587'],
    ['SEKISHO_MAIL_FROM', say('mail.howFrom'), 'sekisho@example.jp'],
  ] as const
  return (
    <DialogFrame
      isOpen
      title={say('mail.title')}
      onClose={onClose}
      actions={
        <Button kind="main" onPress={onClose}>
          {say('mail.howClose')}
        </Button>
      }
    >
      <p>{say('mail.howLead')}</p>
      <dl className="mt-4 space-y-4">
        {settings.map(([name, words, example]) => (
          <div key={name}>
            <dt className="font-mono font-700 break-all">{name}</dt>
            <dd>
              {words}
              <br />
              <code className="text-[0.875rem] break-all text-sub">{`${name}=${example}`}</code>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-4">{say('mail.howThen')}</p>
    </DialogFrame>
  )
}

/** Asks for the word with which a line is put aside. */
function AsideDialog({
  line,
  onClose,
}: {
  readonly line: StartLine
  readonly onClose: () => void
}) {
  const say = useTexts(text)
  const put = useAction({
    call: (word: string) =>
      api.post('/api/start/:line/aside', { params: { line: line.id }, body: { word } }),
    invalidates: touched,
    done: () => {
      onClose()
      showToast(say('putAsideDone'))
    },
  })
  return (
    <DialogFrame isOpen title={say('putAside')} onClose={onClose}>
      <p className="mb-4 text-[0.9375rem] text-sub">{say('putAsideLead')}</p>
      <Form
        fields={[{ id: 'word', title: say('word'), type: 'text', required: true, max: 300 }]}
        submitLabel={say('putAside')}
        onSubmit={async ({ word }) => {
          await put.send(textOf(word))
        }}
      />
    </DialogFrame>
  )
}
