/** KaTeX with its sheet: a part of the window that is loaded for the first formula. */
// A sheet has nothing to give a name to.
// oxlint-disable-next-line import/no-unassigned-import
import 'katex/dist/katex.min.css'

export { render } from 'katex'
