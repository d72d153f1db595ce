import { ApiProblem, fieldOf } from '#ui/api.ts'
import { useTexts } from '#ui/i18n/index.ts'
import type { CaseView } from '../contract/caseView.ts'
import { Confirmations } from './Confirmations.tsx'
import { HoldingsList } from './HoldingsList.tsx'
import { PaperFields } from './PaperFields.tsx'
import { peopleText } from './peopleText.ts'
import { text } from './text.ts'
import type { ActSupplements } from './useActSupplements.ts'

/** What the actor gives besides the form: the paper, the holdings and the confirmations. */
export function ActSupplementFields({
  view,
  onPaper,
  supplements,
  problem,
}: {
  readonly view: CaseView
  readonly onPaper: boolean
  readonly supplements: ActSupplements
  readonly problem: unknown
}) {
  const say = useTexts(peopleText)
  const sayCase = useTexts(text)
  const { abilities } = view
  const faults = problem instanceof ApiProblem ? problem.faults : []
  const confirmations = new Map(
    abilities.decisions
      .flatMap((decision) => decision.confirm)
      .map((confirmation) => [confirmation.id, confirmation]),
  )
  return (
    <>
      {onPaper && (
        <PaperFields
          persons={abilities.mayRecord}
          value={supplements.paper}
          faults={Object.fromEntries(
            faults
              .filter((fault) => fault.at.startsWith('/paper/'))
              .map((fault) => [fieldOf(fault), fault.detail]),
          )}
          onChange={supplements.setPaper}
        />
      )}
      {abilities.question !== null && (
        <label className="block">
          <span className="mb-1 block font-700">{sayCase('reply')}</span>
          <textarea
            rows={3}
            required
            maxLength={4000}
            value={supplements.reply}
            onChange={(event) => supplements.setReply(event.currentTarget.value)}
            className="w-full rounded-8 border border-edge px-3 py-2 leading-170"
          />
        </label>
      )}
      {abilities.sign !== null && !onPaper && (
        <p className="text-[0.9375rem] text-sub">
          {say('signLead', { title: abilities.sign.title })}
        </p>
      )}
      {abilities.holdings !== null && (
        <HoldingsList
          holdings={abilities.holdings}
          value={supplements.holdings}
          faults={new Set(faults.map(fieldOf))}
          onChange={supplements.setHoldings}
        />
      )}
      {confirmations.size > 0 && (
        <Confirmations
          list={[...confirmations.values()]}
          value={supplements.confirmed}
          fault={supplements.unconfirmed}
          onChange={supplements.setConfirmed}
        />
      )}
    </>
  )
}
