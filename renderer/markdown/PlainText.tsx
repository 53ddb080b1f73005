import { memo, useMemo } from 'react'
import { usePainted } from './slices.ts'

/** In UTF-16 code units: how long a piece is at most, and how much is painted in one go. */
const longestPiece = 4_000
const slice = 8_000
/** What a line costs besides its characters: 2,000 lines are laid out in 55 ms, whatever they hold. */
const lineCost = 25

/** A text in pieces, cut behind a line or a word where there is one. Joined they are the text. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = []
  for (let from = 0; from < text.length;) {
    // Not looked for beyond the piece: without any, that would be all of the text for each.
    const piece = text.slice(from, from + longestPiece)
    const line = piece.lastIndexOf('\n')
    const word = line > 0 ? line : piece.lastIndexOf(' ')
    const isLast = from + piece.length === text.length
    const end = isLast || word <= 0 ? piece.length : word + 1
    pieces.push(piece.slice(0, end))
    from += end
  }
  return pieces
}

function costOf(piece: string): number {
  let lines = 0
  for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1)) lines += 1
  return piece.length + lineCost * lines
}

const Piece = memo(function Piece({ text }: { readonly text: string }) {
  return <span className="text-piece">{text}</span>
})

/** A text as it is, however long it is. */
export function TextPieces({ text }: { readonly text: string }) {
  const pieces = useMemo(() => (text.length <= longestPiece ? [text] : piecesOf(text)), [text])
  const costs = useMemo(() => pieces.map(costOf), [pieces])
  const end = usePainted(costs, slice)
  if (pieces.length === 1) return text
  return pieces.slice(0, end).map((piece, index) => <Piece key={index} text={piece} />)
}

/** What a person wrote, or what is not set as Markdown: with its own line breaks and spaces. */
export function PlainText({ text }: { readonly text: string }) {
  return (
    <p className="plain-text">
      <TextPieces text={text} />
    </p>
  )
}
