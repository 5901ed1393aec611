/**
 * A Blob whose stream can be broken off at any moment: everything is in it before anybody reads. The stream of a
 * plain Blob is filled as it is read, and was seen (rarely, under load) to go on after a page had left in the middle
 * of an answer: `ERR_INVALID_STATE`, thrown where nobody can catch it.
 */
class MemoryBlob extends Blob {
  readonly #bytes: Uint8Array<ArrayBuffer>

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    super([bytes])
    this.#bytes = bytes
  }

  override stream(): ReturnType<Blob['stream']> {
    const bytes = this.#bytes
    return new ReadableStream({
      start(controller) {
        if (bytes.length > 0) controller.enqueue(bytes)
        controller.close()
      },
    })
  }
}

export const memoryBlob = (bytes: Uint8Array<ArrayBuffer>): Blob => new MemoryBlob(bytes)
