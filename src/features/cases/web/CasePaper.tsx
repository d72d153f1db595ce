import { hrefOf } from '#ui/api.ts'
import { signs, useTexts } from '#ui/i18n/index.ts'
import { Link } from '#ui/parts/Button.tsx'
import { PaperView } from '#ui/parts/PaperView.tsx'
import type { CaseView } from '../contract/caseView.ts'
import { keyOf } from './keyOf.ts'
import { text } from './text.ts'

/** The form of a case as paper: its applicant, the linked cases and the filled-in fields. */
export function CasePaper({ view }: { readonly view: CaseView }) {
  const say = useTexts(text)
  // Fields of the form below the paper are not shown on the paper as well.
  const inForm = new Set([
    ...view.abilities.fields.map((field) => keyOf({ field: field.id })),
    ...view.abilities.safeguards.flatMap((safeguard) =>
      safeguard.asks.map((field) => keyOf({ safeguard: safeguard.id, field: field.id })),
    ),
  ])
  return (
    <PaperView
      label={say('paper')}
      lines={[
        {
          id: 'applicant',
          title: say('applicant'),
          value: say('applicantOf', {
            unit: view.applicant.unit,
            name: view.applicant.name,
          }),
        },
        ...view.linked.map((linkedCase) => ({
          id: linkedCase.id,
          title: say(linkedCase.relation),
          value: (
            <Link
              href={`/cases/${linkedCase.id}`}
            >{`${linkedCase.number}${signs().gap}${linkedCase.subject}`}</Link>
          ),
        })),
        ...view.paper
          .filter((row) => !inForm.has(keyOf(row)))
          .map((row) => ({
            id: keyOf(row),
            title: row.title,
            value: valueOf(view, row),
            ...(row.changed ? { before: beforeOf(view, keyOf(row)) } : {}),
          })),
      ]}
    />
  )
}

function valueOf(view: CaseView, row: CaseView['paper'][number]) {
  if (row.files !== undefined) {
    return (
      <ul className="space-y-0.5">
        {row.files.map((file) => (
          <li key={file.id}>
            <a
              className="text-act underline underline-offset-3"
              href={hrefOf('/api/cases/:id/files/:file', {
                params: { id: view.id, file: file.id },
              })}
              target="_blank"
              rel="noreferrer"
            >
              {file.name}
            </a>
          </li>
        ))}
      </ul>
    )
  }
  if (row.field !== 'about') return <span className="whitespace-pre-line">{row.value}</span>
  return (
    <ul className="space-y-0.5">
      {view.about.map((entry) => (
        <li key={entry.id}>
          <Link href={`/registers/${entry.register}/${entry.id}`}>{entry.title}</Link>
        </li>
      ))}
    </ul>
  )
}

/** The value of a field before its last change. */
function beforeOf(view: CaseView, key: string): string {
  return (
    view.history
      .findLast((event) => event.changed.some((change) => keyOf(change) === key))
      ?.changed.find((change) => keyOf(change) === key)?.from ?? ''
  )
}
