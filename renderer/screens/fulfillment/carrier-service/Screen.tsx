import { useState } from 'react';
import { SERVICE_LEVELS } from '../../../../preload/contract/fulfillment-wave-choice.ts';
import { newId } from '../../../client/new-id.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField, TextField } from '../../../kit/form/fields.tsx';
import { Lines } from '../../../kit/form/Lines.tsx';
import { useForm } from '../../../kit/form/use-form.ts';
import { words } from '../../../kit/format.ts';
import { EmptyNote, FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { go, linkTo } from '../../../kit/route.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { draftOf, readService, type Service } from './read.ts';
import { t } from './text.ts';

const NEW = 'new';
const BACK = '/wave-templates';

/** One service of a carrier: how fast it is, which charge means it, and until when each warehouse hands its parcels over. */
export default function CarrierServiceScreen({ params }: ScreenProps) {
  const id = params['id'] ?? NEW;
  const { output, failure, again } = useAsk('fulfillment.listCarrierServices', {});
  const warehouses = useAsk('fulfillment.listDeliveries', {}).output?.rows;
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output || !warehouses) return <Waiting />;
  const service = output.rows.find((s) => s.serviceId === id);
  if (id !== NEW && !service) return <EmptyNote title={t('gone')} />;
  return (
    <Page
      beside={
        <a className="quiet" href={linkTo(BACK)}>
          {t('templates')}
        </a>
      }
      record={service !== undefined}
      title={service?.name ?? t('newService')}
    >
      <ServiceForm
        key={`${id} ${service?.revision ?? 0}`}
        service={service}
        warehouses={warehouses.map((w) => ({ id: w.warehouseId, code: w.code }))}
      />
    </Page>
  );
}

function ServiceForm(props: {
  readonly service: Service | undefined;
  readonly warehouses: readonly { readonly id: string; readonly code: string }[];
}) {
  const { service, warehouses } = props;
  const [id] = useState(() => service?.serviceId ?? newId('csv'));
  const form = useForm({
    verb: t('save'),
    operation: 'fulfillment.setCarrierService',
    start: draftOf(service),
    read: (draft) => readService(id, draft, warehouses),
    concerns: {
      key: 'zone',
      sent: 'warehouse',
      column: { otherwise: 'warehouse', 'company.unknownZone': 'zone' },
      field: { 'fulfillment.chargeTaken': 'charge' },
    },
    ...(service ? { expect: [{ id, revision: service.revision }] } : {}),
    done: () => go(BACK),
  });
  return (
    <Form back={BACK} form={form}>
      <div className="form-fields">
        <TextField first form={form} label={t('code')} name="code" />
        <TextField form={form} label={t('name')} name="name" />
        <TextField form={form} label={t('carrier')} name="carrier" />
        <ChoiceField
          form={form}
          hint={t('levelHint')}
          label={t('level')}
          name="level"
          options={SERVICE_LEVELS.map((value) => ({ value, text: words(value) }))}
        />
        <TextField form={form} hint={t('chargeHint')} label={t('charge')} name="charge" />
        <ChoiceField
          form={form}
          label={t('state')}
          name="active"
          options={(['on', 'off'] as const).map((value) => ({ value, text: t(value) }))}
        />
      </div>
      <p className="quiet">{t('cutOffsHint')}</p>
      <Lines
        byColumn="warehouse"
        columns={[
          { id: 'warehouse', title: t('warehouse'), width: 160 },
          { id: 'at', title: t('at'), width: 120 },
          { id: 'zone', title: t('zone'), width: 240 },
        ]}
        form={form}
        grows
        label={t('cutOffs')}
      />
    </Form>
  );
}
