import { workerData, type MessagePort } from 'node:worker_threads';

// The thread that sends for k6-http.ts.

const { port, flag } = workerData as { readonly port: MessagePort; readonly flag: Int32Array };

interface Order {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function answer({ method, url, body, headers }: Order): Promise<object> {
  try {
    const response = await fetch(url, { method, body, headers });
    const canonical = [...response.headers].map(([name, value]) => [
      name.replaceAll(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()),
      value,
    ]);
    return {
      status: response.status,
      headers: Object.fromEntries(canonical) as object,
      body: await response.text(),
    };
  } catch {
    // So k6 does where nobody answers.
    return { status: 0, headers: {}, body: null };
  }
}

port.on('message', (order: Order) => {
  void answer(order).then((response) => {
    port.postMessage(response);
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  });
});
