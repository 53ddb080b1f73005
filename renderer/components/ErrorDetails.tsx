/** What the provider said of a failure, in its own words: closed until it is wanted. */
export function ErrorDetails({ text }: { readonly text: string | null }) {
  if (text === null) return null
  return (
    <details className="error-details">
      <summary>Details</summary>
      <p>{text}</p>
    </details>
  )
}
