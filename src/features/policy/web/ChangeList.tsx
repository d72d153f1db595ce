import { useState } from 'react'
import { areaTitles, keyTitle } from '#kernel/packs/compare/labels.ts'
import { changeAreas } from '#kernel/packs/compare/labels.ts'
import { useLanguage, useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { Tag } from '#ui/parts/Tag.tsx'
import type { EditionProposal } from '../contract.ts'
import { text } from './text.ts'

type Change = EditionProposal['changes'][number]

/** Changes of one area that are shown at first. */
const shownFirst = 20

const looks = { added: 'good', removed: 'refused', changed: 'plain', moved: 'plain' } as const

/** What an edition says otherwise than the one in force, by the files of the pack. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  const say = useTexts(text)
  const byArea = Map.groupBy(changes, (change) => change.area)
  if (changes.length === 0) return <p className="mt-4">{say('changesNone')}</p>
  return (
    <div className="mt-5">
      <h4 className="mb-2 font-700">{say('changes', { count: changes.length })}</h4>
      <div className="divide-y divide-line overflow-clip rounded-8 border border-line">
        {changeAreas.map((area) => {
          const inArea = byArea.get(area)
          return inArea && <Area key={area} area={area} changes={inArea} />
        })}
      </div>
    </div>
  )
}

function Area({
  area,
  changes,
}: {
  readonly area: Change['area']
  readonly changes: readonly Change[]
}) {
  const say = useTexts(text)
  const language = useLanguage()
  const [all, setAll] = useState(false)
  return (
    <details open={changes.length <= shownFirst}>
      <summary className="flex min-h-11 cursor-pointer items-center gap-3 bg-soft px-4 font-700 hover:bg-calm-soft">
        <span className="grow">{areaTitles[area][language]}</span>
        <span className="font-400 text-sub numerals">{changes.length}</span>
      </summary>
      <ul className="divide-y divide-line">
        {(all ? changes : changes.slice(0, shownFirst)).map((change) => (
          <li key={`${change.path} ${change.change}`} className="px-4 py-3">
            <ChangeItem change={change} />
          </li>
        ))}
      </ul>
      {!all && changes.length > shownFirst && (
        <div className="px-4 py-3">
          <Button onPress={() => setAll(true)}>{say('showAll', { count: changes.length })}</Button>
        </div>
      )}
    </details>
  )
}

function ChangeItem({ change }: { readonly change: Change }) {
  const say = useTexts(text)
  const language = useLanguage()
  const what = [
    ...change.subject,
    ...change.keys.map((key) => keyTitle(key, change.area)[language]),
  ]
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-1">
      <Tag state={looks[change.change]}>{say(`change.${change.change}`)}</Tag>
      <div className="min-w-0 grow basis-72">
        <p className="font-700">{what.join(' › ')}</p>
        {change.before !== null && (
          <p className="break-words text-[0.9375rem] text-sub">
            <span className="sr-only">{say('before')}</span>
            <del className="decoration-edge">{change.before}</del>
          </p>
        )}
        {change.after !== null && (
          <p className="break-words text-[0.9375rem]">
            <span className="sr-only">{say('after')}</span>
            <ins className="no-underline">{change.after}</ins>
          </p>
        )}
      </div>
    </div>
  )
}
