import { isJsonObject, type JsonObject } from '../../../shared/model/json.ts';
import { META } from '../../../shared/spec/modern.ts';
import type { SeenExchange } from '../seen-exchange.ts';

interface KnownServer {
  name?: string;
  version?: string;
  readonly gateways: Set<string>;
}

const MOST_INSTANCES = 2000;

/** Which instances serve one MCP server: behind one gateway, or with the same name and version in what they answer. */
export class Fleets {
  readonly #servers = new Map<string, KnownServer>();

  learn(exchange: SeenExchange): void {
    const { instanceId, gateway, answer } = exchange;
    if (instanceId === '') return;
    const known = this.#servers.get(instanceId) ?? { gateways: new Set<string>() };
    if (gateway) known.gateways.add(gateway.gatewayId);
    const info = answer?.result && serverInfoIn(answer.result);
    if (info && typeof info['name'] === 'string') {
      known.name = info['name'];
      if (typeof info['version'] === 'string') known.version = info['version'];
      else delete known.version;
    }
    if (!this.#servers.has(instanceId) && this.#servers.size < MOST_INSTANCES) {
      this.#servers.set(instanceId, known);
    }
  }

  /** Undefined where nothing tells. One server of two versions may be in the middle of a rollout: nothing tells either. */
  areOne(one: string, other: string): boolean | undefined {
    if (one === other) return true;
    const [left, right] = [this.#servers.get(one), this.#servers.get(other)];
    if (!left || !right) return undefined;
    if ([...left.gateways].some((gateway) => right.gateways.has(gateway))) return true;
    if (left.name === undefined || right.name === undefined) return undefined;
    if (left.name !== right.name) return false;
    return left.version === right.version ? true : undefined;
  }
}

/** Of a modern result, or of the answer to initialize. */
function serverInfoIn(result: JsonObject): JsonObject | undefined {
  const meta = result['_meta'];
  const info = isJsonObject(meta) ? (meta[META.serverInfo] ?? result['serverInfo']) : result['serverInfo'];
  return isJsonObject(info) ? info : undefined;
}
