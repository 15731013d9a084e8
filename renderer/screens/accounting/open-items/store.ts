import type { Filter } from '../../../../preload/contract/values/page.ts';
import type { Preset } from '../../../kit/grid/Views.tsx';
import { listView } from '../../../kit/grid-view.ts';
import { t } from './text.ts';

const role = (name: string): Pick<Preset, 'filter'> => ({ filter: [{ column: 'role', op: 'in', values: [name] }] });

export const presets: readonly Preset[] = [
  { id: 'receivable', name: t('receivable'), ...role('receivable') },
  { id: 'deposits', name: t('deposits'), ...role('customer-deposits') },
  { id: 'all', name: t('all') },
];

/** Filters, order, columns and place of the list of open items. */
export const useOpenItemsView = listView({ viewId: 'receivable', ...role('receivable') });

/** The one account a filter keeps, by itself or by its role; undefined where it keeps several. */
export function accountIn(
  filter: readonly Filter[],
  accounts: readonly { readonly id: string; readonly roles: readonly string[] }[],
): string | undefined {
  const one = (column: string) => {
    const found = filter.find((f) => f.column === column);
    return found?.op === 'in' && found.values.length === 1 ? found.values[0] : undefined;
  };
  const [account, asked] = [one('accountId'), one('role')];
  if (typeof account === 'string') return account;
  return asked === undefined ? undefined : accounts.find((a) => a.roles.includes(String(asked)))?.id;
}
