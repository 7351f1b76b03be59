import { inputNotValidated } from './input-not-validated.ts';
import { outputSchemaBroken } from './output-schema-broken.ts';
import { paramHeaderInvalid } from './param-header-invalid.ts';
import { paramHeaderSensitive } from './param-header-sensitive.ts';
import { schemaDialect } from './schema-dialect.ts';
import { schemaInvalid } from './schema-invalid.ts';
import { structuredWithoutText } from './structured-without-text.ts';
import { toolName } from './name.ts';
import { toolNameDuplicate } from './name-duplicate.ts';

export const toolRules = [
  toolName,
  toolNameDuplicate,
  schemaInvalid,
  schemaDialect,
  paramHeaderInvalid,
  paramHeaderSensitive,
  outputSchemaBroken,
  structuredWithoutText,
  inputNotValidated,
] as const;
