/** The two panes of the archive and of a paper: what is read, and beside it in a wide window what is known of it. */
export const panesSx = (isWide: boolean) => ({
  display: 'grid',
  gridTemplateColumns: isWide ? 'minmax(0, 1fr) 23rem' : 'minmax(0, 1fr)',
  gridTemplateRows: 'minmax(0, 1fr)',
  gap: 2,
  flex: 1,
  minHeight: 0,
})
