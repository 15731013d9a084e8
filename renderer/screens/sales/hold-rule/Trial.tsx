import { Button } from '@mantine/core';
import { useState } from 'react';
import type { InputOf, OutputOf } from '../../../client/operations.ts';
import type { Column } from '../../../kit/column.ts';
import type { Draft } from '../../../kit/form/draft.ts';
import { day, money } from '../../../kit/format.ts';
import { FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Table } from '../../../kit/Table.tsx';
import { useAsk } from '../../../kit/use-ask.ts';
import { type Known, readRule } from './read.ts';
import { t } from './text.ts';

type Row = OutputOf<'sales.tryOrderRule'>['rows'][number];

const columns = (currency: string): readonly Column<Row>[] => [
  { id: 'number', title: t('order'), width: 150, text: (o) => o.number, link: (o) => `/orders/${o.orderId}` },
  { id: 'orderedOn', title: t('ordered'), width: 110, text: (o) => day(o.orderedOn) },
  { id: 'detail', title: t('why'), grow: true, text: (o) => o.detail },
  { id: 'total', title: t('total', { currency }), width: 120, numeric: true, text: (o) => money(o.total, currency) },
];

/** What the rule as it is typed would have done to the last orders. A name or a code is not needed for that. */
export function Trial({ draft, known }: { readonly draft: Draft; readonly known: Known }) {
  const [asked, setAsked] = useState<InputOf<'sales.tryOrderRule'>>();
  const { output, failure, again } = useAsk('sales.tryOrderRule', asked);
  const read = readRule({ ...draft, fields: { ...draft.fields, code: 'trial', name: 'trial' } }, known);
  const look = () => {
    if ('input' in read) setAsked({ test: read.input.test, ...(read.input.scope ? { scope: read.input.scope } : {}) });
  };
  return (
    <section>
      <Button disabled={!('input' in read)} onClick={look} variant="default">
        {t('try')}
      </Button>
      {asked === undefined ? null : failure && !output ? (
        <FailureNote again={again} failure={failure} />
      ) : output ? (
        <>
          <p role="status">{output.looked === 0 ? t('triedNone') : t('tried', { held: output.held, looked: output.looked })}</p>
          {output.rows.length === 0 ? null : (
            <Table columns={columns(known.currency)} empty="" label={t('heldOrders')} rowId={(o) => o.orderId} rows={output.rows} />
          )}
        </>
      ) : (
        <Waiting />
      )}
    </section>
  );
}
