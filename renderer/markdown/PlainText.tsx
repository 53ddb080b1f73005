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
    const far = from + longestPiece
    const line = text.lastIndexOf('\n', far - 1)
    const word = line > from ? line : text.lastIndexOf(' ', far - 1)
    const end = far >= text.length ? text.length : word > from ? word + 1 : far
    pieces.push(text.slice(from, end))
    from = end
  }
  return pieces
}

function costOf(piece: string): number {
  return piece.length + lineCost * (piece.split('\n').length - 1)
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
