import { useMemo } from 'react';
import { scheduleKey } from '../../../../preload/contract/engine-room.ts';
import type { InputOf, OutputOf } from '../../../client/operations.ts';
import { Actions } from '../../../kit/action/Actions.tsx';
import { action } from '../../../kit/action/action.ts';
import { Form } from '../../../kit/form/Form.tsx';
import { ChoiceField, TextField, TimeField } from '../../../kit/form/fields.tsx';
import { type FormState, useForm } from '../../../kit/form/use-form.ts';
import { moment, words } from '../../../kit/format.ts';
import { EmptyNote, FailureNote, Waiting } from '../../../kit/Note.tsx';
import { Figure, Page } from '../../../kit/Page.tsx';
import { weekdayOptions } from '../../../kit/rhythm.ts';
import { go, linkTo, withQuery } from '../../../kit/route.ts';
import type { ScreenProps } from '../../../kit/screen.ts';
import { useAsk } from '../../../kit/use-ask.ts';
import { fieldsOf, readSchedule, type Schedule } from './read.ts';
import { t } from './text.ts';

const NEW = 'new';
const SCHEDULES = '/schedules';
const EVERY = ['hour', 'day', 'week', 'month', 'other'] as const;
type Kinds = OutputOf<'engine.listJobKinds'>['rows'];

/** What can be done with a schedule beside changing it. */
const actionsOf = (s: Schedule) => [
  action({
    verb: t('start'),
    operation: 'engine.startJob',
    input: () => ({
      kind: s.jobKind,
      payload: s.payload as NonNullable<InputOf<'engine.startJob'>['payload']>,
      uniqueKey: scheduleKey(s.id),
    }),
  }),
  action({
    verb: t(s.enabled ? 'turnOff' : 'turnOn'),
    operation: 'engine.enableSchedule',
    input: () => ({ id: s.id, enabled: !s.enabled }),
  }),
];

/** One schedule: when it runs next, what came of the last time, and the form that changes it. */
export default function ScheduleScreen({ params }: ScreenProps) {
  const id = params['id'] ?? NEW;
  const all = useAsk('engine.listSchedules', {});
  const kinds = useAsk('engine.listJobKinds', {});
  const company = useAsk('engine.status', {}).output?.company;
  const schedule = all.output?.rows.find((s) => s.id === id);
  const actions = useMemo(() => (schedule ? actionsOf(schedule) : []), [schedule]);
  const failed = [all, kinds].find((a) => a.failure && !a.output);
  if (failed?.failure) return <FailureNote again={failed.again} failure={failed.failure} />;
  if (!all.output || !kinds.output || !company) return <Waiting />;
  if (id !== NEW && !schedule) return <EmptyNote title={t('gone')} />;
  const last = schedule?.lastJob;
  return (
    <Page
      actions={<Actions actions={actions} even />}
      record={schedule !== undefined}
      title={
        <>
          <a className="crumb" href={linkTo(SCHEDULES)}>
            {t('schedules')}
          </a>{' '}
          / {schedule ? words(schedule.jobKind) : t('newSchedule')}
        </>
      }
    >
      {schedule ? (
        <dl className="figures">
          <Figure name={t('next')} value={schedule.enabled ? moment(schedule.nextAt) : t('off')} />
          <Figure name={t('last')} value={last ? moment(last.createdAt) : t('never')} />
          {last ? (
            <Figure
              hint={last.error ?? last.message ?? ''}
              href={linkTo(withQuery('/jobs', { kind: schedule.jobKind }))}
              name={t('came')}
              value={words(last.state)}
            />
          ) : null}
          <Figure hint={t('actorHint')} name={t('actor')} value={schedule.actor} />
        </dl>
      ) : null}
      <ScheduleForm
        key={`${id} ${JSON.stringify(schedule && [schedule.cron, schedule.zone, schedule.jobKind, schedule.enabled])}`}
        kinds={kinds.output.rows}
        schedule={schedule}
        taken={new Set(all.output.rows.map((s) => s.id))}
        zone={company.zone}
      />
    </Page>
  );
}

function ScheduleForm(props: {
  readonly schedule: Schedule | undefined;
  readonly kinds: Kinds;
  readonly taken: ReadonlySet<string>;
  readonly zone: string;
}) {
  const { schedule, kinds, taken, zone } = props;
  const form = useForm({
    verb: t('save'),
    operation: 'engine.setSchedule',
    start: {
      fields: fieldsOf(schedule ?? { id: '', jobKind: kinds[0]?.kind ?? '', cron: '0 2 * * *', zone, enabled: true }),
      lines: [],
    },
    read: (draft) => readSchedule(draft, schedule, taken),
    done: () => go(SCHEDULES),
  });
  const kind = kinds.find((k) => k.kind === form.draft.fields['jobKind']);
  return (
    <Form back={SCHEDULES} form={form}>
      <div className="form-fields">
        <ChoiceField
          first
          form={form}
          label={t('does')}
          name="jobKind"
          options={kinds.map((k) => ({ value: k.kind, text: words(k.kind) }))}
          {...(kind ? { hint: kind.summary } : {})}
        />
        {schedule ? null : <TextField form={form} hint={t('nameHint')} label={t('name')} name="id" />}
      </div>
      <div className="form-fields">
        <ChoiceField form={form} label={t('every')} name="every" options={EVERY.map((value) => ({ value, text: t(value) }))} />
        <When form={form} />
        <TextField form={form} label={t('zone')} name="zone" />
        <ChoiceField
          form={form}
          label={t('state')}
          name="enabled"
          options={(['on', 'off'] as const).map((value) => ({ value, text: t(value) }))}
        />
      </div>
    </Form>
  );
}

/** The fields a rhythm needs. */
function When({ form }: { readonly form: FormState }) {
  const every = form.draft.fields['every'];
  if (every === 'other') return <TextField form={form} hint={t('cronHint')} label={t('cron')} name="cron" />;
  if (every === 'hour') return <TextField form={form} label={t('minute')} name="minute" />;
  return (
    <>
      {every === 'week' ? <ChoiceField form={form} label={t('weekday')} name="weekday" options={weekdayOptions} /> : null}
      {every === 'month' ? <TextField form={form} hint={t('monthDayHint')} label={t('monthDay')} name="monthDay" /> : null}
      <TimeField form={form} label={t('time')} name="time" />
    </>
  );
}
