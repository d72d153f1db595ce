/** An address of a page of the program; everything else is left to the browser: schemes, files of the API, places in the page. */
export function isPage(href: string): boolean {
  return /^\/(?!\/|api\/)/.test(href)
}

/** A parameter of RFC 3966 for the extension, written 内線12, 内12, ext. 12 or x12. */
const extension = /(?:内線?|ext\.?|x)\s*:?\s*(\d+)/i

/**
 * The link that dials a number as a person wrote it: full-width digits, hyphens, brackets and blanks
 * go, a leading + stays, an extension becomes `;ext=`. A bare extension is dialled as it is, of
 * several numbers the first. Null where nothing can be dialled.
 */
export function telephoneHref(written: string): string | null {
  const [text = ''] = written.normalize('NFKC').split(/[、,・/;]/)
  const after = extension.exec(text)
  const main = text.slice(0, after?.index ?? text.length)
  const abroad = /^\D*\+/.test(main)
  const digits = (abroad ? main.replace('(0)', '') : main).replace(/\D/g, '')
  const number = digits === '' ? '' : `${abroad ? '+' : ''}${digits}`
  const inner = after?.[1]
  if (number === '') return inner === undefined ? null : `tel:${inner}`
  return `tel:${number}${inner === undefined ? '' : `;ext=${inner}`}`
}

/** The link that begins a mail; null where the text is no address. */
export function mailHref(address: string): string | null {
  const text = address.normalize('NFKC').trim()
  return /^[^\s@]+@[^\s@]+$/.test(text)
    ? `mailto:${encodeURIComponent(text).replace('%40', '@')}`
    : null
}
