import { useTexts } from '#ui/i18n/index.ts'
import { Button } from '#ui/parts/Button.tsx'
import { PrintButton } from '#ui/parts/PrintButton.tsx'
import { showToast } from '#ui/parts/toast.ts'
import { text } from './text.ts'

/** Recovery codes, shown only once, to be copied or printed. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const say = useTexts(text)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(codes.join('\n'))
    showToast(say('copied'))
  }
  return (
    <>
      <h2 className="text-[1.125rem]">{say('codesTitle')}</h2>
      <p className="mt-1">{say('codesBody')}</p>
      <ol className="my-4 grid gap-x-6 gap-y-1 font-mono sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-3">
        <Button onPress={() => void copy()}>{say('copy')}</Button>
        <PrintButton />
      </div>
    </>
  )
}
