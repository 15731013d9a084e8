import type { OutputOf } from '../../../client/operations.ts';
import { type Action, type Ask, action, whyAsks, whyOf } from '../../../kit/action/action.ts';
import { t } from './text.ts';

type Lot = OutputOf<'inventory.getLot'>;

/** What can be done with a lot now: stop it or let it go, and put its dates right. */
export function actionsOf(lot: Lot): readonly Action[] {
  const { id: lotId, revision } = lot;
  const expect = [{ id: lotId, revision }];
  const date = (name: string, label: string, start: string | null): Ask => ({
    name,
    label,
    kind: 'day',
    start: start ?? '',
    optional: true,
  });
  return [
    lot.state === 'blocked'
      ? action({
          verb: t('release'),
          operation: 'inventory.releaseLot',
          asks: whyAsks('hold-release'),
          input: (said) => ({ lotId, ...whyOf(said) }),
          expect,
        })
      : action({
          verb: t('block'),
          operation: 'inventory.blockLot',
          asks: [{ name: 'reason', label: t('reason'), kind: 'text' }],
          input: ({ reason = '' }) => ({ lotId, reason }),
          expect,
          grave: true,
        }),
    action({
      verb: t('dates'),
      operation: 'inventory.changeLot',
      asks: [
        date('expiresOn', t('expires'), lot.expiresOn),
        date('bestBeforeOn', t('bestBefore'), lot.bestBeforeOn),
        date('removalOn', t('removal'), lot.removalOn),
        date('alertOn', t('alert'), lot.alertOn),
      ],
      input: (said) => ({ lotId, ...said }),
      expect,
    }),
  ];
}
