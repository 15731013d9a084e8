import type { InputOf, OutputOf } from '../../../client/operations.ts';
import type { Draft, Wrong } from '../../../kit/form/draft.ts';
import { Reader } from '../../../kit/form/parse.ts';
import { readWhole } from '../../../kit/form/read.ts';
import { cronOf, type Rhythm, rhythmOf } from '../../../kit/rhythm.ts';
import { t } from './text.ts';

export type Schedule = OutputOf<'engine.listSchedules'>['rows'][number];
type Input = InputOf<'engine.setSchedule'>;
type Fields = Readonly<Record<string, string>>;

const MINUTES = 60;

function rhythmIn(fields: Fields, reader: Reader): Rhythm {
  const time = () => {
    const said = fields['time'] ?? '';
    if (!/^\d\d:\d\d$/.test(said)) reader.say('time', t('badTime'));
    return said;
  };
  switch (fields['every']) {
    case 'hour': {
      const minute = readWhole(fields['minute'] ?? '');
      if (minute === undefined || minute < 0 || minute >= MINUTES) reader.say('minute', t('badMinute'));
      return { every: 'hour', minute: minute ?? 0 };
    }
    case 'week':
      return { every: 'week', weekday: Number(fields['weekday'] ?? '1'), time: time() };
    case 'month': {
      const day = (fields['monthDay'] ?? '').trim().toUpperCase();
      if (!/^(L|[1-9]|[12]\d|3[01])$/.test(day)) reader.say('monthDay', t('badDay'));
      return { every: 'month', day, time: time() };
    }
    case 'other':
      return { every: 'other', cron: reader.text('cron', fields['cron']) };
    default:
      return { every: 'day', time: time() };
  }
}

/** A form as the input of its command, or what of it cannot be read. A schedule that is there keeps its name and what it hands its jobs. */
export function readSchedule(
  { fields }: Draft,
  known: Schedule | undefined,
  taken: ReadonlySet<string>,
): { readonly input: Input } | { readonly wrong: Wrong } {
  const reader = new Reader();
  const id = known?.id ?? reader.text('id', fields['id']);
  if (!known && taken.has(id)) reader.say('id', t('taken'));
  const input: Input = {
    id,
    jobKind: fields['jobKind'] ?? '',
    cron: cronOf(rhythmIn(fields, reader)),
    zone: reader.text('zone', fields['zone']),
    payload: known && known.jobKind === fields['jobKind'] ? (known.payload as NonNullable<Input['payload']>) : {},
    enabled: fields['enabled'] !== 'off',
  };
  return reader.wrong ? { wrong: reader.wrong } : { input };
}

/** A schedule as it stands in the form; a new one begins as every night at two. */
export function fieldsOf(schedule: Pick<Schedule, 'id' | 'jobKind' | 'cron' | 'zone' | 'enabled'>): Fields {
  const rhythm = rhythmOf(schedule.cron);
  return {
    id: schedule.id,
    jobKind: schedule.jobKind,
    every: rhythm.every,
    minute: rhythm.every === 'hour' ? String(rhythm.minute) : '0',
    time: 'time' in rhythm ? rhythm.time : '02:00',
    weekday: rhythm.every === 'week' ? String(rhythm.weekday) : '1',
    monthDay: rhythm.every === 'month' ? rhythm.day : '1',
    cron: schedule.cron,
    zone: schedule.zone,
    enabled: schedule.enabled ? 'on' : 'off',
  };
}
