/**
 * An answer that carries bytes is a form of parts. Node's fetch fills such a form while it is read, and goes on after
 * a page has left in the middle: it then throws where nobody can catch it. Here the form is written out whole first
 * (bytes come in pieces of at most 4 MiB), so that what is sent is a stream that can be broken off at any moment.
 */
import type { StandardHandleResult } from '@orpc/server/standard'

/** The form as bytes that wait, all of them, before anybody reads. */
export async function wholeForm(form: FormData): Promise<{ type: string; body: ReadableStream<Uint8Array> }> {
  const written = new Response(form)
  const type = written.headers.get('content-type') ?? ''
  const bytes = await written.bytes()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes)
      controller.close()
    },
  })
  return { type, body }
}

/** For oRPC's `rootInterceptors`: the outermost, after which nothing touches the answer. */
export async function answerWhole({ next }: { next(): Promise<StandardHandleResult> }): Promise<StandardHandleResult> {
  const result = await next()
  if (!result.matched || !(result.response.body instanceof FormData)) return result
  const { type, body } = await wholeForm(result.response.body)
  return {
    ...result,
    response: { ...result.response, headers: { ...result.response.headers, 'content-type': type }, body },
  }
}
