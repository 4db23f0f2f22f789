/** Text with what was searched for marked: every second piece. */
export function Marked({ pieces }: { pieces: readonly string[] }) {
  return (
    <>
      {pieces.map((piece, at) =>
        piece === '' ? null : at % 2 === 1 ? <mark key={at}>{piece}</mark> : <span key={at}>{piece}</span>,
      )}
    </>
  )
}
