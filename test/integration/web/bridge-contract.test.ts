import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createWebBridge } from '../../../renderer/bridge/web-bridge.ts';
import { answerCall } from '../../../shared/bridge/answer-call.ts';
import type { Bridge } from '../../../shared/bridge/bridge.ts';
import { startWebHost } from '../../../web/host.ts';
import { describeBridgeContract } from '../../support/bridge-contract.ts';
import { openContractEngine } from '../../support/contract-engine.ts';
import { codeOf, postCode } from '../../support/web-host.ts';
import { pageSockets } from '../../support/ws-page.ts';

describeBridgeContract('in one process, behind the edge', async () => {
  const { engine, directory, close } = await openContractEngine();
  const failOnBug = (command: string, thrown: unknown): never => {
    throw new Error(`${command} threw`, { cause: thrown });
  };
  const bridge: Bridge = {
    invoke: (command, input) => answerCall(engine.bridge, command, input, failOnBug) as Promise<never>,
    on: (event, listener) => engine.bridge.on(event, listener),
    onConnection: (listener) => engine.bridge.onConnection(listener),
  };
  return { bridge, directory, close };
});

describeBridgeContract('web host', async () => {
  const { engine, directory, close } = await openContractEngine();
  const assetsDirectory = join(directory, 'renderer');
  await mkdir(assetsDirectory);
  await writeFile(join(assetsDirectory, 'index.html'), '');
  const host = await startWebHost({ engine, assetsDirectory, log: () => undefined });
  const { origin } = new URL(host.url);
  const { token } = JSON.parse((await postCode(origin, codeOf(host.url))).body) as { token: string };
  const bridge = createWebBridge({
    url: `${origin.replace('http', 'ws')}/bridge`,
    token,
    openSocket: pageSockets(origin).open,
    checkSession: () => Promise.resolve('valid'),
    onSessionEnd: () => undefined,
  });
  return {
    bridge,
    directory,
    close: async () => {
      bridge.close();
      await host.close();
      await close();
    },
  };
});
