import type { Connection, Dialect } from '../dialect/portable.ts';
import type { DB } from '../schema/index.ts';

/** One all-or-nothing step from a format to the next. Never edited once it has reached somebody else. */
export interface Migration {
  readonly name: string;
  readonly up: (connection: Connection<DB>) => Promise<void>;
}

/** The statements of a step as text: what the schema said then stays here, whatever the schema says now. */
export type Script = Readonly<Record<Dialect, readonly string[]>>;

/** A step that is nothing but statements. Its file is read only when the step is taken. */
export const scripted = (name: string, load: () => Promise<{ readonly default: Script }>): Migration => ({
  name,
  async up(connection) {
    const { default: script } = await load();
    for (const statement of script[connection.dialect]) await connection.exec(statement);
  },
});

/** In order; the position is the format number. `README.md` here says how one is added. */
export const migrations: readonly Migration[] = [
  scripted('0001-initial', () => import('./0001-initial.json', { with: { type: 'json' } })),
  scripted('0002-sign-in', () => import('./0002-sign-in.json', { with: { type: 'json' } })),
  scripted('0003-search', () => import('./0003-search.json', { with: { type: 'json' } })),
  scripted('0004-files', () => import('./0004-files.json', { with: { type: 'json' } })),
  scripted('0005-invoices-by-kind', () => import('./0005-invoices-by-kind.json', { with: { type: 'json' } })),
  scripted('0006-approvals', () => import('./0006-approvals.json', { with: { type: 'json' } })),
  scripted('0007-saved-views', () => import('./0007-saved-views.json', { with: { type: 'json' } })),
  scripted('0008-keeping', () => import('./0008-keeping.json', { with: { type: 'json' } })),
  scripted('0009-people', () => import('./0009-people.json', { with: { type: 'json' } })),
  scripted('0010-changes-by-commit', () => import('./0010-changes-by-commit.json', { with: { type: 'json' } })),
  scripted('0011-lighter-stock-indexes', () => import('./0011-lighter-stock-indexes.json', { with: { type: 'json' } })),
  scripted('0012-documents', () => import('./0012-documents.json', { with: { type: 'json' } })),
  scripted('0013-lists', () => import('./0013-lists.json', { with: { type: 'json' } })),
  scripted('0014-job-rows', () => import('./0014-job-rows.json', { with: { type: 'json' } })),
  scripted('0015-lists-by-source', () => import('./0015-lists-by-source.json', { with: { type: 'json' } })),
  scripted('0016-places', () => import('./0016-places.json', { with: { type: 'json' } })),
  scripted('0017-picking', () => import('./0017-picking.json', { with: { type: 'json' } })),
  scripted('0018-account-groups', () => import('./0018-account-groups.json', { with: { type: 'json' } })),
  scripted('0019-packing', () => import('./0019-packing.json', { with: { type: 'json' } })),
  scripted('0020-stock-at', () => import('./0020-stock-at.json', { with: { type: 'json' } })),
  scripted('0021-purchasing', () => import('./0021-purchasing.json', { with: { type: 'json' } })),
  scripted('0022-count-tasks', () => import('./0022-count-tasks.json', { with: { type: 'json' } })),
  scripted('0023-packs', () => import('./0023-packs.json', { with: { type: 'json' } })),
  scripted('0024-locks', () => import('./0024-locks.json', { with: { type: 'json' } })),
  scripted('0025-closing', () => import('./0025-closing.json', { with: { type: 'json' } })),
  scripted('0026-banking', () => import('./0026-banking.json', { with: { type: 'json' } })),
  scripted('0027-accruals', () => import('./0027-accruals.json', { with: { type: 'json' } })),
  scripted('0028-kits', () => import('./0028-kits.json', { with: { type: 'json' } })),
  scripted('0029-payouts', () => import('./0029-payouts.json', { with: { type: 'json' } })),
  scripted('0030-rates', () => import('./0030-rates.json', { with: { type: 'json' } })),
  scripted('0031-holds', () => import('./0031-holds.json', { with: { type: 'json' } })),
  scripted('0032-purchasing-currency', () => import('./0032-purchasing-currency.json', { with: { type: 'json' } })),
  scripted('0033-revaluation', () => import('./0033-revaluation.json', { with: { type: 'json' } })),
  scripted('0034-lots', () => import('./0034-lots.json', { with: { type: 'json' } })),
  scripted('0035-parcels', () => import('./0035-parcels.json', { with: { type: 'json' } })),
  scripted('0036-standard-cost', () => import('./0036-standard-cost.json', { with: { type: 'json' } })),
  scripted('0037-channel-meanings', () => import('./0037-channel-meanings.json', { with: { type: 'json' } })),
  scripted('0038-price-lists', () => import('./0038-price-lists.json', { with: { type: 'json' } })),
  scripted('0039-replay', () => import('./0039-replay.json', { with: { type: 'json' } })),
  scripted('0040-payment-runs', () => import('./0040-payment-runs.json', { with: { type: 'json' } })),
  scripted('0041-waves', () => import('./0041-waves.json', { with: { type: 'json' } })),
  scripted('0042-dunning', () => import('./0042-dunning.json', { with: { type: 'json' } })),
  scripted('0043-payment-days', () => import('./0043-payment-days.json', { with: { type: 'json' } })),
  scripted('0044-payment-terms', () => import('./0044-payment-terms.json', { with: { type: 'json' } })),
  scripted('0046-order-groups', () => import('./0046-order-groups.json', { with: { type: 'json' } })),
  scripted('0050-packages', () => import('./0050-packages.json', { with: { type: 'json' } })),
  scripted('0045-below-zero', () => import('./0045-below-zero.json', { with: { type: 'json' } })),
  scripted('0048-quotes', () => import('./0048-quotes.json', { with: { type: 'json' } })),
];
