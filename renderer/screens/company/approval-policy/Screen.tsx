import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import type { OutputOf } from '../../../client/operations.ts';
import { action } from '../../../kit/action/action.ts';
import { Detail } from '../../../kit/detail/Detail.tsx';
import { History } from '../../../kit/detail/History.tsx';
import { readMoney } from '../../../kit/form/read.ts';
import { count, money, operationWords, words } from '../../../kit/format.ts';
import { EmptyNote, FailureNote, Waiting } from '../../../kit/Note.tsx';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Policy = OutputOf<'company.listApprovalPolicies'>['rows'][number];

function actionsOf(p: Policy, currency: string) {
  const { code, name, operation, measure, above, approverKind, approver, expiresDays, active, revision } = p;
  const asItIs = { code, name, operation, measure, above, approverKind, approver, expiresDays, active };
  const expect = [{ id: `approval_policy/${code}`, revision }];
  const posted = measure === 'posted';
  return [
    action({
      verb: t('change'),
      operation: 'company.setApprovalPolicy',
      asks: [
        { name: 'name', label: t('name'), kind: 'text', start: name },
        ...(measure === 'always'
          ? []
          : [
              {
                name: 'above',
                label: posted ? `${t('above')} (${currency})` : t('above'),
                kind: 'text' as const,
                start: posted ? money(above, currency) : String(above),
                hint: t('aboveHint'),
              },
            ]),
        { name: 'expiresDays', label: t('expires'), kind: 'text', start: String(expiresDays) },
      ],
      input: (said) => ({
        ...asItIs,
        name: said['name'] ?? name,
        above: said['above'] === undefined ? above : posted ? (readMoney(said['above'], currency) ?? Number.NaN) : Number(said['above']),
        expiresDays: Number(said['expiresDays']),
      }),
      expect,
    }),
    action({
      verb: t(active ? 'switchOff' : 'switchOn'),
      operation: 'company.setApprovalPolicy',
      input: () => ({ ...asItIs, active: !active }),
      expect,
      grave: active,
    }),
  ];
}

/** One policy: what it asks for, and every change it has seen. */
export default function ApprovalPolicyScreen({ params }: ScreenProps) {
  const currency = useCurrency();
  const { output, failure, again } = useAsk('company.listApprovalPolicies', {});
  const policy = output?.rows.find((p) => p.code === params['code']);
  const actions = useMemo(() => (policy ? actionsOf(policy, currency) : []), [policy, currency]);
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output) return <Waiting />;
  if (!policy) return <EmptyNote title={t('unknown')}>{t('look')}</EmptyNote>;
  const { measure, above } = policy;
  return (
    <Detail
      actions={actions}
      even
      crumb={{ title: t('crumb'), path: '/approval-policies' }}
      facts={[
        { name: t('operation'), value: operationWords(policy.operation), hint: policy.summary },
        { name: t('measure'), value: t(`measure_${measure}`) },
        ...(measure === 'always' ? [] : [{ name: t('above'), value: measure === 'posted' ? money(above, currency) : count(above) }]),
        { name: t('approvers'), value: words(policy.approvers) },
        { name: t('expires'), value: count(policy.expiresDays) },
      ]}
      state={{ word: t(policy.active ? 'on' : 'off'), tone: policy.active ? 'good' : 'quiet' }}
      tabs={[{ id: 'history', title: t('history'), body: () => <History id={policy.code} table="approval_policy" /> }]}
      title={policy.name}
    />
  );
}
