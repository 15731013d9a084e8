import { useMemo, useState } from 'react';
import { SERVICE_LEVELS, WAVE_METHODS } from '../../../../preload/contract/fulfillment-wave-choice.ts';
import { newId } from '../../../client/new-id.ts';
import type { InputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField, TextField, TimeField } from '../../../kit/form/fields.tsx';
import { useForm } from '../../../kit/form/use-form.ts';
import { words } from '../../../kit/format.ts';
import { EmptyNote, FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Page } from '../../../kit/Page.tsx';
import { cronOf } from '../../../kit/rhythm.ts';
import { go, linkTo } from '../../../kit/route.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { Preview } from './Preview.tsx';
import { draftOf, readTemplate, type Template } from './read.ts';
import { t } from './text.ts';

const NEW = 'new';
const TEMPLATES = '/wave-templates';
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const ZONES: InputOf<'inventory.listLocations'> = {
  filter: [
    { column: 'active', op: 'eq', value: 1 },
    { column: 'type', op: 'in', values: ['zone', 'aisle'] },
  ],
  limit: 500,
};

/** What can be done with a template: a wave now, the faces filled up it would take from, or a wave every day. */
const actionsOf = ({ templateId, warehouseId, active }: Template) =>
  active
    ? [
        action({ verb: t('release'), operation: 'fulfillment.releaseTemplate', input: () => ({ templateId }) }),
        action({
          verb: t('replenish'),
          operation: 'fulfillment.proposeReplenishment',
          input: () => ({ warehouseId, templateId }),
        }),
        action({
          verb: t('schedule'),
          operation: 'engine.setSchedule',
          asks: [
            {
              name: 'time',
              label: t('time'),
              kind: 'text',
              hint: t('timeHint'),
              unreadable: (text) => (TIME.test(text) ? undefined : t('badTime')),
            },
          ],
          input: ({ time = '' }) => ({
            id: `wave.${templateId.slice(templateId.indexOf('_') + 1)}`,
            jobKind: 'fulfillment.releaseTemplate',
            cron: cronOf({ every: 'day', time }),
            payload: { templateId },
            enabled: true,
          }),
        }),
      ]
    : [];

/** One choice of orders: what it takes, the form that changes it, and what a wave of it would be now. */
export default function WaveTemplateScreen({ params }: ScreenProps) {
  const id = params['id'] ?? NEW;
  const { output, failure, again } = useAsk('fulfillment.listWaveTemplates', {});
  const picking = useAsk('fulfillment.listDeliveries', {}).output?.rows.filter((d) => d.steps > 1);
  const template = output?.rows.find((r) => r.templateId === id);
  const actions = useMemo(() => (template ? actionsOf(template) : []), [template]);
  if (failure && !output) return <FailureNote again={again} failure={failure} />;
  if (!output || !picking) return <Waiting />;
  if (id !== NEW && !template) return <EmptyNote title={t('gone')} />;
  if (picking.length === 0) return <EmptyNote title={t('noPicking')} />;
  return (
    <Page
      actions={<Actions actions={actions} />}
      beside={
        <a className="quiet" href={linkTo(TEMPLATES)}>
          {t('templates')}
        </a>
      }
      record={template !== undefined}
      title={template?.name ?? t('newTemplate')}
    >
      <TemplateForm
        key={`${id} ${template?.revision ?? 0}`}
        template={template}
        warehouses={picking.map((w) => ({ value: w.warehouseId, text: `${w.code} ${w.name}` }))}
      />
      {template ? <Preview templateId={template.templateId} /> : null}
    </Page>
  );
}

interface Choice {
  readonly value: string;
  readonly text: string;
}

/** Services, zones and channels as choices, as far as the person may see them; each begins with not choosing. */
function useChoices(warehouseId: string) {
  const services = useAsk('fulfillment.listCarrierServices', {}).output?.rows;
  const zones = useAsk('inventory.listLocations', ZONES).output?.rows;
  const channels = useAsk('channels.listChannels', {}).output?.rows;
  const any: Choice = { value: '', text: t('any') };
  const inUse = services?.filter((s) => s.active) ?? [];
  const there = zones?.filter((z) => z.warehouseId === warehouseId) ?? [];
  return {
    services: [any, ...inUse.map((s) => ({ value: s.serviceId, text: `${s.code} ${s.name}` }))],
    zones: [{ value: '', text: t('wholeWarehouse') }, ...there.map((z) => ({ value: z.id, text: `${z.code} ${z.name}` }))],
    channels: [any, ...(channels ?? []).map((c) => ({ value: c.id, text: c.name }))],
    levels: [any, ...SERVICE_LEVELS.map((value) => ({ value, text: words(value) }))],
  };
}

function TemplateForm({ template, warehouses }: { readonly template: Template | undefined; readonly warehouses: readonly Choice[] }) {
  const [id] = useState(() => template?.templateId ?? newId('wvt'));
  const form = useForm({
    verb: t('save'),
    operation: 'fulfillment.setWaveTemplate',
    start: draftOf(template, warehouses[0]?.value ?? ''),
    read: (draft) => readTemplate(id, draft),
    concerns: { field: { 'engine.alreadyExists': 'name', 'fulfillment.notAZone': 'zoneId', 'fulfillment.serviceOff': 'serviceId' } },
    ...(template ? { expect: [{ id, revision: template.revision }] } : {}),
    done: () => go(`${TEMPLATES}/${id}`),
  });
  const { services, zones, channels, levels } = useChoices(form.draft.fields['warehouseId'] ?? '');
  return (
    <Form back={TEMPLATES} form={form}>
      <div className="form-fields">
        <TextField first={template === undefined} form={form} label={t('name')} name="name" />
        <ChoiceField form={form} label={t('warehouse')} name="warehouseId" options={warehouses} />
        <ChoiceField form={form} label={t('method')} name="method" options={WAVE_METHODS.map((value) => ({ value, text: words(value) }))} />
        <TextField form={form} hint={t('promisedHint')} label={t('promisedWithin')} name="promisedWithin" />
        <ChoiceField form={form} label={t('level')} name="level" options={levels} />
        <ChoiceField form={form} label={t('service')} name="serviceId" options={services} />
        <TimeField form={form} hint={t('cutOffHint')} label={t('cutOffBy')} name="cutOffBy" />
      </div>
      <div className="form-fields">
        <ChoiceField form={form} label={t('zone')} name="zoneId" options={zones} />
        <ChoiceField
          form={form}
          label={t('zoneTake')}
          name="zoneTake"
          options={(['whole', 'part'] as const).map((value) => ({ value, text: t(value) }))}
        />
        <ChoiceField form={form} label={t('channel')} name="channelId" options={channels} />
        <TextField form={form} label={t('maxOrders')} name="maxOrders" />
        <TextField form={form} label={t('maxLines')} name="maxLines" />
        <ChoiceField
          form={form}
          label={t('state')}
          name="active"
          options={(['on', 'off'] as const).map((value) => ({ value, text: t(value) }))}
        />
      </div>
    </Form>
  );
}
