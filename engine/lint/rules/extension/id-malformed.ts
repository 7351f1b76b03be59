import { isJsonObject, type JsonValue } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { extensionIdFault } from '../../../../shared/spec/extensions.ts';
import { META } from '../../../../shared/spec/modern.ts';
import { brief, page, rule, type Report } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning#extension-negotiation */
export const extensionIdMalformed = rule({
  id: 'extension.id-malformed',
  title: 'Malformed extension id',
  checks: 'A key of extensions lacks its prefix or breaks the naming rules.',
  spares: 'Unknown but well-formed ids.',
  severity: 'error',
  side: 'sender',
  era: 'modern',
  link: page('basic/versioning#extension-negotiation'),
  fix: 'Call the extension com.example/name: a prefix in reverse DNS order, a slash, and a name.',
  check({ declared, method, answer }, report) {
    check(
      declared?.['extensions'],
      placeIn('request', 'params', '_meta', META.clientCapabilities, 'extensions'),
      report,
    );
    if (method !== 'server/discover' || !answer?.result) return;
    const capabilities = answer.result['capabilities'];
    if (isJsonObject(capabilities)) {
      check(
        capabilities['extensions'],
        placeIn(answer.place, 'result', 'capabilities', 'extensions'),
        report,
      );
    }
  },
});

function check(extensions: JsonValue | undefined, place: string, report: Report): void {
  if (!isJsonObject(extensions)) return;
  for (const id of Object.keys(extensions)) {
    const wrong = extensionIdFault(id);
    if (wrong === undefined) continue;
    report({
      message: `The extension id ${brief(id)} is malformed: ${wrong}.`,
      place: place + placeIn('', id).slice(1),
      expected: 'prefix/name, as com.example/name',
      found: brief(id),
    });
  }
}
