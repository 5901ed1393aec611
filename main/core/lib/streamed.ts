/** Long work that tells how far it is by calling back, as the stream that a long procedure answers with. */
export async function* streamed<P, R>(work: (tell: (progress: P) => void) => Promise<R>): AsyncGenerator<P, R, void> {
  const told: P[] = []
  let isOver = false
  let news = Promise.withResolvers<void>()
  const result = work((progress) => {
    told.push(progress)
    news.resolve()
  }).finally(() => {
    isOver = true
    news.resolve()
  })
  // Whoever leaves does not hear how it ended.
  result.catch(() => {})
  while (!isOver) {
    await news.promise
    news = Promise.withResolvers()
    // Only the newest matters to who was slow to ask.
    const newest = told.splice(0).at(-1)
    if (newest !== undefined) yield newest
  }
  return await result
}
