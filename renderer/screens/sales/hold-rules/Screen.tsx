import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useCurrency } from '../../../client/connection.ts';
import type { Column } from '../../../kit/column.ts';
import { count } from '../../../kit/format.ts';
import { Page } from '../../../kit/Page.tsx';
import { Rows } from '../../../kit/Rows.tsx';
import { linkTo, withQuery } from '../../../kit/route.ts';
import { type HoldRule, testWords } from '../../../kit/rule-words.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { t } from './text.ts';

const columnsIn = (currency: string, channels: ReadonlyMap<string, string>): readonly Column<HoldRule>[] => [
  { id: 'name', title: t('name'), width: 240, text: (r) => r.name, link: (r) => `/hold-rules/${r.code}` },
  { id: 'test', title: t('looksFor'), grow: true, text: (r) => testWords(r.test, currency) },
  {
    id: 'scope',
    title: t('where'),
    width: 170,
    text: ({ scope: { channelIds, countries, tiers } }) => {
      const parts = [...channelIds.map((id) => channels.get(id) ?? id), ...countries, ...tiers];
      return parts.length === 0 ? t('everywhere') : parts.join(', ');
    },
  },
  {
    id: 'severity',
    title: t('severity'),
    width: 90,
    dot: true,
    text: (r) => t(r.severity),
    tone: (r) => (r.active ? (r.severity === 'block' ? 'bad' : 'warn') : 'quiet'),
  },
  { id: 'owner', title: t('owner'), width: 150, text: (r) => r.ownerName },
  {
    id: 'sla',
    title: t('sla'),
    width: 62,
    numeric: true,
    text: (r) => (r.slaHours === null ? '' : count(r.slaHours)),
    hint: () => t('slaHint'),
  },
  {
    id: 'open',
    title: t('open'),
    width: 90,
    numeric: true,
    text: (r) => (r.open === 0 ? '' : count(r.open)),
    link: (r) => (r.open === 0 ? undefined : withQuery('/holds', { code: r.code })),
  },
  { id: 'state', title: t('state'), width: 80, text: (r) => t(r.active ? 'on' : 'off'), tone: (r) => (r.active ? 'good' : 'quiet') },
];

/** What orders are tested by, and what each rule does. */
export default function HoldRules() {
  const currency = useCurrency();
  const asked = useAsk('sales.listOrderRules', {});
  const channels = useAsk('channels.listChannels', {}).output;
  const columns = useMemo(() => columnsIn(currency, new Map(channels?.rows.map((c) => [c.id, c.name]))), [currency, channels]);
  return (
    <Page
      actions={
        <Button component="a" href={linkTo('/hold-rules/new')}>
          {t('add')}
        </Button>
      }
      title={t('title')}
    >
      <Rows asked={asked} columns={columns} empty={t('empty')} label={t('title')} rowId={(r) => r.code} />
    </Page>
  );
}
