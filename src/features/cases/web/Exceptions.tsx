import { signs, useTexts } from '#ui/i18n/index.ts'
import { useNavigateTo } from '#ui/address.ts'
import { api } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Card, Row, Rows } from '#ui/parts/Card.tsx'
import { showToast } from '#ui/parts/toast.ts'
import { Grounds } from '#ui/parts/ProvisionRef.tsx'
import { DateText } from '#ui/parts/texts.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { text } from './text.ts'
import { touchedByCases } from './touched.ts'
import type { CaseView, GrantedException } from '../contract/caseView.ts'

const tags = { running: 'good', coming: 'due', ended: 'none' } as const

/** The exceptions that a case granted; its applicant renews them here or lets them end. */
export function Exceptions({ view }: { readonly view: CaseView }) {
  const say = useTexts(text)
  if (view.exceptions.length === 0) return null
  return (
    <section aria-label={say('exceptions')} className="space-y-3">
      <h2 className="text-[1.125rem]">{say('exceptions')}</h2>
      <Card>
        <Rows label={say('exceptions')}>
          {view.exceptions.map((exception) => (
            <Row
              key={exception.id}
              title={exception.everyone ? say('forEveryone') : exception.for}
              subject={
                <>
                  {exception.provisions.join(signs().list)}{' '}
                  <Grounds provisions={exception.provisions} />
                </>
              }
              detail={
                <>
                  <DateText date={exception.from} />
                  {signs().until}
                  <DateText date={exception.until} />
                </>
              }
              state={<Tag state={tags[exception.state]}>{say(`exception.${exception.state}`)}</Tag>}
              action={exception.mayRenew && <RenewOrRelease exception={exception} />}
            />
          ))}
        </Rows>
      </Card>
    </section>
  )
}

function RenewOrRelease({ exception }: { readonly exception: GrantedException }) {
  const say = useTexts(text)
  const go = useNavigateTo()
  const params = { id: exception.id }
  const renew = useAction({
    call: () => api.post('/api/exceptions/:id/renew', { params }),
    invalidates: touchedByCases,
    done: ({ id }) => go(`/cases/${id}`),
    refusal: 'toast',
  })
  const release = useAction({
    call: () => api.post('/api/exceptions/:id/release', { params }),
    invalidates: touchedByCases,
    done: () => showToast(say('released')),
    refusal: 'toast',
  })
  return (
    <span className="flex flex-wrap gap-2">
      <Button size="small" isPending={renew.pending} onPress={() => void renew.run()}>
        {say('renew')}
      </Button>
      {exception.released ? (
        <span className="self-center text-[0.875rem] text-sub">{say('released')}</span>
      ) : (
        <Button
          size="small"
          kind="quiet"
          isPending={release.pending}
          onPress={() => void release.run()}
        >
          {say('release')}
        </Button>
      )}
    </span>
  )
}
