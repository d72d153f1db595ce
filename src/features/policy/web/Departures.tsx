import { useState } from 'react'
import { api, keyOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { Form } from '#ui/form/Form.tsx'
import { textOf } from '#ui/form/values.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '#ui/parts/Card.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import { showToast } from '#ui/parts/toast.ts'
import { MomentText } from '#ui/parts/texts.tsx'
import type { DocumentDetail, ImportSummary } from '../contract.ts'
import { text } from './text.ts'

type Departure = ImportSummary['departures'][number] & { readonly place: number }
type Decision = DocumentDetail['decisions'][number]

/**
 * What only one of the two has, those to decide first: each is left as it is with a reason, or
 * noted for the next edition of the pack.
 */
export function Departures({ document }: { readonly document: DocumentDetail }) {
  const say = useTexts(text)
  const { summary } = document
  const [asking, ask] = useState<readonly Departure[]>()
  const decide = useDecision(document.id, () => ask(undefined))
  const decisions = new Map(document.decisions.map((decision) => [decision.place, decision]))
  const all = summary.departures.map((departure, place): Departure => ({ ...departure, place }))
  const [open, decided] = [
    all.filter(({ place }) => !decisions.has(place)),
    all.filter(({ place }) => decisions.has(place)),
  ]
  const [inPack, inDocument] = [
    open.filter((departure) => departure.line === null),
    open.filter((departure) => departure.line !== null),
  ]
  const list = (title: string, rows: readonly Departure[]) =>
    rows.length === 0 ? null : (
      <DepartureList
        title={title}
        rows={rows}
        decisions={decisions}
        {...(document.mayDecide
          ? {
              onAsIs: ask,
              onMend: (places: readonly Departure[]) =>
                void decide.run({ places, decision: 'mend', comment: '' }),
            }
          : {})}
      />
    )
  if (all.length === 0) return <EmptyState title={say('departNone')} />
  return (
    <>
      {summary.attached * 2 < summary.provisionsInPack && (
        <div className="mb-5">
          <Notice kind="warn" title={say('far')}>
            {say('farBody')}
          </Notice>
        </div>
      )}
      <p className="mb-2 text-[0.9375rem] text-sub">
        {say('departProgress', { done: decided.length, of: all.length })}
      </p>
      {list(say('onlyPack'), inPack)}
      {list(say('onlyDocument'), inDocument)}
      {list(say('departDecided'), decided)}
      {asking !== undefined && (
        <DialogFrame
          isOpen
          title={say('asIsTitle', { count: asking.length })}
          onClose={() => ask(undefined)}
        >
          <p className="mb-4 text-[0.9375rem] text-sub">{say('asIsLead')}</p>
          <Form
            fields={[
              { id: 'comment', title: say('asIsWhy'), type: 'text', required: true, max: 1000 },
            ]}
            submitLabel={say('asIs')}
            onSubmit={async ({ comment }) => {
              await decide.send({ places: asking, decision: 'as-is', comment: textOf(comment) })
            }}
          />
        </DialogFrame>
      )}
    </>
  )
}

/** Decides about differences and confirms it. */
function useDecision(id: string, done: () => void) {
  const say = useTexts(text)
  return useAction({
    call: ({
      places,
      ...body
    }: {
      readonly places: readonly Departure[]
      readonly decision: Decision['decision']
      readonly comment: string
    }) =>
      api.post('/api/policy/documents/:id/decisions', {
        params: { id },
        body: { ...body, places: places.map(({ place }) => place) },
      }),
    invalidates: [keyOf('/api/policy'), keyOf('/api/start')],
    done: () => {
      done()
      showToast(say('departDone'))
    },
    refusal: 'toast',
  })
}

const shownFirst = 30

function DepartureList({
  title,
  rows,
  decisions,
  onAsIs,
  onMend,
}: {
  readonly title: string
  readonly rows: readonly Departure[]
  readonly decisions: ReadonlyMap<number, Decision>
  readonly onAsIs?: (rows: readonly Departure[]) => void
  readonly onMend?: (rows: readonly Departure[]) => void
}) {
  const say = useTexts(text)
  const [all, setAll] = useState(false)
  const open = rows.every(({ place }) => !decisions.has(place))
  return (
    <Section
      title={title}
      count={rows.length}
      actions={
        open &&
        rows.length > 1 &&
        onAsIs &&
        onMend && (
          <>
            <Button size="small" onPress={() => onMend(rows)}>
              {say('mendAll', { count: rows.length })}
            </Button>
            <Button size="small" onPress={() => onAsIs(rows)}>
              {say('asIsAll', { count: rows.length })}
            </Button>
          </>
        )
      }
    >
      <Card>
        <Rows label={title}>
          {(all ? rows : rows.slice(0, shownFirst)).map((departure) => {
            const decision = decisions.get(departure.place)
            const name = `${departure.ref ?? ''} ${departure.text.slice(0, 40)}`
            return (
              <Row
                key={departure.place}
                title={departure.ref ?? ''}
                subject={departure.text}
                {...(departure.line === null
                  ? {}
                  : { detail: say('line', { line: departure.line }) })}
                {...(decision === undefined
                  ? {}
                  : {
                      below: <DecisionText decision={decision} />,
                      state: (
                        <Tag state={decision.decision === 'as-is' ? 'good' : 'due'}>
                          {say(decision.decision === 'as-is' ? 'asIsMark' : 'mendMark')}
                        </Tag>
                      ),
                    })}
                {...(onAsIs && onMend
                  ? {
                      action: (
                        <span className="flex flex-wrap gap-2">
                          {decision?.decision !== 'mend' && (
                            <Button
                              size="small"
                              onPress={() => onMend([departure])}
                              aria-label={`${name}${signs().colon}${say('mendIt')}`}
                            >
                              {say('mendIt')}
                            </Button>
                          )}
                          {decision?.decision !== 'as-is' && (
                            <Button
                              size="small"
                              onPress={() => onAsIs([departure])}
                              aria-label={`${name}${signs().colon}${say('asIs')}`}
                            >
                              {say('asIs')}
                            </Button>
                          )}
                        </span>
                      ),
                    }
                  : {})}
              />
            )
          })}
        </Rows>
      </Card>
      {!all && rows.length > shownFirst && (
        <div className="mt-3">
          <Button onPress={() => setAll(true)}>{say('showAll', { count: rows.length })}</Button>
        </div>
      )}
    </Section>
  )
}

function DecisionText({ decision }: { readonly decision: Decision }) {
  return (
    <p className="mt-1 border-l-[3px] border-line pl-3 text-[0.9375rem]">
      {decision.comment}
      <span className="ml-3 text-[0.875rem] text-sub">
        {decision.by ?? ''}
        {signs().dot}
        <MomentText at={decision.at} />
      </span>
    </p>
  )
}
