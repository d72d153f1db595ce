import { useState } from 'react'
import { api } from '#ui/api.ts'
import { touchedByCampaigns } from './touched.ts'
import { someText } from '#ui/form/values.ts'
import { useAction } from '#ui/action.ts'
import { useNavigateTo } from '#ui/address.ts'
import { FieldFrame } from '#ui/form/FieldFrame.tsx'
import { DateInput } from '#ui/form/inputs/DateInput.tsx'
import type { FormField } from '#ui/form/types.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { CampaignList } from '../contract.ts'
import { text } from './text.ts'
import { SelectBox } from '#ui/parts/SelectBox.tsx'

/** Starts a stocktake by hand: of which register, in which unit, by when. */
export function BeginDialog({
  choices,
  onClose,
}: {
  readonly choices: CampaignList['mayBegin']
  readonly onClose: () => void
}) {
  const say = useTexts(text)
  const go = useNavigateTo()
  const [register, setRegister] = useState(choices[0]?.register ?? '')
  const [unit, setUnit] = useState('')
  const [due, setDue] = useState<unknown>()
  const units = choices.find((candidate) => candidate.register === register)?.units ?? []
  const all = units.length > 0 ? units.map((option) => option.id) : undefined
  const begin = useAction({
    call: () =>
      api.post('/api/campaigns', {
        body: { register, units: unit === '' ? all : [unit], dueOn: someText(due) },
      }),
    invalidates: touchedByCampaigns,
    done: (campaign) => {
      showToast(say('begun', { count: campaign.lines }))
      go(`/campaigns/${campaign.id}`)
    },
  })
  const dueField: FormField = { id: 'due', title: say('due'), type: 'date', required: false }
  return (
    <DialogFrame
      isOpen
      title={say('beginTitle')}
      onClose={onClose}
      actions={
        <>
          <Button kind="main" isPending={begin.pending} onPress={() => void begin.run()}>
            {say('start')}
          </Button>
          <Button onPress={onClose}>{say('cancel')}</Button>
        </>
      }
    >
      <div className="space-y-5">
        <p>{say('beginBody')}</p>
        <ProblemNotice error={begin.problem} />
        <label className="block">
          <span className="mb-1 block font-700">{say('register')}</span>
          <SelectBox
            wide
            value={register}
            onChange={(event) => {
              setRegister(event.currentTarget.value)
              setUnit('')
            }}
          >
            {choices.map((option) => (
              <option key={option.register} value={option.register}>
                {option.title}
              </option>
            ))}
          </SelectBox>
        </label>
        {units.length > 1 && (
          <label className="block">
            <span className="mb-1 block font-700">{say('units')}</span>
            <SelectBox wide value={unit} onChange={(event) => setUnit(event.currentTarget.value)}>
              <option value="">{say('allUnits')}</option>
              {units.map((option) => (
                <option key={option.id} value={option.id}>
                  {option.title}
                </option>
              ))}
            </SelectBox>
          </label>
        )}
        <FieldFrame field={dueField} id="begin-due" required={false} fault={undefined}>
          {(describedBy) => (
            <DateInput
              field={dueField}
              id="begin-due"
              value={due}
              onChange={setDue}
              onBlur={() => undefined}
              describedBy={describedBy}
              invalid={false}
              required={false}
              axes={[]}
            />
          )}
        </FieldFrame>
      </div>
    </DialogFrame>
  )
}
