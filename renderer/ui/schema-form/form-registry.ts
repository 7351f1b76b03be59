import ArrayField from '@rjsf/core/lib/components/fields/ArrayField.js';
import ObjectField from '@rjsf/core/lib/components/fields/ObjectField.js';
import {
  createSchemaUtils,
  englishStringTranslator,
  TranslatableString,
  type Registry,
  type RJSFSchema,
  type ValidatorType,
} from '@rjsf/utils';
import type { JsonValue } from '../../../shared/model/draft.ts';
import { firstValueFor } from '../../../shared/model/schema-skeleton.ts';
import { SchemaField } from './field.tsx';
import { rawOf, type FormContext } from './form-context.ts';
import { ArrayItemTemplate, ArrayTemplate, ObjectTemplate } from './templates.tsx';

export type FormRegistry = Registry<unknown, RJSFSchema, FormContext>;

/** The validator as the library asks for it; our own fields ask `SchemaCheck` instead. */
function validatorFor(context: FormContext): ValidatorType<unknown, RJSFSchema, FormContext> {
  return {
    isValid: (schema, value) => context.fits(rawOf(schema), (value ?? null) as JsonValue),
    rawValidation: () => ({ errors: [] }),
    validateFormData: () => ({ errors: [], errorSchema: {} }),
  };
}

/**
 * The library's objects and lists with our fields in them. One for each schema: fields are drawn anew when it changes.
 * They are imported one by one, since the library's front door also imports a validator that makes code from text,
 * which the content security policy forbids.
 */
export function createFormRegistry(context: FormContext): FormRegistry {
  const utils = createSchemaUtils<unknown, RJSFSchema, FormContext>(validatorFor(context), {});
  // New entries of lists begin as everything else begins.
  utils.getDefaultFormState = (schema) => firstValueFor(rawOf(schema), context.root);
  const templates: Partial<FormRegistry['templates']> = {
    ObjectFieldTemplate: ObjectTemplate,
    ArrayFieldTemplate: ArrayTemplate,
    ArrayFieldItemTemplate: ArrayItemTemplate,
  };
  return {
    fields: { SchemaField, ObjectField, ArrayField } as FormRegistry['fields'],
    templates: templates as FormRegistry['templates'],
    widgets: {},
    rootSchema: {},
    schemaUtils: utils,
    formContext: context,
    translateString: (key, params) =>
      key === TranslatableString.NewStringDefault ? '' : englishStringTranslator(key, params),
    globalFormOptions: {
      idPrefix: context.idPrefix,
      idSeparator: '/',
      useFallbackUiForUnsupportedType: false,
    },
  };
}
