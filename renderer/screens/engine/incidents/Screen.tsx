import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../client/operations.ts';
import type { Column } from '../../../kit/column.ts';
import { moment, operationWords, words } from '../../../kit/format.ts';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

type Incident = OutputOf<'engine.listIncidents'>['rows'][number];
const SHOWN = 100;
/** Kinds people filter by; others are shown with all. */
const KINDS = ['fault', 'oversell', 'blocked-by-hold', 'wrong-scan', 'stopped-lot', 'stock-push-doubted'] as const;

const kindWords = (kind: string): string => {
  const known = KINDS.find((k) => k === kind);
  return known ? t(known) : words(kind);
};
/** The facts that were kept, each by its name; of a fault its reference and what it said, not where in the program it happened. */
function told({ kind, subject, detail }: Incident): string {
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail))
    return typeof detail === 'string' ? detail : JSON.stringify(detail);
  const facts = Object.entries(detail).flatMap(([name, value]) =>
    kind === 'fault' && name === 'stack' ? [] : [`${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`],
  );
  return [...(kind === 'fault' && subject !== null ? [subject] : []), ...facts].join(', ');
}

const columns: readonly Column<Incident>[] = [
  { id: 'at', title: t('at'), width: 160, text: (i) => moment(i.at) },
  {
    id: 'kind',
    title: t('kind'),
    width: 190,
    dot: true,
    text: (i) => kindWords(i.kind),
    tone: (i) => (i.kind === 'fault' ? 'bad' : 'warn'),
  },
  { id: 'actor', title: t('actor'), width: 160, text: (i) => i.actor },
  { id: 'operation', title: t('operation'), width: 230, text: (i) => operationWords(i.operation), hint: (i) => i.operation },
  { id: 'detail', title: t('detail'), grow: true, text: told },
];

/** Refusals that must be remembered and faults with their reference, newest first. */
export default function Incidents() {
  const [kind, setKind] = useState('');
  const [before, setBefore] = useState<number>();
  const asked = useAsk('engine.listIncidents', {
    limit: SHOWN,
    ...(kind === '' ? {} : { kind }),
    ...(before === undefined ? {} : { before }),
  });
  const next = asked.output?.next;
  const choose = (chosen: string) => {
    setKind(chosen);
    setBefore(undefined);
  };
  return (
    <Page
      beside={
        <label>
          {t('kind')}{' '}
          <select onChange={(e) => choose(e.currentTarget.value)} value={kind}>
            <option value="">{t('all')}</option>
            {KINDS.map((k) => (
              <option key={k} value={k}>
                {t(k)}
              </option>
            ))}
          </select>
        </label>
      }
      title={t('title')}
    >
      <p className="quiet">{t('hint')}</p>
      <Rows asked={asked} columns={columns} empty={t('empty')} label={t('title')} rowId={(i) => String(i.id)} />
      {before === undefined && !next ? null : (
        <Group gap={6}>
          <Button disabled={before === undefined} onClick={() => setBefore(undefined)} variant="default">
            {t('newest')}
          </Button>
          <Button disabled={!next} onClick={() => setBefore(next ?? undefined)} variant="default">
            {t('older')}
          </Button>
        </Group>
      )}
    </Page>
  );
}
