import { useId, useState } from 'react'
import type { FormEvent } from 'react'
import { api, keyOf } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { useFormatDate } from '#ui/dates.ts'
import { textOf } from '#ui/form/values.ts'
import { inputClass } from '#ui/form/inputs/inputClasses.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { DialogFrame } from '#ui/parts/Dialog.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { SelectBox } from '#ui/parts/SelectBox.tsx'
import type { MachineList } from '../../contract/machines.ts'
import { text } from '../text.ts'

/** Makes the token of a machine and shows it once, with the names of the items that it answers. */
export default function MachineDialog({
  round,
  list,
  onClose,
}: {
  readonly round: string
  readonly list: MachineList
  readonly onClose: () => void
}) {
  const say = useTexts(text)
  const date = useFormatDate()
  const form = useId()
  const [token, setToken] = useState<string>()
  const make = useAction({
    call: (given: FormData) => {
      const line = textOf(given.get('line'))
      return api.post('/api/machine/tokens', {
        body: {
          ...(line === '' ? {} : { line }),
          title: textOf(given.get('title')),
          until: textOf(given.get('until')),
          password: textOf(given.get('password')),
        },
      })
    },
    invalidates: [keyOf('/api/rounds/:round/machines', { round }), keyOf('/api/tasks')],
    done: (made) => setToken(made.token),
  })
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    void make.run(new FormData(event.currentTarget))
  }
  return (
    <DialogFrame
      isOpen
      title={say('machineMake')}
      onClose={onClose}
      actions={
        token === undefined ? (
          <>
            <Button kind="main" type="submit" form={form} isPending={make.pending}>
              {say('machineMakeYes')}
            </Button>
            <Button onPress={onClose}>{say('cancel')}</Button>
          </>
        ) : (
          <Button kind="main" onPress={onClose}>
            {say('machineClose')}
          </Button>
        )
      }
    >
      {token === undefined ? (
        <form id={form} className="space-y-4" onSubmit={send}>
          <ProblemNotice error={make.problem} />
          <label className="block font-700">
            {say('machineLine')}
            <span className="mt-1 block font-400">
              <SelectBox name="line" defaultValue={list.lines[0]?.id ?? ''}>
                {list.lines.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </SelectBox>
            </span>
          </label>
          <label className="block font-700">
            {say('machineTitle')}
            <input name="title" required maxLength={100} className={`mt-1 ${inputClass(false)}`} />
          </label>
          <label className="block font-700">
            {say('machineUntilDay')}
            <span className="block text-[0.875rem] font-400 text-sub">
              {say('machineUntilHelp', { date: date(list.lastTokenDay) })}
            </span>
            <input
              name="until"
              type="date"
              required
              max={list.lastTokenDay}
              className={`mt-1 ${inputClass(false)}`}
            />
          </label>
          <label className="block font-700">
            {say('machinePassword')}
            <span className="block text-[0.875rem] font-400 text-sub">
              {say('machinePasswordHelp')}
            </span>
            <input
              name="password"
              type="password"
              required
              maxLength={200}
              autoComplete="current-password"
              className={`mt-1 ${inputClass(false)}`}
            />
          </label>
        </form>
      ) : (
        <div className="space-y-4">
          <p>{say('machineToken')}</p>
          <output className="block rounded-8 bg-soft p-3 font-mono break-all select-all">
            {token}
          </output>
          <p>{say('machineItems')}</p>
          <ul className="list-disc space-y-1 pl-5">
            {list.items.map(({ key, title }) => (
              <li key={key}>
                <code>{key}</code> {title}
              </li>
            ))}
          </ul>
        </div>
      )}
    </DialogFrame>
  )
}
