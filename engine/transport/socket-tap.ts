import type { Socket } from 'node:net';

/** Hears the exact bytes of a socket: the plaintext of a TLS socket. */
export interface TapListener {
  written(bytes: Uint8Array): void;
  read(bytes: Uint8Array): void;
}

type WriteCallback = (error?: Error | null) => void;

/**
 * Listens to a socket that an HTTP request has just been given, until the returned function is called. Reads
 * are heard before the HTTP parser sees them, writes as they are handed to the socket.
 */
export function tapSocket(socket: Socket, listener: TapListener): () => void {
  const onData = (bytes: Uint8Array): void => {
    listener.read(bytes);
  };
  socket.prependListener('data', onData);
  const write = socket.write.bind(socket);
  // The HTTP client hands everything to `write`; a property of the socket's own shadows the method.
  socket.write = (
    chunk: string | Uint8Array,
    encodingOrCallback?: BufferEncoding | WriteCallback,
    callback?: WriteCallback,
  ): boolean => {
    const encoding = typeof encodingOrCallback === 'string' ? encodingOrCallback : undefined;
    const done = typeof encodingOrCallback === 'function' ? encodingOrCallback : callback;
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk;
    if (bytes.length > 0) listener.written(bytes);
    return write(bytes, done);
  };
  return () => {
    socket.off('data', onData);
    Reflect.deleteProperty(socket, 'write');
  };
}
