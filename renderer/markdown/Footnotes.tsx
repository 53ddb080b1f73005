import { definitionsFor, type References } from '../../shared/markdown/references.ts'
import { SetBlock } from './SetBlock.tsx'

/** A note longer than this, in UTF-16 code units, is set by a worker. */
const longAtOnce = 1_000

/** What the footnotes of a text say, at its end. */
export function Footnotes({ references }: { readonly references: References }) {
  return (
    <section className="footnotes" aria-label="Footnotes">
      <ol>
        {[...references.notes].map(([label, text], index) => (
          <li key={label} data-note={index + 1} tabIndex={-1}>
            <SetBlock
              kind="text"
              source={text}
              setting={text.length > longAtOnce ? 'by-worker' : 'at-once'}
              definitions={definitionsFor(text, references)}
            />
          </li>
        ))}
      </ol>
    </section>
  )
}
