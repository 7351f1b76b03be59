import type { MockNews, MockSettings, MockState } from '../../../shared/model/mock.ts';
import { GatewayBench } from '../gateway/gateway-bench.ts';

const PLAIN: Omit<MockSettings, 'captureId'> = {
  listen: { host: '127.0.0.1', port: 0 },
  lenient: false,
  faults: false,
  allowOrigins: [],
  record: false,
};

/** An engine whose gateway records a client's day, and whose mock answers in place of the servers then. */
export class MockBench {
  readonly gateways: GatewayBench;
  readonly news: MockNews[] = [];

  private constructor(gateways: GatewayBench) {
    this.gateways = gateways;
    gateways.engine.bridge.on('mock', (news) => this.news.push(news));
  }

  static async open(): Promise<MockBench> {
    return new MockBench(await GatewayBench.open());
  }

  /** Records what somebody does with these servers; resolves with the capture's id, once all of it is there. */
  async record(
    urls: readonly string[],
    day: (url: string) => Promise<void>,
    settings: Parameters<GatewayBench['gateway']>[1] = {},
  ): Promise<string> {
    const { id, url } = await this.gateways.gateway(urls, settings);
    await day(url);
    await this.gateways.ask('gateway.stop', { id });
    const recording = (await this.gateways.ask('capture.list', null)).find((capture) => capture.recording);
    return recording?.id ?? '';
  }

  start(captureId: string, settings: Partial<MockSettings> = {}): Promise<MockState> {
    return this.gateways.ask('mock.start', { ...PLAIN, captureId, ...settings });
  }

  /** What it has done. */
  stop({ id }: MockState): Promise<MockState> {
    return this.gateways.ask('mock.stop', { id });
  }

  close(): Promise<void> {
    return this.gateways.close();
  }
}
