import { Link } from '#ui/parts/Button.tsx'

/** A link to an entry: its name, with its number in small. */
export function EntryLink({
  register,
  id,
  name,
  number,
}: {
  readonly register: string
  readonly id: string
  readonly name: string
  readonly number: string
}) {
  return (
    <>
      <Link href={`/registers/${register}/${id}`}>{name}</Link>{' '}
      <span className="text-[0.8125rem] text-sub numerals">{number}</span>
    </>
  )
}
