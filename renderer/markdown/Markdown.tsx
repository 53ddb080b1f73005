import { memo, useMemo, useState } from 'react'
import { noBlocks, splitBlocks } from '../../shared/markdown/blocks.ts'
import { definitionsFor, referencesOf } from '../../shared/markdown/references.ts'
import { askedPortions, askForPortions } from './askedPortions.ts'
import { FootnoteNumbers } from './FootnoteReference.tsx'
import { Footnotes } from './Footnotes.tsx'
import { KeepSelection } from './KeepSelection.tsx'
import { PlainText } from './PlainText.tsx'
import { SetBlock, SetButton } from './SetBlock.tsx'
import { usePainted } from './slices.ts'

/** What one slice may cost, in UTF-16 code units of plain text: about 15 ms. */
const slice = 10_000
/** How much of a text is set before that is asked for, by cost and by blocks; each time it is, so much more. */
const portion = { cost: 300_000, blocks: 1_500 } as const

/** How many blocks at the beginning are set in so many portions. */
function setWithin(costs: readonly number[], portions: number): number {
  const most = Math.min(costs.length, portion.blocks * portions)
  let left = portion.cost * portions
  for (let index = 0; index < most; index += 1) {
    left -= costs[index] ?? 0
    if (left < 0) return Math.max(index, 1)
  }
  return most
}

/**
 * The one way in which the text of a model is shown, streamed or stored. Only the last block changes while it grows;
 * what is long comes in slices, and what is very long as plain text at first.
 */
export const Markdown = memo(function Markdown({ text }: { readonly text: string }) {
  const [previous, setPrevious] = useState(noBlocks)
  const [portions, setPortions] = useState(() => askedPortions(text))
  const split = splitBlocks(text, previous, portion.blocks * portions + 1)
  if (split !== previous) setPrevious(split)
  const { blocks, source } = split
  const costs = useMemo(() => blocks.map(({ cost }) => cost), [blocks])
  const set = setWithin(costs, portions)
  const painted = usePainted(set === costs.length ? costs : costs.slice(0, set), slice)
  const references = useMemo(() => referencesOf(blocks), [blocks])
  const complete = painted >= set
  function showMore(): void {
    askForPortions(text, portions + 1)
    setPortions(portions + 1)
  }
  const rest = complete ? source.slice(blocks[set - 1]?.end ?? 0) : ''
  return (
    <FootnoteNumbers notes={references.notes}>
      <div className="markdown">
        {blocks.slice(0, painted).map(({ kind, setting, source: block }, index) => (
          // A block is known by its place: text is only ever appended.
          <KeepSelection key={index} className="markdown-block">
            <SetBlock
              kind={kind}
              source={block}
              setting={setting}
              definitions={kind === 'code' ? '' : definitionsFor(block, references)}
            />
          </KeepSelection>
        ))}
        {rest !== '' && (
          <KeepSelection className="markdown-block">
            <SetButton asked={false} onAsk={showMore} />
            <PlainText text={rest} />
          </KeepSelection>
        )}
        {complete && references.notes.size > 0 && <Footnotes references={references} />}
      </div>
    </FootnoteNumbers>
  )
})
