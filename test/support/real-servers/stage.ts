import { request as send } from 'node:http';
import { listen, type HttpServerUnderTest } from './http-listener.ts';

/** One address at which another server can stand every time. */
export interface Stage extends HttpServerUnderTest {
  /** From now on this one answers; what the one before knew, such as its sessions, is gone. */
  put(next: HttpServerUnderTest): Promise<void>;
}

/** Ends the servers that stood there with itself. */
export async function openStage(first: HttpServerUnderTest): Promise<Stage> {
  let present = first;
  const { url, stop } = await listen((request, response) => {
    const { method, headers } = request;
    const onward = send(new URL(present.url), { ...(method && { method }), headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  return {
    url,
    async put(next) {
      const before = present;
      present = next;
      await before.stop();
    },
    async stop() {
      await stop();
      await present.stop();
    },
  };
}
