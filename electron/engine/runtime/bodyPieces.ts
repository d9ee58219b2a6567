/**
 * The bytes of an answer as they arrive. A reader, because the type of a stream that can be iterated differs between
 * Node and browsers.
 */
export async function* bodyPieces({ body }: Response): AsyncGenerator<Uint8Array, void, undefined> {
  if (!body) return;
  const stream: ReadableStream<Uint8Array> = body;
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Whoever stops early lets the connection go.
    await reader.cancel().catch(() => undefined);
  }
}
