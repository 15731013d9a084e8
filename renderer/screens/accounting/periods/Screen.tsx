import { useCurrency } from '../../../client/connection.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { exceptionActions, lockActions, reopenActions } from './actions.ts';
import { exceptionColumns, lockColumns, reopeningColumns } from './columns.ts';
import { t } from './text.ts';

/** Up to which day nothing more can be posted, area by area; who may all the same; and what was opened again. A hard lock is for ever. */
export default function Periods() {
  const currency = useCurrency();
  const asked = useAsk('accounting.listLocks', {});
  const exceptions = useAsk('accounting.listLockExceptions', {});
  const reopenings = useAsk('accounting.listReopenings', {});
  const locks = asked.output?.rows ?? [];
  return (
    <Page actions={<Actions actions={lockActions(locks)} even />} title={t('title')}>
      <Rows asked={asked} columns={lockColumns} empty={t('empty')} label={t('title')} rowId={(l) => l.kind} />
      <section>
        <h2>{t('exceptions')}</h2>
        <Rows asked={exceptions} columns={exceptionColumns} empty={t('noException')} label={t('exceptions')} rowId={(x) => x.id} />
        <Actions actions={exceptionActions(locks, exceptions.output?.rows ?? [], exceptions.output?.people ?? [])} even />
      </section>
      <section>
        <h2>{t('reopened')}</h2>
        <Rows asked={reopenings} columns={reopeningColumns(currency)} empty={t('noReopening')} label={t('reopened')} rowId={(r) => r.id} />
        <Actions actions={reopenActions(locks)} even />
      </section>
    </Page>
  );
}
