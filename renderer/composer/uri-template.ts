/** One expression of a URI template: an operator and the names of its variables. */
interface Expression {
  readonly operator: string;
  readonly variables: readonly { readonly name: string; readonly suffix: string }[];
}

const EXPRESSION = /\{([+#./;?&]?)([^{}]+)\}/g;

function readExpression(operator: string, list: string): Expression {
  const variables = list.split(',').map((part) => {
    const [, name = '', suffix = ''] = /^([^*:]*)(.*)$/.exec(part.trim()) ?? [];
    return { name, suffix };
  });
  return { operator, variables };
}

/** Names of the variables of a URI template in order, each once. Source: https://www.rfc-editor.org/rfc/rfc6570 */
export function templateVariables(template: string): readonly string[] {
  const names = [...template.matchAll(EXPRESSION)].flatMap(([, operator = '', list = '']) =>
    readExpression(operator, list).variables.map(({ name }) => name),
  );
  return [...new Set(names.filter((name) => name !== ''))];
}

/** What stands before and between the values of an expression, and whether its names stand there, too. */
const OPERATORS: Readonly<
  Record<string, { readonly first: string; readonly between: string; readonly named: boolean }>
> = {
  '': { first: '', between: ',', named: false },
  '+': { first: '', between: ',', named: false },
  '#': { first: '#', between: ',', named: false },
  '.': { first: '.', between: '.', named: false },
  '/': { first: '/', between: '/', named: false },
  ';': { first: ';', between: ';', named: true },
  '?': { first: '?', between: '&', named: true },
  '&': { first: '&', between: '&', named: true },
};

function encode(value: string, operator: string): string {
  // encodeURI keeps what is reserved, and what was percent-encoded already is meant as it is.
  if (operator === '+' || operator === '#') return encodeURI(value).replaceAll(/%25(?=[0-9A-Fa-f]{2})/g, '%');
  return encodeURIComponent(value).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * The template with the values put in; an expression without any value stays as it is, so that one sees what is
 * missing. Values are texts; prefixes (`{var:3}`) are cut, lists are not known.
 * Source: https://www.rfc-editor.org/rfc/rfc6570#section-3
 */
export function expandTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(EXPRESSION, (whole, operator: string, list: string) => {
    const rule = OPERATORS[operator];
    const parts = readExpression(operator, list).variables.flatMap(({ name, suffix }) => {
      const value = Object.hasOwn(values, name) ? (values[name] ?? '') : '';
      if (value === '') return [];
      const prefix = /^:(\d+)$/.exec(suffix)?.[1];
      const text = prefix === undefined ? value : Array.from(value).slice(0, Number(prefix)).join('');
      const encoded = encode(text.toWellFormed(), operator);
      return [rule?.named ? `${name}=${encoded}` : encoded];
    });
    return parts.length === 0 || !rule ? whole : rule.first + parts.join(rule.between);
  });
}
