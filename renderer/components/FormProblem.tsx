/** What is wrong with a form as a whole, said as soon as it appears. */
export function FormProblem({ text }: { readonly text: string | undefined }) {
  return (
    <div role="alert" className="form-problem">
      {text && <p className="field-error">{text}</p>}
    </div>
  )
}
