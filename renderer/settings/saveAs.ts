/**
 * Hands a file over to the browser, which saves it, or asks first where to. What comes of it the page is not told: so
 * nobody is told either that it was saved.
 */
export function saveAs(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The download has taken hold of it by then; until it is let go, its bytes stay.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
