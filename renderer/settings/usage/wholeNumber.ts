/** Digits in groups of three, parted by one and the same sign: 4,000 and 4.000 and 4 000 are all four thousand. */
const grouped = /^\d{1,3}(?:([.,\s’'])\d{3})(?:\1\d{3})*$/u

/** The whole number that a person typed; null where it is none, so that 4.5 is not taken for 45 or for 4. */
export function wholeNumber(text: string): number | null {
  const trimmed = text.trim()
  if (!grouped.test(trimmed) && !/^\d+$/u.test(trimmed)) return null
  return Number(trimmed.replaceAll(/\D/gu, ''))
}
