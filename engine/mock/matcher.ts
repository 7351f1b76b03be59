import type { Difference } from '../../shared/model/difference.ts';
import type { Era } from '../../shared/model/instance.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import { diffJson } from '../replay/diff/diff-json.ts';
import type { RecordingIndex, SameRequests } from './recording-index.ts';
import { fitsRedacted, hasPlaceholder } from './redacted-values.ts';
import { comparedParams, nameOf, requestKey } from './request-key.ts';

/** So many kinds of requests are looked at for the one that is nearest. */
const MOST_NEAR = 200;

/** A request as it is looked for: with recorded values in place of the mock's own. */
export interface Wanted {
  readonly era: Era;
  readonly method: string;
  readonly params: JsonObject;
}

/** What of a recording is nearest to a request that is not in it. */
export interface Nearest {
  readonly number: number;
  /** Left what was recorded, right what was asked; pointers into `params`. */
  readonly differences: readonly Difference[];
}

export type Match =
  /** `differences`: it is only the nearest one. */
  | { readonly kind: 'found'; readonly same: SameRequests; readonly nearest?: Nearest }
  | { readonly kind: 'none'; readonly nearest?: Nearest; readonly names: readonly string[] };

/** The recorded parameters of a request; undefined where they cannot be read any more. */
export type ReadParams = (number: number) => Promise<JsonObject | undefined>;

/** Looks for a request in a recording. `lenient`: the nearest one of its method and name will do. */
export async function matchRequest(
  index: RecordingIndex,
  wanted: Wanted,
  { lenient, read }: { readonly lenient: boolean; readonly read: ReadParams },
): Promise<Match> {
  const { era, method, params } = wanted;
  const name = nameOf(params);
  const same = index.same(era, method, name, requestKey(method, params));
  if (same) return { kind: 'found', same };
  const redacted = await findRedacted(index, wanted, read);
  if (redacted) return { kind: 'found', same: redacted };
  const found = await findNearest(index.named(era, method, name), wanted, read);
  if (found && lenient) return { kind: 'found', ...found };
  return { kind: 'none', ...(found && { nearest: found.nearest }), names: index.names(era, method) };
}

/** Where secrets were replaced, whatever stands in their place is the same request. */
async function findRedacted(
  index: RecordingIndex,
  { era, method, params }: Wanted,
  read: ReadParams,
): Promise<SameRequests | undefined> {
  const asked = comparedParams(method, params);
  const name = nameOf(params);
  const names = index.names(era, method).filter((one) => one === name || hasPlaceholder(one));
  const candidates = names
    .flatMap((one) => index.named(era, method, one))
    .filter(([{ redacted }]) => redacted === true)
    .slice(0, MOST_NEAR);
  for (const same of candidates) {
    const recorded = await read(same[0].number);
    if (recorded && fitsRedacted(comparedParams(method, recorded), asked)) return same;
  }
  return undefined;
}

async function findNearest(
  candidates: readonly SameRequests[],
  { method, params }: Wanted,
  read: ReadParams,
): Promise<{ readonly same: SameRequests; readonly nearest: Nearest } | undefined> {
  const asked = comparedParams(method, params);
  let best: { readonly same: SameRequests; readonly nearest: Nearest } | undefined;
  for (const same of candidates.slice(0, MOST_NEAR)) {
    const [{ number, redacted }] = same;
    const recorded = await read(number);
    if (!recorded) continue;
    const differences = diffJson(comparedParams(method, recorded), asked).filter(
      ({ left, right }) => redacted !== true || !fitsRedacted(left, right),
    );
    if (!best || differences.length < best.nearest.differences.length) {
      best = { same, nearest: { number, differences } };
    }
  }
  return best;
}
