import type { Snippet } from '#contract/documents.contract.ts'

export function MarkedText({ pieces }: { pieces: Snippet }) {
  return pieces.map((piece, index) => (piece.hit ? <mark key={index}>{piece.text}</mark> : piece.text))
}
