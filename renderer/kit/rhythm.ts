import { LOCALE, texts } from './text.ts';

const t = texts('kit.rhythm', {
  hourly: 'Every hour at minute {{minute}}',
  daily: 'Every day at {{time}}',
  weekly: 'Every {{weekday}} at {{time}}',
  monthly: 'On day {{day}} of every month at {{time}}',
  monthEnd: 'On the last day of every month at {{time}}',
  cron: 'By {{cron}}',
});

/** When something recurs, as far as people say it in words; anything else is five cron fields. */
export type Rhythm =
  | { readonly every: 'hour'; readonly minute: number }
  | { readonly every: 'day'; readonly time: string }
  | { readonly every: 'week'; readonly weekday: number; readonly time: string }
  /** `day` as written: 1 to 31, or `L` for the last. */
  | { readonly every: 'month'; readonly day: string; readonly time: string }
  | { readonly every: 'other'; readonly cron: string };

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 0] as const;
/** A Sunday. */
const SUNDAY = Date.UTC(2026, 0, 4);
const DAY_MS = 86_400_000;
const weekdayFormat = new Intl.DateTimeFormat(LOCALE, { weekday: 'long', timeZone: 'UTC' });
const timeFormat = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

const weekdayName = (weekday: number): string => weekdayFormat.format(SUNDAY + (weekday % 7) * DAY_MS);
/** Days of the week as choices, Monday first. */
export const weekdayOptions = WEEKDAYS.map((d) => ({ value: String(d), text: weekdayName(d) }));

const at = (time: string): string => timeFormat.format(Date.parse(`2026-01-01T${time}:00Z`));
const two = (text: string): string => text.padStart(2, '0');

/** Reads five cron fields as people would say them. */
export function rhythmOf(cron: string): Rhythm {
  const fields = cron.trim().split(/\s+/);
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  const other = { every: 'other', cron } as const;
  if (fields.length !== 5 || !/^[0-5]?\d$/.test(minute) || month !== '*') return other;
  if (hour === '*') return day === '*' && weekday === '*' ? { every: 'hour', minute: Number(minute) } : other;
  if (!/^([01]?\d|2[0-3])$/.test(hour)) return other;
  const time = `${two(hour)}:${two(minute)}`;
  if (day === '*' && weekday === '*') return { every: 'day', time };
  if (day === '*' && /^[0-7]$/.test(weekday)) return { every: 'week', weekday: Number(weekday) % 7, time };
  if (weekday === '*' && /^(L|[1-9]|[12]\d|3[01])$/.test(day)) return { every: 'month', day, time };
  return other;
}

/** The five cron fields of a rhythm. */
export function cronOf(rhythm: Rhythm): string {
  if (rhythm.every === 'other') return rhythm.cron;
  if (rhythm.every === 'hour') return `${rhythm.minute} * * * *`;
  const [hour = '0', minute = '0'] = rhythm.time.split(':');
  const clock = `${Number(minute)} ${Number(hour)}`;
  if (rhythm.every === 'day') return `${clock} * * *`;
  return rhythm.every === 'week' ? `${clock} * * ${rhythm.weekday}` : `${clock} ${rhythm.day} * *`;
}

/** When it recurs, in words. */
export function rhythmWords(cron: string): string {
  const rhythm = rhythmOf(cron);
  switch (rhythm.every) {
    case 'hour':
      return t('hourly', { minute: rhythm.minute });
    case 'day':
      return t('daily', { time: at(rhythm.time) });
    case 'week':
      return t('weekly', { weekday: weekdayName(rhythm.weekday), time: at(rhythm.time) });
    case 'month':
      return rhythm.day === 'L' ? t('monthEnd', { time: at(rhythm.time) }) : t('monthly', { day: rhythm.day, time: at(rhythm.time) });
    default:
      return t('cron', { cron: rhythm.cron });
  }
}
