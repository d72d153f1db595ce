import { useId, useState } from 'react'
import { api } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useFormatDate } from '#ui/dates.ts'
import { inputClass } from '#ui/form/inputs/inputClasses.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Card } from '#ui/parts/Card.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { SelectBox } from '#ui/parts/SelectBox.tsx'
import type { AuditDesk, AuditItem, SampleView } from '../contract.ts'
import { text } from './text.ts'
import { touchedByAudits } from './touched.ts'
import { useDeskKeys } from './useDeskKeys.ts'

/** Records that were drawn for an item, as they stood that day, and the draw of others. */
export function Samples({ desk, item }: { readonly desk: AuditDesk; readonly item: AuditItem }) {
  const say = useTexts(text)
  if (desk.sources.length === 0 && item.samples.length === 0) return null
  return (
    <div>
      <h3 className="mb-2 text-[1rem] text-sub">{say('samples')}</h3>
      {desk.mayAnswer && desk.sources.length > 0 && <Draw desk={desk} item={item} />}
      <ul aria-label={say('samples')} className="mt-3 flex flex-col gap-3">
        {item.samples.toReversed().map((sample) => (
          <Sample key={sample.id} desk={desk} sample={sample} />
        ))}
      </ul>
    </div>
  )
}

function Draw({ desk, item }: { readonly desk: AuditDesk; readonly item: AuditItem }) {
  const say = useTexts(text)
  const [source, setSource] = useState(desk.sources[0]?.id ?? '')
  const [size, setSize] = useState('3')
  const [number, setNumber] = useState('')
  const ids = { size: useId(), number: useId(), source: useId() }
  const drawing = useAction({
    call: () =>
      api.post('/api/audits/:id/samples', {
        params: { id: desk.id },
        body: {
          item: item.key,
          source,
          size: Math.min(20, Math.max(1, Number(size) || 1)),
          number: /^\d{1,6}$/.test(number) ? Number(number) : undefined,
        },
      }),
    invalidates: touchedByAudits,
  })
  useDeskKeys({ s: () => void drawing.run() })
  return (
    <>
      <ProblemNotice error={drawing.problem} />
      <div className="flex flex-wrap items-end gap-3">
        <div>
          <label htmlFor={ids.source} className="block text-[0.875rem]">
            {say('drawOf')}
          </label>
          <SelectBox
            id={ids.source}
            value={source}
            onChange={({ target }) => setSource(target.value)}
          >
            {desk.sources.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </SelectBox>
        </div>
        <div>
          <label htmlFor={ids.size} className="block text-[0.875rem]">
            {say('drawSize')}
          </label>
          <input
            id={ids.size}
            inputMode="numeric"
            value={size}
            onChange={({ target }) => setSize(target.value)}
            className={`${inputClass(false, false)} w-20`}
          />
        </div>
        <div>
          <label htmlFor={ids.number} className="block text-[0.875rem]">
            {say('drawNumber')}
          </label>
          <input
            id={ids.number}
            inputMode="numeric"
            value={number}
            onChange={({ target }) => setNumber(target.value)}
            className={`${inputClass(false, false)} w-44`}
          />
        </div>
        <Button kind="line" isPending={drawing.pending} onPress={() => void drawing.run()}>
          {say('draw')}
        </Button>
      </div>
    </>
  )
}

function Sample({ desk, sample }: { readonly desk: AuditDesk; readonly sample: SampleView }) {
  const say = useTexts(text)
  const date = useFormatDate()
  return (
    <li>
      <p className="leading-160">
        {say('sampleLine', {
          source: sample.source,
          population: sample.population,
          count: sample.records.length,
          number: sample.number,
        })}
        <span className="block text-[0.875rem] text-sub">
          {say('sampleTime', {
            from: date(sample.from),
            until: date(sample.until),
            name: sample.drawnBy ?? '',
          })}
        </span>
      </p>
      {sample.records.length === 0 ? (
        <p className="text-sub">{say('noRecords')}</p>
      ) : (
        <ul className="mt-2 flex flex-col gap-2">
          {sample.records.map((record) => (
            <li key={record.id}>
              <Record desk={desk} sample={sample} record={record} />
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

const marks = ['kept', 'wrong'] as const

function Record({
  desk,
  sample,
  record,
}: {
  readonly desk: AuditDesk
  readonly sample: SampleView
  readonly record: SampleView['records'][number]
}) {
  const say = useTexts(text)
  const date = useFormatDate()
  const marking = useAction({
    call: (mark: 'kept' | 'wrong' | null) =>
      api.post('/api/audits/:id/samples/:sample/marks', {
        params: { id: desk.id, sample: sample.id },
        body: { record: record.id, mark },
      }),
    invalidates: touchedByAudits,
    refusal: 'toast',
  })
  return (
    <Card>
      <details>
        <summary className="cursor-pointer px-4 py-2.5 leading-160">
          <b>{record.title === '' ? record.number : record.title}</b>
          <span className="ml-3 text-[0.875rem] text-sub">
            {record.number} {record.state} {date(record.on)}
          </span>
        </summary>
        <dl className="grid grid-cols-[minmax(6rem,10rem)_1fr] gap-x-4 gap-y-1 border-t border-line px-4 py-3 font-paper">
          {record.lines.map(({ label, value }) => (
            <div key={label} className="contents">
              <dt className="text-sub">{label}</dt>
              <dd className="whitespace-pre-wrap">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
      <div className="flex flex-wrap gap-2 px-4 pb-3">
        {marks.map((mark) => (
          <Button
            key={mark}
            size="small"
            kind={record.mark === mark ? 'line' : 'plain'}
            isDisabled={!desk.mayAnswer}
            aria-pressed={record.mark === mark}
            aria-label={say('markRecord', {
              title: record.title === '' ? record.number : record.title,
              mark: say(`mark.${mark}`),
            })}
            onPress={() => void marking.run(record.mark === mark ? null : mark)}
          >
            {say(`mark.${mark}`)}
          </Button>
        ))}
      </div>
    </Card>
  )
}
