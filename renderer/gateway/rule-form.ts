import type { GatewayRule, HeaderCondition, RuleAction } from '../../shared/model/gateway.ts';
import { idForName } from '../../shared/model/rule-id.ts';
import { isToken, wholeNumber, wrong, type FormResult } from './form-result.ts';
import { strategyForm, strategyOf, type StrategyForm } from './strategy-form.ts';

export interface ConditionForm {
  readonly header: string;
  readonly test: HeaderCondition['test'];
  readonly value: string;
}

/** A rule as it stands in its fields; what the other action has is kept while one is chosen. */
export interface RuleForm {
  readonly name: string;
  readonly match: readonly ConditionForm[];
  readonly action: RuleAction['kind'];
  /** Empty: all instances of the gateway. */
  readonly pool: readonly string[];
  readonly strategy: StrategyForm;
  readonly status: string;
  readonly text: string;
}

export const NEW_CONDITION: ConditionForm = { header: 'Mcp-Method', test: 'exact', value: '' };

/** The fields of a rule; without one those of a new rule. */
export function ruleForm(rule: GatewayRule | undefined, instanceIds: readonly string[]): RuleForm {
  const action: RuleAction = rule?.action ?? { kind: 'route', strategy: { kind: 'round-robin' } };
  return {
    name: rule?.name ?? '',
    match: rule?.match.map(({ header, test, value = '' }) => ({ header, test, value })) ?? [NEW_CONDITION],
    action: action.kind,
    pool: action.kind === 'route' ? (action.instanceIds ?? []) : [],
    strategy: strategyForm(
      action.kind === 'route' ? action.strategy : { kind: 'round-robin' },
      action.kind === 'route' ? (action.instanceIds ?? instanceIds) : instanceIds,
    ),
    status: action.kind === 'refuse' ? String(action.status) : '503',
    text: action.kind === 'refuse' ? action.text : 'This balancer takes no such requests.',
  };
}

/** Whether a condition compares with a value at all. */
export function takesValue(test: HeaderCondition['test']): boolean {
  return test !== 'present' && test !== 'absent';
}

interface RuleContext {
  /** The rule that is changed; absent: a new one. */
  readonly rule?: GatewayRule;
  /** Ids of the gateway's rules. */
  readonly taken: readonly string[];
  /** Instances of the gateway. */
  readonly instanceIds: readonly string[];
}

/** The rule in the fields. Its id is made of its first name, so that filters and counters can be read. */
export function ruleOf(form: RuleForm, { rule, taken, instanceIds }: RuleContext): FormResult<GatewayRule> {
  const name = form.name.trim();
  if (name === '') return wrong('name', 'Give the rule a name: the traffic is told apart by it.');
  const match = matchOf(form.match);
  if (!match.ok) return match;
  const action = actionOf(form, instanceIds);
  if (!action.ok) return action;
  return {
    ok: true,
    value: {
      id: rule?.id ?? idForName(name, taken, 'rule'),
      name,
      enabled: rule?.enabled ?? true,
      match: match.value,
      action: action.value,
      faults: rule?.faults ?? [],
    },
  };
}

function matchOf(forms: readonly ConditionForm[]): FormResult<readonly HeaderCondition[]> {
  const match: HeaderCondition[] = [];
  for (const [index, { header, test, value }] of forms.entries()) {
    const name = header.trim();
    if (!isToken(name)) {
      return wrong(
        `condition-${String(index)}`,
        `Condition ${String(index + 1)} needs the name of a header, such as Mcp-Method: no blanks, no colon.`,
      );
    }
    if (takesValue(test) && value === '') {
      return wrong(
        `condition-${String(index)}`,
        `Condition ${String(index + 1)} needs a value to compare ${name} with. To ask only whether it is there, choose “is there”.`,
      );
    }
    match.push({ header: name, test, ...(takesValue(test) && { value }) });
  }
  return { ok: true, value: match };
}

function actionOf(form: RuleForm, instanceIds: readonly string[]): FormResult<RuleAction> {
  if (form.action === 'refuse') {
    const status = wholeNumber(form.status, 200, 599);
    if (status === undefined) return wrong('status', 'The status is a whole number from 200 to 599.');
    return { ok: true, value: { kind: 'refuse', status, text: form.text } };
  }
  const pool = instanceIds.filter((id) => form.pool.includes(id));
  const strategy = strategyOf(form.strategy, pool.length > 0 ? pool : instanceIds);
  if (!strategy.ok) return strategy;
  return {
    ok: true,
    value: { kind: 'route', ...(pool.length > 0 && { instanceIds: pool }), strategy: strategy.value },
  };
}
