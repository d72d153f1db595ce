/** Twelve digits, in groups of four or in one, with no digit beside them. */
const twelveDigits = /(?<!\d)\d{4}[-\s]?\d{4}[-\s]?\d{4}(?!\d)/g

/**
 * Whether a text holds an individual number (個人番号): twelve digits of which the last checks the
 * others.
 */
export function hasMyNumber(text: string): boolean {
  const normalized = text.normalize('NFKC').replaceAll(/[‐‑–—―−ー]/g, '-')
  return (normalized.match(twelveDigits) ?? []).some((digits) =>
    isMyNumber(digits.replaceAll(/\D/g, '')),
  )
}

/**
 * The check digit as 平成26年総務省令第85号第5条 reckons it: from the right, the first six of the eleven
 * digits weigh 2 to 7, the others 2 to 6.
 */
function isMyNumber(digits: string): boolean {
  const eleven = Array.from(digits.slice(0, 11), Number).toReversed()
  const rest =
    eleven.reduce((sum, digit, index) => sum + digit * (index < 6 ? index + 2 : index - 4), 0) % 11
  return Number(digits[11]) === (rest <= 1 ? 0 : 11 - rest)
}
