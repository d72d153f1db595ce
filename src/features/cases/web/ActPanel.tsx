import { useMemo, useState } from 'react'
import { Form } from '#ui/form/Form.tsx'
import { FormEntries } from '#ui/form/entries.ts'
import { KnownFields } from '#ui/form/known.ts'
import type { KnownField } from '#ui/form/known.ts'
import type { FormSection, Values } from '#ui/form/types.ts'
import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import type { ButtonKind } from '#ui/parts/Button.tsx'
import { FootBar } from '#ui/parts/FootBar.tsx'
import { ProblemNotice } from '#ui/parts/ProblemNotice.tsx'
import type { Decision, SafeguardView } from '../contract/abilities.ts'
import type { CaseView } from '../contract/caseView.ts'
import { ActSupplementFields } from './ActSupplementFields.tsx'
import { LiveDoor } from './Door.tsx'
import { CommentDialog } from './CommentDialog.tsx'
import { peopleText } from './peopleText.ts'
import { SignDialog } from './SignDialog.tsx'
import { actRequest } from './useAct.ts'
import { onwardOf, useActFlow } from './useActFlow.ts'
import type { ActFlow } from './useActFlow.ts'
import { useActSupplements } from './useActSupplements.ts'

/**
 * The act at the current step: what the actor must confirm, give back, write and sign, and a button
 * for each decision. With `onPaper` the reader records what the actor wrote by hand.
 */
export function ActPanel({
  view,
  onPaper = false,
}: {
  readonly view: CaseView
  readonly onPaper?: boolean
}) {
  const { abilities } = view
  const sayPeople = useTexts(peopleText)
  const supplements = useActSupplements(view, onPaper)
  const [fields, setFields] = useState<Values>()
  const [known, setKnown] = useState<readonly KnownField[]>(view.door.known)
  const flow = useActFlow(view, onPaper, supplements)
  const onward = onwardOf(view)
  const sections = useMemo(
    () => abilities.safeguards.filter(({ asks }) => asks.length > 0).map(sectionOf),
    [abilities],
  )
  const about = useMemo(() => ({ about: view.about.map(({ id }) => ({ id })) }), [view.about])
  const isForm = abilities.fields.length + sections.length > 0
  const titleOf = (decision: Decision): string =>
    onPaper ? sayPeople('doRecord', { decision: decision.title }) : decision.title
  const buttons = abilities.decisions
    .filter((decision) => !isForm || decision !== onward)
    .map((decision, index) => (
      <Button
        key={decision.id}
        kind={kindOf(decision, !isForm && index === 0)}
        onPress={() => void flow.choose(decision)}
      >
        {titleOf(decision)}
      </Button>
    ))
  return (
    <div className="space-y-5 rounded-12 border-2 border-act-line bg-paper px-4 py-5 sm:px-6 max-lg:has-[>[data-foot-bar]:only-child]:contents">
      {!isForm && <ProblemNotice error={flow.problem} />}
      <ActSupplementFields
        view={view}
        onPaper={onPaper}
        supplements={supplements}
        problem={flow.problem}
      />
      {fields !== undefined && (
        <LiveDoor
          question={{ procedure: view.procedure.id, case: view.id, fields }}
          onKnown={setKnown}
        />
      )}
      {isForm && onward !== undefined ? (
        <KnownFields value={known}>
          <FormEntries value={view.about}>
            <Form
              context={about}
              {...(view.step?.asked === true && { onValues: setFields })}
              fields={abilities.fields}
              values={abilities.known}
              sections={sections}
              draft={flow.draft}
              submitLabel={titleOf(onward)}
              actions={buttons}
              onSubmit={flow.submit}
              asksDates
            />
          </FormEntries>
        </KnownFields>
      ) : (
        <FootBar>{buttons}</FootBar>
      )}
      <ActDialogs view={view} flow={flow} />
    </div>
  )
}

/** The dialog for the comment or the signature that the chosen decision needs. */
function ActDialogs({ view, flow }: { readonly view: CaseView; readonly flow: ActFlow }) {
  return (
    <>
      {flow.commenting !== undefined && (
        <CommentDialog
          decision={flow.commenting}
          onClose={flow.closeComment}
          onSend={flow.sendComment}
        />
      )}
      {flow.signing !== undefined && (
        <SignDialog
          id={view.id}
          acting={actRequest(view, flow.signing)}
          onClose={flow.closeSigning}
          onSign={flow.sendSigned}
        />
      )}
    </>
  )
}

function kindOf(decision: Decision, first: boolean): ButtonKind {
  if (decision.tone === 'good' || (decision.tone === 'neutral' && first && !decision.comment))
    return 'main'
  return decision.tone === 'bad' ? 'plain' : 'line'
}

/** The questions of a safeguard as a section of the form. */
function sectionOf({ id, title, asks, known }: SafeguardView): FormSection {
  return { id, title, pointer: `/safeguards/${id}`, fields: asks, values: known }
}
