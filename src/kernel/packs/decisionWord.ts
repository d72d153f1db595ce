/**
 * The noun of a decision by its title, as it stands in seals: 承認 of 承認する; 許可 where the title
 * is no such verb.
 */
export function decisionWord(title: string | undefined): string {
  return /(\p{Script=Han}{2,4})する$/u.exec(title ?? '')?.[1] ?? '許可'
}
