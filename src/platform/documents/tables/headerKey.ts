/**
 * A heading in the form in which it is compared: one width and one case, without the blanks that
 * spread a short word (a name of two letters), without line breaks and marks of what is required.
 */
export function headerKey(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s\u3000\u200b]+/g, '')
    .replaceAll(/^[*※●○◎]+|[*※]+$/g, '')
    .replaceAll(/[（(](?:必須|任意|required)[)）]$/gi, '')
    .toLowerCase()
}
