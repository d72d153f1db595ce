import { createElement, useId, useState } from 'react'
import { api } from '#ui/api.ts'
import { useAction } from '#ui/action.ts'
import { inputOf } from '#ui/form/FieldInput.tsx'
import { inputClass } from '#ui/form/inputs/inputClasses.ts'
import type { FormField } from '#ui/form/types.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Notice } from '#ui/parts/Notice.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import { showToast } from '#ui/parts/toast.ts'
import type { AuditDesk } from '../contract.ts'
import { text } from './text.ts'
import { touchedByAudits } from './touched.ts'

/** Who audits; where they are too few, that is said, and so is why somebody of the unit is among them. */
export function Team({ desk }: { readonly desk: AuditDesk }) {
  const say = useTexts(text)
  const { team, members, who, mayAnswer } = desk
  if (team === null) return null
  const isShort = mayAnswer && team.present < team.wanted
  return (
    <>
      {isShort && (
        <Notice kind="warn">
          {say('teamShort', { wanted: team.wanted, present: team.present })}
        </Notice>
      )}
      <details className="rounded-12 border border-line bg-paper px-4 py-2.5">
        <summary className="cursor-pointer leading-160">
          {say('team')}
          <span className="ml-3 text-sub">{who.join(signs().list)}</span>
        </summary>
        {members.map(({ name, reason }) =>
          reason === null ? null : (
            <p key={name} className="mt-2">
              {say('excepted', { name, reason })}
            </p>
          ),
        )}
        {mayAnswer && <AddMember desk={desk} title={say('addMember')} />}
      </details>
    </>
  )
}

function AddMember({ desk, title }: { readonly desk: AuditDesk; readonly title: string }) {
  const say = useTexts(text)
  const [person, setPerson] = useState<unknown>()
  const [reason, setReason] = useState('')
  const ids = { person: useId(), reason: useId() }
  const field: FormField = { id: 'person', title, type: 'person', required: true }
  const adding = useAction({
    call: () =>
      api.post('/api/occurrences/:id/members', {
        params: { id: desk.id },
        body: { person: String(person), reason: reason.trim() || undefined },
      }),
    invalidates: touchedByAudits,
    done: () => {
      setPerson(undefined)
      setReason('')
      showToast(say('added'))
    },
  })
  return (
    <div className="mt-3 flex flex-col gap-3">
      <ProblemNotice error={adding.problem} />
      <div>
        <label htmlFor={ids.person} className="mb-1 block text-[0.9375rem]">
          {title}
        </label>
        {createElement(inputOf(field), {
          field,
          id: ids.person,
          value: person,
          onChange: setPerson,
          onBlur: () => undefined,
          describedBy: ids.person,
          invalid: false,
          required: false,
          axes: [],
        })}
      </div>
      <div>
        <label htmlFor={ids.reason} className="mb-1 block text-[0.9375rem]">
          {say('memberReason')}
        </label>
        <input
          id={ids.reason}
          value={reason}
          maxLength={500}
          onChange={({ target }) => setReason(target.value)}
          className={inputClass(false)}
        />
      </div>
      <Button
        kind="line"
        isDisabled={typeof person !== 'string'}
        isPending={adding.pending}
        onPress={() => void adding.run()}
      >
        {say('add')}
      </Button>
    </div>
  )
}
