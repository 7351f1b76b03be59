import { isJsonObject, type JsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { blocksOf, contentsOf } from '../../parts/content.ts';
import { base64Fault } from '../../parts/base64.ts';
import { brief, page, rule, type Report } from '../../rule.ts';

/** `type/subtype`, with parameters or without: https://www.rfc-editor.org/rfc/rfc6838#section-4.2 */
const MIME_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+\s*(?:;.*)?$/;

/** https://modelcontextprotocol.io/specification/2026-07-28/server/prompts#image-content */
export const notBase64 = rule({
  id: 'content.not-base64',
  title: 'Binary data malformed',
  checks: 'data or blob is no Base64, or the type of an image or sound is no MIME type.',
  spares: 'Line breaks. The URL-safe alphabet is malformed here; missing padding as well.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('server/prompts#image-content'),
  fix: 'Encode the bytes as standard Base64 with padding, and name their MIME type.',
  check(exchange, report) {
    for (const { value, place } of blocksOf(exchange)) {
      if (value['type'] === 'image' || value['type'] === 'audio') {
        judge(value, 'data', place, report);
        judgeType(value, place, report);
      }
      const { resource } = value;
      if (value['type'] === 'resource' && isJsonObject(resource)) {
        judge(resource, 'blob', placeIn(place, 'resource'), report);
      }
    }
    for (const { value, place } of contentsOf(exchange)) judge(value, 'blob', place, report);
  },
});

function judge(holder: JsonObject, member: 'data' | 'blob', place: string, report: Report): void {
  const data = holder[member];
  if (typeof data !== 'string') return;
  const fault = base64Fault(data);
  if (fault === undefined) return;
  report({
    message: `${member} is no Base64: ${fault}.`,
    place: placeIn(place, member),
    expected: 'standard Base64 with padding',
    found: brief(data.slice(0, 60)),
  });
}

function judgeType(block: JsonObject, place: string, report: Report): void {
  const { mimeType, type } = block;
  if (typeof mimeType !== 'string' || MIME_TYPE.test(mimeType)) return;
  report({
    message: `${brief(mimeType)} is no MIME type, so the ${type === 'audio' ? 'sound' : 'image'} cannot be shown.`,
    place: placeIn(place, 'mimeType'),
    expected: type === 'audio' ? 'a type as audio/wav' : 'a type as image/png',
    found: brief(mimeType),
  });
}
