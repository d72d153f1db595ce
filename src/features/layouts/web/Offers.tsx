import { signs, useTexts } from '#ui/i18n/index.ts'
import { PlainTable } from '#ui/parts/PlainTable.tsx'
import type { PlainColumn } from '#ui/parts/PlainTable.tsx'
import type { Offer } from '../contract.ts'
import { text } from './text.ts'

/** The placeholders that the cells of a layout may contain. */
export function Offers({ offers }: { readonly offers: readonly Offer[] }) {
  const say = useTexts(text)
  const columns: readonly PlainColumn<Offer>[] = [
    { title: say('write'), cell: (offer) => `{${offer.name}}` },
    {
      title: say('kind'),
      cell: (offer) =>
        offer.table === null
          ? say(offer.kind === 'seal-part' ? 'seal' : offer.kind)
          : say('columnOf', { table: offer.table }),
    },
    {
      title: say('also'),
      cell: (offer) => offer.also.map((name) => `{${name}}`).join(signs().gap),
    },
  ]
  return (
    <div className="space-y-3">
      <p className="max-w-prose text-[0.9375rem] text-sub">{say('offersLead')}</p>
      {offers.some((offer) => offer.kind === 'column') && (
        <p className="max-w-prose text-[0.9375rem] text-sub">{say('offersTable')}</p>
      )}
      {offers.some((offer) => offer.kind === 'seal-part') && (
        <p className="max-w-prose text-[0.9375rem] text-sub">{say('offersSeal')}</p>
      )}
      {offers.some((offer) => offer.kind === 'record') && (
        <p className="max-w-prose text-[0.9375rem] text-sub">{say('offersRecord')}</p>
      )}
      <PlainTable
        label={say('offers')}
        columns={columns}
        rows={offers.filter((offer) => offer.kind !== 'seal-part')}
        rowId={(offer) => offer.name}
      />
    </div>
  )
}
