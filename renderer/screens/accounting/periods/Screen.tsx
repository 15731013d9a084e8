import type { OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import type { Column } from '../../../kit/column.ts';
import { day, words } from '../../../kit/format.ts';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Lock = OutputOf<'accounting.listLocks'>['rows'][number];

const columns: readonly Column<Lock>[] = [
  { id: 'kind', title: t('area'), width: 160, text: (l) => words(l.kind) },
  {
    id: 'through',
    title: t('through'),
    width: 160,
    dot: true,
    text: (l) => (l.through === null ? t('open') : day(l.through)),
    tone: (l) => (l.through === null ? 'good' : 'quiet'),
  },
  { id: 'what', title: t('what'), grow: true, text: (l) => t(l.kind) },
];

/** Up to which day nothing more can be posted, area by area. A hard lock is for ever. */
export default function Periods() {
  const asked = useAsk('accounting.listLocks', {});
  const actions = (asked.output?.rows ?? []).map((l) =>
    action({
      verb: t('lock', { area: words(l.kind).toLowerCase() }),
      operation: 'accounting.setLock',
      asks: [{ name: 'through', label: t('day'), kind: 'day', start: l.through ?? '', hint: t(l.kind) }],
      input: ({ through = '' }) => ({ kind: l.kind, through }),
      expect: [{ id: `posting_lock/${l.kind}`, revision: l.revision }],
      grave: l.kind === 'hard',
    }),
  );
  return (
    <Page title={t('title')}>
      <Actions actions={actions} even />
      <Rows asked={asked} columns={columns} empty={t('empty')} label={t('title')} rowId={(l) => l.kind} />
    </Page>
  );
}
