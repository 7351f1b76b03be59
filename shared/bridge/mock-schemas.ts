import * as z from 'zod';
import { gatewaySettingsSchema } from './gateway-schemas.ts';
import { id, name } from './schema-parts.ts';

/** What may come in with MockCommands. */
export const MOCK_SCHEMAS = {
  'mock.start': gatewaySettingsSchema.pick({ listen: true, allowOrigins: true, record: true }).extend({
    captureId: id,
    lenient: z.boolean(),
    faults: z.boolean(),
    instance: name.exactOptional(),
    job: id.exactOptional(),
  }),
  'mock.cancelStart': z.object({ job: id }),
  'mock.list': z.null(),
  'mock.stop': z.object({ id }),
};
